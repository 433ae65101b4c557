import { KNOWN_COLORS, type Plane, type Raster } from './raster.js';
import { isPause, type Steps } from './steps.js';

/** Those of its neighbours that a pixel has been preceded by; on the way back, the others. */
const BEFORE = [
	[1, 0],
	[-1, 1],
	[0, 1],
	[1, 1],
] as const;

/**
 * Gives pixels whose colours are not known those of the nearest pixel whose are: there and back once, each
 * pixel asks its neighbours which one is nearest to them. Transparent pixels are left as they are.
 * @param alpha how far colours are known: that of the picture as it was drawn
 */
export function* spreadColors({ data, width, height }: Raster, { data: alpha }: Plane): Steps {
	// by pixel, its nearest one, counted from 1
	const nearest = new Uint32Array(alpha.length);
	for (const step of [1, -1]) {
		for (let row = 0; row < height; row++) {
			if (isPause(row, width)) yield;
			const y = step > 0 ? row : height - 1 - row;
			for (let column = 0; column < width; column++) {
				const x = step > 0 ? column : width - 1 - column;
				const at = y * width + x;
				if ((alpha[at] ?? 0) >= KNOWN_COLORS) nearest[at] = at + 1;
				else if ((data[4 * at + 3] ?? 0) > 0) nearest[at] = nearestOf(nearest, width, x, y, step);
			}
		}
	}
	for (let row = 0; row < height; row++) {
		if (isPause(row, width)) yield;
		for (let at = row * width; at < (row + 1) * width; at++) {
			const from = nearest[at] ?? 0;
			if (from > 0 && from !== at + 1) data.copyWithin(4 * at, 4 * from - 4, 4 * from - 1);
		}
	}
}

/** The best of what the pixel has and its neighbours on one side have; 0: none has any. */
function nearestOf(nearest: Uint32Array, width: number, x: number, y: number, step: number): number {
	const at = y * width + x;
	let best = nearest[at] ?? 0;
	let shortest = best > 0 ? distance(best - 1, width, x, y) : Number.POSITIVE_INFINITY;
	for (const [dx, dy] of BEFORE) {
		const column = x - dx * step;
		if (column < 0 || column >= width) continue;
		const candidate = nearest[at - (dy * width + dx) * step] ?? 0;
		const length = candidate > 0 ? distance(candidate - 1, width, x, y) : Number.POSITIVE_INFINITY;
		if (length < shortest) [best, shortest] = [candidate, length];
	}
	return best;
}

function distance(pixel: number, width: number, x: number, y: number): number {
	return (x - (pixel % width)) ** 2 + (y - Math.floor(pixel / width)) ** 2;
}
