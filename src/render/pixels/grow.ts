import type { Plane } from './raster.js';
import { filterReduced } from './reduce.js';

/** Up to here a disc is exact; larger ones work on a smaller plane, at a cost that does not grow. */
const EXACT_RADIUS = 16;

/**
 * `op_grow`, `op_growMask`: dilates over a disc, or erodes.
 * @param radius pixels; positive dilates, negative erodes
 * @param outside what lies around the plane, 0 to 255
 */
export function growPlane(plane: Plane, radius: number, outside = 0): Plane {
	const factor = Math.ceil(Math.abs(radius) / EXACT_RADIUS);
	return factor > 1
		? filterReduced(plane, factor, (reduced) => growExactly(reduced, radius / factor, outside))
		: growExactly(plane, radius, outside);
}

function growExactly(plane: Plane, radius: number, outside: number): Plane {
	const reach = Math.round(Math.abs(radius));
	if (reach === 0) return plane;
	if (radius > 0) return dilate(plane, reach, outside);
	// Eroding is dilating the complement.
	return complement(dilate(complement(plane), reach, 255 - outside));
}

export function complement(plane: Plane): Plane {
	return { ...plane, data: plane.data.map((value) => 255 - value) };
}

/**
 * A disc is a stack of horizontal stretches. Each longer stretch is made from the next shorter one, and
 * lent to all rows of the disc that are so long.
 */
function dilate({ data, width, height }: Plane, reach: number, outside: number): Plane {
	const result = new Uint8ClampedArray(data.length);
	const stretched = data.slice();
	const halfLength = (dy: number) => Math.floor(Math.sqrt((reach + 0.5) ** 2 - dy ** 2));
	let dy = reach;
	for (let half = 0; half <= halfLength(0); half++) {
		if (half > 0) stretch(stretched, data, width, half, outside);
		for (; dy >= 0 && halfLength(dy) === half; dy--) {
			raiseRows(result, stretched, width, height, dy, outside);
			raiseRows(result, stretched, width, height, -dy, outside);
		}
	}
	return { data: result, width, height };
}

/** Raises every pixel to the values `half` to its left and to its right. */
function stretch(
	target: Uint8ClampedArray,
	source: Uint8ClampedArray,
	width: number,
	half: number,
	outside: number,
): void {
	for (let row = 0; row < source.length; row += width) {
		for (let x = 0; x < width; x++) {
			const left = x >= half ? (source[row + x - half] ?? 0) : outside;
			const right = x + half < width ? (source[row + x + half] ?? 0) : outside;
			target[row + x] = Math.max(target[row + x] ?? 0, left, right);
		}
	}
}

/** Raises every row to the one that lies `dy` rows below. */
function raiseRows(
	target: Uint8ClampedArray,
	source: Uint8ClampedArray,
	width: number,
	height: number,
	dy: number,
	outside: number,
): void {
	for (let y = 0; y < height; y++) {
		const inside = y + dy >= 0 && y + dy < height;
		const shift = dy * width;
		for (let at = y * width; at < (y + 1) * width; at++) {
			target[at] = Math.max(target[at] ?? 0, inside ? (source[at + shift] ?? 0) : outside);
		}
	}
}
