import type { Steps } from './steps.js';

/** Pixels as `ImageData` has them: red, green, blue, alpha, 0 to 255, not premultiplied. */
export interface Raster {
	readonly data: Uint8ClampedArray;
	readonly width: number;
	readonly height: number;
}

/** One channel, 0 to 255, row by row. */
export interface Plane {
	readonly data: Uint8ClampedArray;
	readonly width: number;
	readonly height: number;
}

/** Luminance as the documentation's naive conversion weighs it. */
export function luminance(red: number, green: number, blue: number): number {
	return 0.299 * red + 0.587 * green + 0.114 * blue;
}

export function emptyPlane(width: number, height: number, value = 0): Plane {
	return { data: new Uint8ClampedArray(width * height).fill(value), width, height };
}

/**
 * One channel of a raster.
 * @param channel 0 red, 1 green, 2 blue, 3 alpha
 */
export function channelOf({ data, width, height }: Raster, channel: 0 | 1 | 2 | 3): Plane {
	const plane = new Uint8ClampedArray(width * height);
	for (let at = 0; at < plane.length; at++) plane[at] = data[4 * at + channel] ?? 0;
	return { data: plane, width, height };
}

/** True if no pixel is transparent, not even a little. */
export function isOpaque({ data }: Raster): boolean {
	for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return false;
	return true;
}

/**
 * Lets a function of planes work on a picture: on its premultiplied colours and its alpha, each by itself,
 * so that transparent pixels lend nothing of their colour to their neighbours.
 */
export function* filterPremultiplied(raster: Raster, filter: (plane: Plane) => Steps<Plane>): Steps {
	const { data } = raster;
	const { data: alpha, ...size } = channelOf(raster, 3);
	const { data: opacity } = yield* filter({ data: alpha, ...size });
	for (const channel of [0, 1, 2] as const) {
		const plane = channelOf(raster, channel);
		for (let at = 0; at < alpha.length; at++) {
			plane.data[at] = ((plane.data[at] ?? 0) * (alpha[at] ?? 0)) / 255;
		}
		yield;
		const { data: result } = yield* filter(plane);
		for (let at = 0; at < result.length; at++) {
			const divisor = opacity[at] ?? 0;
			data[4 * at + channel] = divisor > 0 ? ((result[at] ?? 0) * 255) / divisor : 0;
		}
		yield;
	}
	for (let at = 0; at < opacity.length; at++) data[4 * at + 3] = opacity[at] ?? 0;
}
