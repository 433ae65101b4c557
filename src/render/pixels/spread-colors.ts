import { KNOWN_COLORS, type Plane, type Raster } from './raster.js';
import { isPause, type Steps } from './steps.js';

/** Where neighbours lie that a pixel is preceded by; on the way back, those on the other side. */
const [ACROSS, DOWN] = [Int8Array.of(1, -1, 0, 1), Int8Array.of(0, 1, 1, 1)];

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
			const from = 4 * ((nearest[at] ?? 0) - 1);
			if (from < 0 || from === 4 * at) continue;
			for (let channel = 0; channel < 3; channel++) data[4 * at + channel] = data[from + channel] ?? 0;
		}
	}
}

/** The best of what the pixel has and its neighbours on one side have; 0: none has any. */
function nearestOf(nearest: Uint32Array, width: number, x: number, y: number, step: number): number {
	const at = y * width + x;
	let best = nearest[at] ?? 0;
	let shortest = best > 0 ? distance(best - 1, width, x, y) : Number.POSITIVE_INFINITY;
	for (let way = 0; way < ACROSS.length; way++) {
		const [dx, dy] = [step * (ACROSS[way] ?? 0), step * (DOWN[way] ?? 0)];
		const candidate = x < dx || x - dx >= width ? 0 : (nearest[at - dy * width - dx] ?? 0);
		// neighbours mostly agree
		if (candidate === 0 || candidate === best) continue;
		const length = distance(candidate - 1, width, x, y);
		if (length >= shortest) continue;
		best = candidate;
		shortest = length;
	}
	return best;
}

function distance(pixel: number, width: number, x: number, y: number): number {
	return (x - (pixel % width)) ** 2 + (y - Math.floor(pixel / width)) ** 2;
}
