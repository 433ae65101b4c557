import type { Plane } from './raster.js';
import { type Box, boxFor } from './reach.js';
import { isPause, type Steps } from './steps.js';

/**
 * Gaussian blur, as three boxes: its cost does not depend on how far it reaches.
 * @param sigma pixels
 * @param outside what lies around the plane: a value from 0 to 255, or nothing that counts
 */
export function* blurPlane(plane: Plane, sigma: number, outside: number | 'nothing' = 0): Steps<Plane> {
	if (sigma <= 0) return plane;
	const box = boxFor(sigma);
	const turned = yield* transposed(plane, box, outside);
	return yield* transposed(turned, box, outside);
}

/** Filters every row and turns rows into columns, so that two calls filter both ways. */
function* transposed({ data, width, height }: Plane, box: Box, outside: number | 'nothing'): Steps<Plane> {
	const result = new Uint8ClampedArray(data.length);
	const line = new PaddedLine(width, box);
	const around = outside === 'nothing' ? 0 : outside;
	// how much of what a pixel is averaged from lies within the line
	const weights = line.filtered(new Uint8ClampedArray(width).fill(1), outside === 'nothing' ? 0 : 1).slice();
	for (let y = 0; y < height; y++) {
		if (isPause(y, width)) yield;
		const filtered = line.filtered(data.subarray(y * width, (y + 1) * width), around);
		for (let x = 0; x < width; x++) result[x * height + y] = (filtered[x] ?? 0) / (weights[x] ?? 1);
	}
	return { data: result, width: height, height: width };
}

/** A line of pixels with room on either side, which three boxes narrow. */
class PaddedLine {
	private readonly margin: number;
	private readonly line: Float32Array;
	private readonly other: Float32Array;

	constructor(
		private readonly width: number,
		private readonly box: Box,
	) {
		this.margin = 3 * (box.reach + 1);
		this.line = new Float32Array(width + 2 * this.margin);
		this.other = new Float32Array(this.line.length);
	}

	/** The line filtered, until the next one is. */
	filtered(values: Uint8ClampedArray, around: number): Float32Array {
		const { line, other, box, margin, width } = this;
		line.fill(around, 0, margin);
		line.set(values, margin);
		line.fill(around, margin + width);
		average(line, other, box, box.reach + 1);
		average(other, line, box, 2 * (box.reach + 1));
		average(line, other, box, margin);
		return other.subarray(margin, margin + width);
	}
}

/** Averages `source` into `target`, but for `margin` values at either end. */
function average(source: Float32Array, target: Float32Array, { reach, share }: Box, margin: number): void {
	const scale = 1 / (2 * reach + 1 + 2 * share);
	const end = source.length - margin;
	let sum = 0;
	for (let at = margin - reach; at < margin + reach; at++) sum += source[at] ?? 0;
	for (let at = margin; at < end; at++) {
		const next = source[at + reach] ?? 0;
		sum += next;
		const last = source[at - reach] ?? 0;
		target[at] = (sum + share * ((source[at - reach - 1] ?? 0) + (source[at + reach + 1] ?? 0))) * scale;
		sum -= last;
	}
}
