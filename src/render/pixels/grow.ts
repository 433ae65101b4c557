import type { Plane } from './raster.js';

/**
 * `op_grow`, `op_growMask`: dilates over a disc, or erodes.
 * @param radius pixels; positive dilates, negative erodes
 * @param outside what lies around the plane, 0 to 255
 */
export function growPlane(plane: Plane, radius: number, outside = 0): Plane {
	const reach = Math.round(Math.abs(radius));
	if (reach === 0) return plane;
	const { data, width, height } = plane;
	// Eroding is dilating the complement.
	const flip = radius < 0 ? 255 : 0;
	const result = new Uint8ClampedArray(data.length);
	const row = new Uint8Array(width + 2 * reach);
	const around = flip ? 255 - outside : outside;
	for (let dy = -reach; dy <= reach; dy++) {
		const half = Math.floor(Math.sqrt((reach + 0.5) ** 2 - dy ** 2));
		for (let y = 0; y < height; y++) {
			const from = y + dy;
			row.fill(around);
			if (from >= 0 && from < height) {
				for (let x = 0; x < width; x++) {
					const value = data[from * width + x] ?? 0;
					row[x + reach] = flip ? 255 - value : value;
				}
			}
			raise(result, y * width, width, slidingMaximum(row, 2 * half + 1), reach - half);
		}
	}
	if (flip) for (let at = 0; at < result.length; at++) result[at] = 255 - (result[at] ?? 0);
	return { data: result, width, height };
}

function raise(
	result: Uint8ClampedArray,
	start: number,
	width: number,
	maxima: Uint8Array,
	offset: number,
): void {
	for (let x = 0; x < width; x++) {
		const value = maxima[x + offset] ?? 0;
		if (value > (result[start + x] ?? 0)) result[start + x] = value;
	}
}

/**
 * Greatest value of each window of `size`, by the method of van Herk: two passes, whatever the size.
 * @returns at index i the maximum of `row[i]` to `row[i + size - 1]`
 */
function slidingMaximum(row: Uint8Array, size: number): Uint8Array {
	const ahead = row.slice();
	const behind = row.slice();
	for (let at = 1; at < row.length; at++) {
		if (at % size !== 0) ahead[at] = Math.max(ahead[at] ?? 0, ahead[at - 1] ?? 0);
	}
	for (let at = row.length - 2; at >= 0; at--) {
		if ((at + 1) % size !== 0) behind[at] = Math.max(behind[at] ?? 0, behind[at + 1] ?? 0);
	}
	return behind.map((value, at) => Math.max(value, ahead[Math.min(at + size, row.length) - 1] ?? 0));
}
