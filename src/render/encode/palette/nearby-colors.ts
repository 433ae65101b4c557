/** From the first of a cube's sixteen values per channel to its middle. */
const MIDDLE = 7.5;

/**
 * Looks up which colours of a palette may be the nearest to one: few, that are found once for all colours that
 * share their first four bits per channel.
 * @param palette red, green and blue of each
 */
export function nearbyColors(palette: Uint8Array): (red: number, green: number, blue: number) => Uint8Array {
	const cubes = new Array<Uint8Array | undefined>(1 << 12).fill(undefined);
	return (red, green, blue) => {
		const cube = ((red & 0xf0) << 4) | (green & 0xf0) | (blue >> 4);
		const known = cubes[cube];
		if (known) return known;
		const middle = [red, green, blue].map((value) => (value & 0xf0) + MIDDLE);
		const found = aroundCube(palette, middle[0] ?? 0, middle[1] ?? 0, middle[2] ?? 0);
		cubes[cube] = found;
		return found;
	};
}

/** Those that are not further from the nearest corner of a cube than another one is from its furthest. */
function aroundCube(palette: Uint8Array, red: number, green: number, blue: number): Uint8Array {
	const distances = new Float64Array(palette.length / 3);
	let bound = Number.POSITIVE_INFINITY;
	for (let number = 0; number < distances.length; number++) {
		const r = Math.abs((palette[3 * number] ?? 0) - red);
		const g = Math.abs((palette[3 * number + 1] ?? 0) - green);
		const b = Math.abs((palette[3 * number + 2] ?? 0) - blue);
		bound = Math.min(bound, (r + MIDDLE) ** 2 + (g + MIDDLE) ** 2 + (b + MIDDLE) ** 2);
		distances[number] = beyond(r) + beyond(g) + beyond(b);
	}
	const found: number[] = [];
	for (const [number, distance] of distances.entries()) if (distance <= bound) found.push(number);
	return Uint8Array.from(found);
}

/** Squared distance to a cube, of one channel. */
function beyond(fromMiddle: number): number {
	return Math.max(0, fromMiddle - MIDDLE) ** 2;
}
