/** Standard deviation of a blur per pixel of a documented radius, which names no measure. */
export const SIGMA_PER_RADIUS = 0.5;

/** Up to here growing is exact over a disc; beyond, it works on a smaller plane, at a cost that does not grow. */
const EXACT_RADIUS = 16;

/** Pixels of a plane per pixel of the smaller one that it is grown on, an integer. */
export function growReduction(radius: number): number {
	return Math.max(1, Math.ceil(Math.abs(radius) / EXACT_RADIUS));
}

/** How far growing looks, in pixels. */
export function growReach(radius: number): number {
	const factor = growReduction(radius);
	return Math.ceil(Math.abs(radius)) + (factor > 1 ? 2 * factor : 0);
}

/** An average of `2 reach + 1` pixels, and of a share of the next one on either side. */
export interface Box {
	readonly reach: number;
	/** 0 up to 1 */
	readonly share: number;
}

/** The box of which three, one after another, have the variance of a Gaussian. */
export function boxFor(sigma: number): Box {
	const variance = sigma ** 2 / 3;
	const reach = Math.floor((Math.sqrt(12 * variance + 1) - 1) / 2);
	const share =
		((2 * reach + 1) * (variance - (reach * (reach + 1)) / 3)) / (2 * ((reach + 1) ** 2 - variance));
	return { reach, share };
}

/** How far a blur looks, in pixels. */
export function blurReach(sigma: number): number {
	return sigma > 0 ? 3 * (boxFor(sigma).reach + 1) : 0;
}
