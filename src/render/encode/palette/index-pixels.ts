import type { Raster } from '../../pixels/raster.js';
import { isPause, type Steps } from '../../pixels/steps.js';
import { nearestColor } from './nearest-color.js';
import { OPAQUE_FROM, type Rgb } from './rgb.js';

/**
 * For each pixel the number of its colour.
 * @param dither the difference is spread over the neighbours (Floyd and Steinberg), so that areas look right
 * @param keyIndex number of transparent pixels; undefined: there are none
 */
export function* indexPixels(
	{ data, width, height }: Raster,
	colors: readonly Rgb[],
	dither: boolean,
	keyIndex: number | undefined,
): Steps<Uint8Array> {
	const nearest = nearestColor(colors);
	const palette = Uint8Array.from(colors.flat());
	const indices = new Uint8Array(width * height);
	// red, green and blue of this row and the next, with a pixel of margin on both sides
	let errors = new Float32Array(3 * (width + 2));
	let below = new Float32Array(3 * (width + 2));
	// clamped and rounded
	const wanted = new Uint8ClampedArray(3);
	for (let y = 0; y < height; y++) {
		if (isPause(y, width)) yield;
		for (let x = 0; x < width; x++) {
			const pixel = y * width + x;
			if (keyIndex !== undefined && (data[4 * pixel + 3] ?? 0) < OPAQUE_FROM) {
				indices[pixel] = keyIndex;
				continue;
			}
			const at = 3 * (x + 1);
			for (let channel = 0; channel < 3; channel++) {
				wanted[channel] = (data[4 * pixel + channel] ?? 0) + (errors[at + channel] ?? 0);
			}
			const index = nearest(wanted[0] ?? 0, wanted[1] ?? 0, wanted[2] ?? 0);
			indices[pixel] = index;
			if (!dither) continue;
			for (let channel = 0; channel < 3; channel++) {
				const error = ((wanted[channel] ?? 0) - (palette[3 * index + channel] ?? 0)) / 16;
				if (error === 0) continue;
				add(errors, at + 3 + channel, 7 * error);
				add(below, at - 3 + channel, 3 * error);
				add(below, at + channel, 5 * error);
				add(below, at + 3 + channel, error);
			}
		}
		[errors, below] = [below, errors.fill(0)];
	}
	return indices;
}

function add(plane: Float32Array, at: number, value: number): void {
	plane[at] = (plane[at] ?? 0) + value;
}
