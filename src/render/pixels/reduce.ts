import type { Plane } from './raster.js';

/**
 * Applies a filter with a wide reach to a smaller copy of a plane; what it would do to single pixels
 * does not show.
 * @param factor pixels of the plane per pixel of the copy, an integer
 */
export function filterReduced(plane: Plane, factor: number, filter: (plane: Plane) => Plane): Plane {
	return enlarged(filter(reduced(plane, factor)), factor, plane.width, plane.height);
}

/** Averages of blocks. */
function reduced({ data, width, height }: Plane, factor: number): Plane {
	const columns = Math.ceil(width / factor);
	const rows = Math.ceil(height / factor);
	const sums = new Float32Array(columns * rows);
	const counts = new Float32Array(columns * rows);
	for (let y = 0; y < height; y++) {
		const row = Math.floor(y / factor) * columns;
		for (let x = 0; x < width; x++) {
			const at = row + Math.floor(x / factor);
			sums[at] = (sums[at] ?? 0) + (data[y * width + x] ?? 0);
			counts[at] = (counts[at] ?? 0) + 1;
		}
	}
	return {
		data: Uint8ClampedArray.from(sums, (sum, at) => sum / (counts[at] || 1)),
		width: columns,
		height: rows,
	};
}

/** Bilinear. */
function enlarged(plane: Plane, factor: number, width: number, height: number): Plane {
	const { data } = plane;
	const result = new Uint8ClampedArray(width * height);
	const columns = Array.from({ length: width }, (_, x) => sample(x, factor, plane.width));
	for (let y = 0; y < height; y++) {
		const vertical = sample(y, factor, plane.height);
		const upper = vertical.first * plane.width;
		const lower = vertical.second * plane.width;
		for (let x = 0; x < width; x++) {
			const horizontal = columns[x];
			if (!horizontal) continue;
			const { first, second, share } = horizontal;
			const top = (data[upper + first] ?? 0) * (1 - share) + (data[upper + second] ?? 0) * share;
			const bottom = (data[lower + first] ?? 0) * (1 - share) + (data[lower + second] ?? 0) * share;
			result[y * width + x] = top * (1 - vertical.share) + bottom * vertical.share;
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
