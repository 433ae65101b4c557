import type { UnsharpMask } from '../../protocol/values.js';
import { blurPlane } from './blur.js';
import type { Plane, Raster } from './raster.js';
import { channelOf, isOpaque, luminance, multiplied } from './raster.js';
import { SIGMA_PER_RADIUS } from './reach.js';
import { inStretches, type Steps } from './steps.js';

/**
 * `op_usm`, `op_usmR`: unsharp mask, on colours and alpha. Colours are compared with those around them by the
 * weight of their opacity; what lies outside has none.
 * @param scale of the radius
 */
export function* unsharpMask(raster: Raster, mask: UnsharpMask, scale: number): Steps {
	const sigma = mask.radius * scale * SIGMA_PER_RADIUS;
	if (mask.amount === 0 || sigma === 0) return;
	// One plane after another: together they would take several times the memory of the picture.
	const alpha = (yield* isOpaque(raster)) ? undefined : yield* channelOf(raster, 3);
	const blurredAlpha = alpha && (yield* blurPlane(alpha, sigma, 'nothing'));
	if (mask.monochrome) {
		yield* addDetails(raster, [0, 1, 2], yield* gray(raster), sigma, mask, alpha, blurredAlpha);
	} else {
		for (const channel of [0, 1, 2] as const) {
			const plane = yield* channelOf(raster, channel);
			yield* addDetails(raster, [channel], plane, sigma, mask, alpha, blurredAlpha);
		}
	}
	if (alpha && blurredAlpha) yield* addDifference(raster, [3], alpha, blurredAlpha, mask);
}

/** Adds to some channels what a blur takes away from a plane. */
function* addDetails(
	raster: Raster,
	channels: readonly number[],
	plane: Plane,
	sigma: number,
	mask: UnsharpMask,
	alpha: Plane | undefined,
	blurredAlpha: Plane | undefined,
): Steps {
	const blurred = yield* blurPlane(alpha ? yield* multiplied(plane, alpha) : plane, sigma, 'nothing');
	if (blurredAlpha) yield* divide(blurred, blurredAlpha);
	yield* addDifference(raster, channels, plane, blurred, mask);
}

/** Adds what is more than the threshold. */
function addDifference(
	{ data }: Raster,
	channels: readonly number[],
	{ data: plane }: Plane,
	{ data: blurred }: Plane,
	{ amount, threshold }: UnsharpMask,
): Steps {
	return inStretches(plane.length, (from, to) => {
		for (let at = from; at < to; at++) {
			const difference = (plane[at] ?? 0) - (blurred[at] ?? 0);
			if (Math.abs(difference) <= threshold) continue;
			for (const channel of channels) {
				data[4 * at + channel] = (data[4 * at + channel] ?? 0) + amount * difference;
			}
		}
	});
}

function divide({ data }: Plane, { data: alpha }: Plane): Steps {
	return inStretches(data.length, (from, to) => {
		for (let at = from; at < to; at++) {
			const opacity = alpha[at] ?? 0;
			if (opacity > 0) data[at] = ((data[at] ?? 0) * 255) / opacity;
		}
	});
}

function* gray({ data, width, height }: Raster): Steps<Plane> {
	const plane = new Uint8ClampedArray(width * height);
	yield* inStretches(plane.length, (from, to) => {
		for (let at = from; at < to; at++) {
			plane[at] = luminance(data[4 * at] ?? 0, data[4 * at + 1] ?? 0, data[4 * at + 2] ?? 0);
		}
	});
	return { data: plane, width, height };
}
