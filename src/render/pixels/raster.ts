import { inStretches, type Steps } from './steps.js';

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

/** The alpha from which colours are known well enough: a canvas keeps them multiplied by it, in bytes. */
export const KNOWN_COLORS = 16;

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
export function* channelOf({ data, width, height }: Raster, channel: 0 | 1 | 2 | 3): Steps<Plane> {
	const plane = new Uint8ClampedArray(width * height);
	yield* inStretches(plane.length, (from, to) => {
		for (let at = from; at < to; at++) plane[at] = data[4 * at + channel] ?? 0;
	});
	return { data: plane, width, height };
}

/** One plane as transparent as another one makes it. */
export function* multiplied({ data: a, width, height }: Plane, { data: b }: Plane): Steps<Plane> {
	const data = new Uint8ClampedArray(a.length);
	yield* inStretches(data.length, (from, to) => {
		for (let at = from; at < to; at++) data[at] = ((a[at] ?? 0) * (b[at] ?? 0)) / 255;
	});
	return { data, width, height };
}

/** What a plane leaves free. */
export function* complement({ data: plane, width, height }: Plane): Steps<Plane> {
	const data = new Uint8ClampedArray(plane.length);
	yield* inStretches(data.length, (from, to) => {
		for (let at = from; at < to; at++) data[at] = 255 - (plane[at] ?? 0);
	});
	return { data, width, height };
}

/** True if no pixel is transparent, not even a little. */
export function* isOpaque({ data, width, height }: Raster): Steps<boolean> {
	let opaque = true;
	yield* inStretches(width * height, (from, to) => {
		for (let at = 4 * from + 3; opaque && at < 4 * to; at += 4) opaque = data[at] === 255;
	});
	return opaque;
}

/**
 * Lets a function of planes work on a picture: on its premultiplied colours and its alpha, each by itself,
 * so that transparent pixels lend nothing of their colour to their neighbours.
 */
export function* filterPremultiplied(raster: Raster, filter: (plane: Plane) => Steps<Plane>): Steps {
	const { data } = raster;
	const alpha = yield* channelOf(raster, 3);
	const { data: opacity } = yield* filter(alpha);
	for (const channel of [0, 1, 2] as const) {
		const { data: result } = yield* filter(yield* multiplied(yield* channelOf(raster, channel), alpha));
		yield* inStretches(result.length, (from, to) => {
			for (let at = from; at < to; at++) {
				const divisor = opacity[at] ?? 0;
				data[4 * at + channel] = divisor > 0 ? ((result[at] ?? 0) * 255) / divisor : 0;
			}
		});
	}
	yield* setAlpha(raster, opacity);
}

/** Makes a picture as opaque as a plane says, and leaves its colours alone. */
export function setAlpha({ data }: Raster, opacity: Uint8ClampedArray): Steps {
	return inStretches(opacity.length, (from, to) => {
		for (let at = from; at < to; at++) data[4 * at + 3] = opacity[at] ?? 0;
	});
}
