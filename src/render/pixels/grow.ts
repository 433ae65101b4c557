import type { Plane, Raster } from './raster.js';
import { channelOf, complement, setAlpha } from './raster.js';
import { growReduction } from './reach.js';
import { filterReduced } from './reduce.js';
import { inStretches, isPause, type Steps } from './steps.js';

/** Where a plane begins in a larger one, of which it is a part: parts then join without seams. */
export interface Phase {
	readonly x: number;
	readonly y: number;
}

/**
 * `op_grow`, `op_growMask`: dilates over a disc, or erodes.
 * @param radius pixels; positive dilates, negative erodes
 * @param outside what lies around the plane, 0 to 255
 */
export function* growPlane(
	plane: Plane,
	radius: number,
	outside = 0,
	phase: Phase = { x: 0, y: 0 },
): Steps<Plane> {
	const factor = growReduction(radius);
	return factor > 1
		? yield* filterReduced(plane, factor, phase, (reduced) =>
				growBy(reduced, Math.round(radius / factor), outside),
			)
		: yield* growExactly(plane, radius, outside);
}

/** Grows the alpha of a picture and leaves its colours alone. */
export function* growAlpha(raster: Raster, radius: number, phase: Phase): Steps {
	const { data: grown } = yield* growPlane(yield* channelOf(raster, 3), radius, 0, phase);
	yield* setAlpha(raster, grown);
}

/** A part of a pixel is that part of the way from one whole radius to the next. */
function* growExactly(plane: Plane, radius: number, outside: number): Steps<Plane> {
	const whole = Math.trunc(radius);
	const share = Math.abs(radius - whole);
	const grown = yield* growBy(plane, whole, outside);
	if (share === 0) return grown;
	const { data: further } = yield* growBy(plane, whole + Math.sign(radius), outside);
	const data = new Uint8ClampedArray(further.length);
	yield* inStretches(data.length, (from, to) => {
		for (let at = from; at < to; at++) {
			data[at] = (1 - share) * (grown.data[at] ?? 0) + share * (further[at] ?? 0);
		}
	});
	return { ...grown, data };
}

/** @param radius whole pixels */
function* growBy(plane: Plane, radius: number, outside: number): Steps<Plane> {
	if (radius === 0) return plane;
	if (radius > 0) return yield* dilate(plane, radius, outside);
	// Eroding is dilating the complement.
	return yield* complement(yield* dilate(yield* complement(plane), -radius, 255 - outside));
}

/**
 * A disc is a stack of horizontal stretches. Each longer stretch is made from the next shorter one, and
 * lent to all rows of the disc that are so long.
 */
function* dilate({ data, width, height }: Plane, reach: number, outside: number): Steps<Plane> {
	const result = new Uint8ClampedArray(data.length);
	const stretched = data.slice();
	const halfLength = (dy: number) => Math.floor(Math.sqrt((reach + 0.5) ** 2 - dy ** 2));
	let dy = reach;
	for (let half = 0; half <= halfLength(0); half++) {
		if (half > 0) yield* stretch(stretched, data, width, half, outside);
		for (; dy >= 0 && halfLength(dy) === half; dy--) {
			yield* raiseRows(result, stretched, width, height, dy, outside);
			if (dy > 0) yield* raiseRows(result, stretched, width, height, -dy, outside);
		}
	}
	return { data: result, width, height };
}

/** Raises every pixel to the values `half` to its left and to its right. */
function* stretch(
	target: Uint8ClampedArray,
	source: Uint8ClampedArray,
	width: number,
	half: number,
	outside: number,
): Steps {
	const inner = Math.min(half, width);
	for (let row = 0, y = 0; row < source.length; row += width, y++) {
		if (isPause(y, width)) yield;
		raise(target, row, source, row + half, width - half);
		raise(target, row + half, source, row, width - half);
		if (outside === 0) continue;
		raiseTo(target, row, row + inner, outside);
		raiseTo(target, row + width - inner, row + width, outside);
	}
}

/** Raises every row to the one that lies `dy` rows below. */
function* raiseRows(
	target: Uint8ClampedArray,
	source: Uint8ClampedArray,
	width: number,
	height: number,
	dy: number,
	outside: number,
): Steps {
	for (let y = 0; y < height; y++) {
		if (isPause(y, width)) yield;
		const from = y + dy;
		if (from >= 0 && from < height) raise(target, y * width, source, from * width, width);
		else if (outside > 0) raiseTo(target, y * width, (y + 1) * width, outside);
	}
}

function raise(
	target: Uint8ClampedArray,
	to: number,
	source: Uint8ClampedArray,
	from: number,
	length: number,
): void {
	for (let at = 0; at < length; at++) {
		const value = source[from + at] ?? 0;
		if (value > (target[to + at] ?? 0)) target[to + at] = value;
	}
}

function raiseTo(target: Uint8ClampedArray, from: number, to: number, value: number): void {
	for (let at = from; at < to; at++) if (value > (target[at] ?? 0)) target[at] = value;
}
