import type { Raster } from './raster.js';
import { luminance } from './raster.js';

/** Turns a picture to gray by luminance, the naive conversion of the documentation; alpha stays. */
export function grayscale({ data }: Raster): void {
	for (let at = 0; at < data.length; at += 4) {
		data.fill(Math.round(luminance(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0)), at, at + 3);
	}
}
