import type { Raster } from './raster.js';
import { isPause, type Steps } from './steps.js';

/**
 * `op_sharpen`: a 3x3 kernel with centre 2 and four neighbours of -1/4, on colours and alpha. Colours are
 * compared with those around them by the weight of their opacity. What is transparent, and what lies outside,
 * has none: the edge of a picture, with a bar beside it or not, is no contour of its colours.
 */
export function* sharpen({ data, width, height }: Raster): Steps {
	// rows as they were, each with a transparent pixel on either side
	const row = () => new Uint8ClampedArray(4 * (width + 2));
	let [above, here, below] = [row(), row(), row()];
	below.set(data.subarray(0, 4 * width), 4);
	for (let y = 0; y < height; y++) {
		if (isPause(y, width)) yield;
		const next = data.subarray(4 * (y + 1) * width, 4 * (y + 2) * width);
		[above, here, below] = [here, below, above.fill(0)];
		below.set(next, 4);
		sharpenRow(data.subarray(4 * y * width, 4 * (y + 1) * width), above, here, below, y > 0, next.length > 0);
	}
}

function sharpenRow(
	target: Uint8ClampedArray,
	above: Uint8ClampedArray,
	here: Uint8ClampedArray,
	below: Uint8ClampedArray,
	hasAbove: boolean,
	hasBelow: boolean,
): void {
	for (let to = 0; to < target.length; to += 4) {
		const at = to + 4;
		const left = here[at - 1] ?? 0;
		const right = here[at + 7] ?? 0;
		const up = above[at + 3] ?? 0;
		const down = below[at + 3] ?? 0;
		const weight = left + right + up + down;
		if (weight > 0) {
			for (let channel = at; channel < at + 3; channel++) {
				const around =
					left * (here[channel - 4] ?? 0) +
					right * (here[channel + 4] ?? 0) +
					up * (above[channel] ?? 0) +
					down * (below[channel] ?? 0);
				target[channel - 4] = 2 * (here[channel] ?? 0) - around / weight;
			}
		}
		// where nothing is beside it, a pixel is compared with itself
		const alpha = here[at + 3] ?? 0;
		const around =
			(to > 0 ? left : alpha) +
			(at < target.length ? right : alpha) +
			(hasAbove ? up : alpha) +
			(hasBelow ? down : alpha);
		target[to + 3] = 2 * alpha - around / 4;
	}
}
