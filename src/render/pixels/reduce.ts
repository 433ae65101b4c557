import type { Plane } from './raster.js';
import { isPause, type Steps } from './steps.js';

/**
 * Applies a filter with a wide reach to a smaller copy of a plane; what it would do to single pixels
 * does not show.
 * @param factor pixels of the plane per pixel of the copy, an integer
 * @param phase where the plane begins in what it is a part of: all parts have the same blocks
 */
export function* filterReduced(
	plane: Plane,
	factor: number,
	phase: { readonly x: number; readonly y: number },
	filter: (plane: Plane) => Steps<Plane>,
): Steps<Plane> {
	const lead = { x: modulo(phase.x, factor), y: modulo(phase.y, factor) };
	const small = yield* filter(yield* reduced(plane, factor, lead));
	return yield* enlarged(small, factor, lead, plane.width, plane.height);
}

function modulo(value: number, divisor: number): number {
	return ((value % divisor) + divisor) % divisor;
}

/** Pixels of the first block that lie before the plane. */
interface Lead {
	readonly x: number;
	readonly y: number;
}

/** Averages of blocks. */
function* reduced({ data, width, height }: Plane, factor: number, lead: Lead): Steps<Plane> {
	const columns = Math.ceil((width + lead.x) / factor);
	const rows = Math.ceil((height + lead.y) / factor);
	const result = new Uint8ClampedArray(columns * rows);
	const sums = new Float64Array(columns);
	for (let row = 0; row < rows; row++) {
		if (isPause(row, width * factor)) yield;
		sums.fill(0);
		const top = Math.max(0, row * factor - lead.y);
		const bottom = Math.min(height, (row + 1) * factor - lead.y);
		for (let y = top; y < bottom; y++) {
			for (let x = 0; x < width; x++) {
				const column = Math.floor((x + lead.x) / factor);
				sums[column] = (sums[column] ?? 0) + (data[y * width + x] ?? 0);
			}
		}
		for (let column = 0; column < columns; column++) {
			const left = Math.max(0, column * factor - lead.x);
			const right = Math.min(width, (column + 1) * factor - lead.x);
			result[row * columns + column] = (sums[column] ?? 0) / ((right - left) * (bottom - top));
		}
	}
	return { data: result, width: columns, height: rows };
}

/** Bilinear. */
function* enlarged(plane: Plane, factor: number, lead: Lead, width: number, height: number): Steps<Plane> {
	const { data } = plane;
	const result = new Uint8ClampedArray(width * height);
	const columns = Array.from({ length: width }, (_, x) => sample(x + lead.x, factor, plane.width));
	const between = new Float32Array(plane.width);
	for (let y = 0; y < height; y++) {
		if (isPause(y, width)) yield;
		const vertical = sample(y + lead.y, factor, plane.height);
		for (let x = 0; x < plane.width; x++) {
			const top = data[vertical.first * plane.width + x] ?? 0;
			const bottom = data[vertical.second * plane.width + x] ?? 0;
			between[x] = top + (bottom - top) * vertical.share;
		}
		for (let x = 0; x < width; x++) {
			const horizontal = columns[x];
			if (!horizontal) continue;
			const left = between[horizontal.first] ?? 0;
			result[y * width + x] = left + ((between[horizontal.second] ?? 0) - left) * horizontal.share;
		}
	}
	return { data: result, width, height };
}

interface Sample {
	readonly first: number;
	readonly second: number;
	/** of the second */
	readonly share: number;
}

/** The two pixels of the copy between whose centres a pixel lies. */
function sample(position: number, factor: number, length: number): Sample {
	const place = Math.min(Math.max(0, (position + 0.5) / factor - 0.5), length - 1);
	const first = Math.floor(place);
	return { first, second: Math.min(first + 1, length - 1), share: place - first };
}
