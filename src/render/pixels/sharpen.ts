import type { UnsharpMask } from '../../protocol/values.js';
import { blurPlane } from './blur.js';
import type { Plane, Raster } from './raster.js';
import { channelOf, isOpaque, luminance } from './raster.js';
import { SIGMA_PER_RADIUS } from './reach.js';
import { isPause, type Steps } from './steps.js';

// Colours are compared with those around them by the weight of their opacity. What is transparent, and what
// lies outside, has none: the edge of a picture, with a bar beside it or not, is no contour of its colours.

/** `op_sharpen`: a 3x3 kernel with centre 2 and four neighbours of -1/4, on colours and alpha */
export function* sharpen(raster: Raster): Steps {
	const { data, width, height } = raster;
	const alpha = channelOf(raster, 3);
	for (const channel of CHANNELS) {
		const source = channel === 3 ? alpha : channelOf(raster, channel);
		for (let y = 0; y < height; y++) {
			if (isPause(y)) yield;
			for (let x = 0; x < width; x++) {
				const at = y * width + x;
				const left = x > 0 ? at - 1 : OUTSIDE;
				const right = x < width - 1 ? at + 1 : OUTSIDE;
				const above = y > 0 ? at - width : OUTSIDE;
				const below = y < height - 1 ? at + width : OUTSIDE;
				const value = source.data[at] ?? 0;
				const around =
					channel === 3
						? average(source, left, right, above, below, value)
						: weighted(source, alpha, left, right, above, below, value);
				data[4 * at + channel] = 2 * value - around;
			}
		}
	}
}

const CHANNELS = [0, 1, 2, 3] as const;
type Channel = (typeof CHANNELS)[number];

const OUTSIDE = -1;

/** @param otherwise stands in for what lies outside */
function average({ data }: Plane, a: number, b: number, c: number, d: number, otherwise: number): number {
	return (
		((data[a] ?? otherwise) + (data[b] ?? otherwise) + (data[c] ?? otherwise) + (data[d] ?? otherwise)) / 4
	);
}

/** @param otherwise where all four are transparent */
function weighted(
	{ data }: Plane,
	{ data: alpha }: Plane,
	a: number,
	b: number,
	c: number,
	d: number,
	otherwise: number,
): number {
	const weight = (alpha[a] ?? 0) + (alpha[b] ?? 0) + (alpha[c] ?? 0) + (alpha[d] ?? 0);
	if (weight === 0) return otherwise;
	const sum =
		(alpha[a] ?? 0) * (data[a] ?? 0) +
		(alpha[b] ?? 0) * (data[b] ?? 0) +
		(alpha[c] ?? 0) * (data[c] ?? 0) +
		(alpha[d] ?? 0) * (data[d] ?? 0);
	return sum / weight;
}

/**
 * `op_usm`, `op_usmR`: unsharp mask, on colours and alpha.
 * @param scale of the radius
 */
export function* unsharpMask(raster: Raster, mask: UnsharpMask, scale: number): Steps {
	const sigma = mask.radius * scale * SIGMA_PER_RADIUS;
	if (mask.amount === 0 || sigma === 0) return;
	// One plane after another: together they would take several times the memory of the picture.
	const alpha = isOpaque(raster) ? undefined : channelOf(raster, 3);
	const blurredAlpha = alpha && (yield* blurPlane(alpha, sigma, 'nothing'));
	if (mask.monochrome) {
		yield* addDetails(raster, [0, 1, 2], gray(raster), sigma, mask, alpha, blurredAlpha);
	} else {
		for (const channel of [0, 1, 2] as const) {
			yield* addDetails(raster, [channel], channelOf(raster, channel), sigma, mask, alpha, blurredAlpha);
		}
	}
	if (alpha && blurredAlpha) addDifference(raster, [3], alpha, blurredAlpha, mask);
}

/** Adds to some channels what a blur takes away from a plane. */
function* addDetails(
	raster: Raster,
	channels: readonly Channel[],
	plane: Plane,
	sigma: number,
	mask: UnsharpMask,
	alpha: Plane | undefined,
	blurredAlpha: Plane | undefined,
): Steps {
	const blurred = yield* blurPlane(alpha ? multiplied(plane, alpha) : plane, sigma, 'nothing');
	if (blurredAlpha) divide(blurred, blurredAlpha);
	addDifference(raster, channels, plane, blurred, mask);
}

/** Adds what is more than the threshold. */
function addDifference(
	{ data }: Raster,
	channels: readonly Channel[],
	{ data: plane }: Plane,
	{ data: blurred }: Plane,
	{ amount, threshold }: UnsharpMask,
): void {
	for (let at = 0; at < blurred.length; at++) {
		const difference = (plane[at] ?? 0) - (blurred[at] ?? 0);
		if (Math.abs(difference) <= threshold) continue;
		for (const channel of channels) {
			data[4 * at + channel] = (data[4 * at + channel] ?? 0) + amount * difference;
		}
	}
}

function multiplied(plane: Plane, { data: alpha }: Plane): Plane {
	const data = new Uint8ClampedArray(plane.data.length);
	for (let at = 0; at < data.length; at++) data[at] = ((plane.data[at] ?? 0) * (alpha[at] ?? 0)) / 255;
	return { ...plane, data };
}

function divide({ data }: Plane, { data: alpha }: Plane): void {
	for (let at = 0; at < data.length; at++) {
		const opacity = alpha[at] ?? 0;
		if (opacity > 0) data[at] = ((data[at] ?? 0) * 255) / opacity;
	}
}

function gray({ data, width, height }: Raster): Plane {
	const plane = new Uint8ClampedArray(width * height);
	for (let at = 0; at < plane.length; at++) {
		plane[at] = luminance(data[4 * at] ?? 0, data[4 * at + 1] ?? 0, data[4 * at + 2] ?? 0);
	}
	return { data: plane, width, height };
}
