import type { Raster } from './raster.js';
import type { Steps } from './steps.js';

/** Pixels that even a slow formula is through with in a few milliseconds. */
const SLICE = 65_536;

/** Changes every pixel by itself, some rows at a time. */
export function* bySlices({ data, width, height }: Raster, change: (slice: Raster) => void): Steps {
	const rows = Math.max(1, Math.floor(SLICE / width));
	for (let y = 0; y < height; y += rows) {
		const end = Math.min(height, y + rows);
		change({ data: data.subarray(4 * y * width, 4 * end * width), width, height: end - y });
		yield;
	}
}
