import type { UnsharpMask } from '../../protocol/values.js';
import { blurPlane, SIGMA_PER_RADIUS } from './blur.js';
import type { Plane, Raster } from './raster.js';
import { channelOf, luminance } from './raster.js';

const CHANNELS = [0, 1, 2, 3] as const;
type Channel = (typeof CHANNELS)[number];

/** `op_sharpen`: a 3x3 kernel with centre 2 and four neighbours of -1/4, on colours and alpha */
export function sharpen(raster: Raster): void {
	const { data, width, height } = raster;
	for (const channel of CHANNELS) {
		const { data: source } = channelOf(raster, channel);
		for (let y = 0; y < height; y++) {
			for (let x = 0; x < width; x++) {
				const at = y * width + x;
				// At the edges a pixel stands in for the neighbour it lacks.
				const around =
					(source[x > 0 ? at - 1 : at] ?? 0) +
					(source[x < width - 1 ? at + 1 : at] ?? 0) +
					(source[y > 0 ? at - width : at] ?? 0) +
					(source[y < height - 1 ? at + width : at] ?? 0);
				data[4 * at + channel] = 2 * (source[at] ?? 0) - around / 4;
			}
		}
	}
}

/**
 * `op_usm`, `op_usmR`: unsharp mask, on colours and alpha.
 * @param scale of the radius
 */
export function unsharpMask(
	raster: Raster,
	{ amount, radius, threshold, monochrome }: UnsharpMask,
	scale: number,
): void {
	const sigma = radius * scale * SIGMA_PER_RADIUS;
	if (amount === 0 || sigma === 0) return;
	// One plane after another: together they would take several times the memory of the picture.
	const add = (plane: Plane, channels: readonly Channel[]) =>
		addDetails(raster, channels, plane, sigma, { amount, threshold });
	if (monochrome) add(gray(raster), [0, 1, 2]);
	for (const channel of monochrome ? ([3] as const) : CHANNELS) add(channelOf(raster, channel), [channel]);
}

/** Adds to some channels what a blur takes away from a plane, where it is more than the threshold. */
function addDetails(
	{ data }: Raster,
	channels: readonly Channel[],
	plane: Plane,
	sigma: number,
	{ amount, threshold }: Pick<UnsharpMask, 'amount' | 'threshold'>,
): void {
	// Edges are continued, or the picture's rim would be taken for a contour.
	const blurred = blurPlane(plane, sigma, 'edge').data;
	for (let at = 0; at < blurred.length; at++) {
		const difference = (plane.data[at] ?? 0) - (blurred[at] ?? 0);
		if (Math.abs(difference) <= threshold) continue;
		for (const channel of channels) {
			data[4 * at + channel] = (data[4 * at + channel] ?? 0) + amount * difference;
		}
	}
}

function gray({ data, width, height }: Raster): Plane {
	const plane = new Uint8ClampedArray(width * height);
	for (let at = 0; at < plane.length; at++) {
		plane[at] = luminance(data[4 * at] ?? 0, data[4 * at + 1] ?? 0, data[4 * at + 2] ?? 0);
	}
	return { data: plane, width, height };
}
