import type { UnsharpMask } from '../../protocol/values.js';
import { blurPlane, SIGMA_PER_RADIUS } from './blur.js';
import type { Plane, Raster } from './raster.js';
import { channelOf, luminance } from './raster.js';

const CHANNELS = [0, 1, 2, 3] as const;

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
	const details = monochrome
		? [detail(gray(raster), sigma, threshold), detail(channelOf(raster, 3), sigma, threshold)]
		: CHANNELS.map((channel) => detail(channelOf(raster, channel), sigma, threshold));
	const { data } = raster;
	for (const channel of CHANNELS) {
		const difference = monochrome ? details[channel === 3 ? 1 : 0] : details[channel];
		if (!difference) continue;
		for (let at = 0; at < difference.length; at++) {
			data[4 * at + channel] = (data[4 * at + channel] ?? 0) + amount * (difference[at] ?? 0);
		}
	}
}

/** What a blur takes away, where it is more than the threshold. */
function detail(plane: Plane, sigma: number, threshold: number): Float32Array {
	// Edges are continued, or the picture's rim would be taken for a contour.
	const blurred = blurPlane(plane, sigma, 'edge').data;
	return Float32Array.from(plane.data, (value, at) => {
		const difference = value - (blurred[at] ?? 0);
		return Math.abs(difference) > threshold ? difference : 0;
	});
}

function gray({ data, width, height }: Raster): Plane {
	const plane = new Uint8ClampedArray(width * height);
	for (let at = 0; at < plane.length; at++) {
		plane[at] = luminance(data[4 * at] ?? 0, data[4 * at + 1] ?? 0, data[4 * at + 2] ?? 0);
	}
	return { data: plane, width, height };
}
