import type { Raster } from './raster.js';
import { luminance } from './raster.js';

/** Turns a picture to gray by luminance, the naive conversion of the documentation; alpha stays. */
export function grayscale({ data }: Raster): void {
	for (let at = 0; at < data.length; at += 4) {
		const gray = Math.round(luminance(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0));
		data[at] = data[at + 1] = data[at + 2] = gray;
	}
}

/** Turns a picture to what a mask is: its alpha as gray, opaque, black where nothing is. */
export function alphaAsGray({ data }: Raster): void {
	for (let at = 0; at < data.length; at += 4) {
		data[at] = data[at + 1] = data[at + 2] = data[at + 3] ?? 0;
		data[at + 3] = 255;
	}
}
