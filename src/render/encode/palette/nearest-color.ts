import { nearbyColors } from './nearby-colors.js';
import type { Rgb } from './rgb.js';

/**
 * Looks up the number of the nearest colour of a palette. Colours that share their first six bits per channel,
 * a cube, have the one that is nearest to its middle, so that no more than a quarter of a million are sought
 * for whatever picture; but in a cube with a colour of the palette in it each has its own.
 * @param colors 1 to 256
 */
export function nearestColor(colors: readonly Rgb[]): (red: number, green: number, blue: number) => number {
	const palette = Uint8Array.from(colors.flat());
	const nearby = nearbyColors(palette);
	const search = (red: number, green: number, blue: number) => {
		const numbers = nearby(red, green, blue);
		let best = 0;
		let least = Number.POSITIVE_INFINITY;
		for (let at = 0; at < numbers.length; at++) {
			const number = numbers[at] ?? 0;
			const r = red - (palette[3 * number] ?? 0);
			const g = green - (palette[3 * number + 1] ?? 0);
			const b = blue - (palette[3 * number + 2] ?? 0);
			const distance = r * r + g * g + b * b;
			if (distance >= least) continue;
			best = number;
			least = distance;
		}
		return best;
	};
	// what is not known yet is 0, a number counts from 1
	const known = new Uint16Array(1 << 18);
	const exact = new Map(colors.map((color) => [cubeOf(...color), new Uint16Array(64)]));
	for (const cube of exact.keys()) known[cube] = HAS_COLORS;
	return (red, green, blue) => {
		const cube = cubeOf(red, green, blue);
		const found = known[cube] ?? 0;
		if (found === 0) {
			const number = search((red & ~3) + 1.5, (green & ~3) + 1.5, (blue & ~3) + 1.5);
			known[cube] = number + 1;
			return number;
		}
		if (found !== HAS_COLORS) return found - 1;
		const own = exact.get(cube);
		const place = ((red & 3) << 4) | ((green & 3) << 2) | (blue & 3);
		const number = own?.[place] || search(red, green, blue) + 1;
		if (own) own[place] = number;
		return number - 1;
	};
}

const HAS_COLORS = 0xffff;

function cubeOf(red: number, green: number, blue: number): number {
	return ((red >> 2) << 12) | ((green >> 2) << 6) | (blue >> 2);
}
