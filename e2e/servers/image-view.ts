import { ImageError } from './image-error.js';
import type { FitMode, ImageQuery } from './image-query.js';

export interface Pixels {
	readonly width: number;
	readonly height: number;
}

/** How a picture gets into a reply: scaled to `scaled`, then put at (x, y) of a canvas `reply`. */
export interface View {
	readonly reply: Pixels;
	readonly scaled: Pixels;
	/** negative: cropped at the left */
	readonly x: number;
	/** negative: cropped at the top */
	readonly y: number;
}

/** `attribute::DefaultPix` of every catalog here: the box of a reply without any size command. */
const DEFAULT_PIX: Pixels = { width: 400, height: 400 };
/** `attribute::MaxPix` of every catalog here. */
const MAX_PIX: Pixels = { width: 2000, height: 2000 };

type Factors = readonly [x: number, y: number];

const FACTORS = {
	fit: (x, y) => [Math.min(x, y), Math.min(x, y)],
	constrain: (x, y) => [Math.min(x, y), Math.min(x, y)],
	crop: (x, y) => [Math.max(x, y), Math.max(x, y)],
	wrap: (x, y) => [Math.max(x, y), Math.max(x, y)],
	stretch: (x, y) => [x, y],
	hfit: (x) => [x, x],
	vfit: (_x, y) => [y, y],
} as const satisfies Record<FitMode, (x: number, y: number) => Factors>;

/**
 * Sizes of the reply by the documented rules (`r-fit.md`, `r-scl.md`, `r-defaultpix.md`, `r-maxpix.md`).
 * @throws ImageError if the reply would be larger than MaxPix, or `fit=` has no box
 */
export function computeView(picture: Pixels, query: ImageQuery): View {
	const view = place(picture, query);
	if (view.reply.width > MAX_PIX.width || view.reply.height > MAX_PIX.height) {
		const { width, height } = view.reply;
		throw new ImageError(
			'Image size exceeds limit',
			`Image size ${width}x${height} exceeds the limit of ${MAX_PIX.width}x${MAX_PIX.height}`,
		);
	}
	return view;
}

function place(picture: Pixels, { wid, hei, scl, fit }: ImageQuery): View {
	if (scl !== undefined) {
		const scaled = scale(picture, [1 / scl, 1 / scl]);
		return centre({ width: wid ?? scaled.width, height: hei ?? scaled.height }, scaled);
	}
	if (wid !== undefined && hei !== undefined) {
		const { mode, upscale } = fit ?? { mode: 'fit', upscale: false };
		const limit = upscale ? Number.POSITIVE_INFINITY : 1;
		const factors = FACTORS[mode](
			Math.min(wid / picture.width, limit),
			Math.min(hei / picture.height, limit),
		);
		const scaled = scale(picture, factors);
		return centre(mode === 'constrain' || mode === 'wrap' ? scaled : { width: wid, height: hei }, scaled);
	}
	if (wid !== undefined || hei !== undefined) {
		const asked = wid !== undefined ? wid / picture.width : (hei ?? 1) / picture.height;
		const factor = fit && !fit.upscale ? Math.min(asked, 1) : asked;
		const free = scale(picture, [factor, factor]);
		// the side that was asked for must not suffer from rounding
		const scaled = factor < asked ? free : { width: wid ?? free.width, height: hei ?? free.height };
		return centre(scaled, scaled);
	}
	if (fit) throw new ImageError('Invalid request', 'fit= needs wid= or hei=');
	const factor = Math.min(1, DEFAULT_PIX.width / picture.width, DEFAULT_PIX.height / picture.height);
	const scaled = scale(picture, [factor, factor]);
	return centre(scaled, scaled);
}

function scale(picture: Pixels, [x, y]: Factors): Pixels {
	return {
		width: Math.max(1, Math.round(picture.width * x)),
		height: Math.max(1, Math.round(picture.height * y)),
	};
}

function centre(reply: Pixels, scaled: Pixels): View {
	return {
		reply,
		scaled,
		x: Math.floor((reply.width - scaled.width) / 2),
		y: Math.floor((reply.height - scaled.height) / 2),
	};
}
