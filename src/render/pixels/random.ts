/** A number from 0 up to 1 that depends on a seed alone: renderings of equal requests are equal. */
export function randomAt(seed: number): number {
	let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b);
	state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
	return ((state ^ (state >>> 16)) >>> 0) / 0x1_0000_0000;
}
