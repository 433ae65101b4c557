import type { Raster } from './raster.js';
import { inStretches, type Steps } from './steps.js';

/** Changes every pixel by itself, some at a time, which come as one row. */
export function bySlices({ data, width, height }: Raster, change: (slice: Raster) => void): Steps {
	return inStretches(width * height, (from, to) => {
		change({ data: data.subarray(4 * from, 4 * to), width: to - from, height: 1 });
	});
}
