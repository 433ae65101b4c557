import type { Align, Fit, Rectangle, Size, Tile } from '../../protocol/values.js';
import { roundOffset, roundSize } from '../geometry/rounding.js';
import { RenderError } from '../render-error.js';
import { type ThumbnailRule, thumbnailScale } from './thumbnail-rule.js';

/** What decides about the view: view commands as given (absent: undefined) and two attributes. */
export interface ViewInput {
	readonly wid?: number | undefined;
	readonly hei?: number | undefined;
	/** inverse scale factor: 2 halves */
	readonly scl?: number | undefined;
	readonly fit?: Fit | undefined;
	readonly align?: Align | undefined;
	/** region of interest in composite pixels */
	readonly rgn?: Rectangle | undefined;
	readonly rect?: Tile | undefined;
	/** factor of `dpr=on,val`; undefined or 1: off */
	readonly dpr?: number | undefined;
	/** of `req=tmb`, which has `wid` and `hei`: takes the place of scl, fit and align */
	readonly thumbnail?: ThumbnailRule | undefined;
	/** 0: unconstrained */
	readonly defaultPix: Size;
	/** 0: unconstrained */
	readonly maxPix: Size;
}

/** Where everything lies in the reply; all in reply pixels. */
export interface ViewGeometry {
	readonly reply: Size;
	/** the view; smaller than the reply only where a `rect=` tile reaches beyond it */
	readonly window: Rectangle;
	/** the whole composite after scaling; may begin outside the reply or end outside it */
	readonly picture: Rectangle;
}

/**
 * The view transform of `req=img`, `req=mask` and `req=tmb`: which part of the composite appears where
 * (`r-view-transform-for-images.md` and the pages of the view commands).
 * @throws RenderError `fit-without-size`, `max-pix`
 */
export function viewGeometry(composite: Size, input: ViewInput): ViewGeometry {
	const base = geometry(composite, input, 1);
	const excess = exceeds(base.reply, input.maxPix);
	if (excess) throw new RenderError('max-pix', excess);
	const dpr = input.dpr ?? 1;
	if (dpr === 1) return base;
	// An enlargement by dpr is clamped to MaxPix instead of being an error; a tile is measured by itself.
	const room = input.rect ? Number.POSITIVE_INFINITY : contain(input.maxPix, base.reply);
	return geometry(composite, input, Math.min(dpr, room));
}

const CENTRED: Align = { horizontal: 0, vertical: 0 };

function geometry(composite: Size, input: ViewInput, dpr: number): ViewGeometry {
	const region = input.rgn ?? { x: 0, y: 0, ...composite };
	const { scaled, view } = scaleRegion(region, input, dpr);
	const align = input.thumbnail?.align ?? (heedsAlign(input) ? input.align : undefined) ?? CENTRED;
	const scaleX = scaled.width / region.width;
	const scaleY = scaled.height / region.height;
	const picture = {
		x: roundOffset(((view.width - scaled.width) * (1 + align.horizontal)) / 2) - region.x * scaleX + 0,
		y: roundOffset(((view.height - scaled.height) * (1 + align.vertical)) / 2) - region.y * scaleY + 0,
		width: composite.width * scaleX,
		height: composite.height * scaleY,
	};
	const whole = { reply: view, window: { x: 0, y: 0, ...view }, picture };
	return input.rect ? tile(whole, input.rect) : whole;
}

/** `r-align.md` */
function heedsAlign({ wid, hei, scl, fit }: ViewInput): boolean {
	const isStretched = scl === undefined && fit?.mode === 'stretch';
	return wid !== undefined && hei !== undefined && !isStretched;
}

/** The scaled region of interest, and the view it is put into. */
function scaleRegion(region: Size, input: ViewInput, dpr: number): { scaled: Size; view: Size } {
	const wid = input.wid === undefined ? undefined : input.wid * dpr;
	const hei = input.hei === undefined ? undefined : input.hei * dpr;
	const by = (factor: number) => roundSize(region.width * factor, region.height * factor);

	if (input.thumbnail) {
		const box = roundSize(wid ?? region.width, hei ?? region.height);
		return { scaled: by(thumbnailScale(region, box, { ...input.thumbnail, texture: dpr })), view: box };
	}
	if (input.scl !== undefined) {
		const scaled = by(dpr / input.scl);
		return { scaled, view: roundSize(wid ?? scaled.width, hei ?? scaled.height) };
	}
	if (wid === undefined && hei === undefined) {
		if (input.fit) throw new RenderError('fit-without-size');
		const scaled = by(Math.min(1, contain(input.defaultPix, region)) * dpr);
		return { scaled, view: scaled };
	}
	if (wid === undefined || hei === undefined) {
		// The other dimension follows the aspect ratio, so that there is never anything to fill. Only an
		// explicit `fit=..,0` forbids the enlargement that an exact width may need.
		const factor = wid === undefined ? (hei ?? 0) / region.height : wid / region.width;
		const scaled = by(input.fit?.upscale === false ? Math.min(1, factor) : factor);
		return { scaled, view: scaled };
	}
	return fitBoth(region, roundSize(wid, hei), input.fit ?? { mode: 'fit', upscale: false });
}

/** The table of `r-fit.md`. */
function fitBoth(region: Size, box: Size, fit: Fit): { scaled: Size; view: Size } {
	const limit = fit.upscale ? Number.POSITIVE_INFINITY : 1;
	const scaleX = Math.min(box.width / region.width, limit);
	const scaleY = Math.min(box.height / region.height, limit);
	const by = (x: number, y = x) => roundSize(region.width * x, region.height * y);
	switch (fit.mode) {
		case 'fit':
			return { scaled: by(Math.min(scaleX, scaleY)), view: box };
		case 'constrain': {
			const scaled = by(Math.min(scaleX, scaleY));
			return { scaled, view: scaled };
		}
		case 'crop':
			return { scaled: by(Math.max(scaleX, scaleY)), view: box };
		case 'wrap': {
			const scaled = by(Math.max(scaleX, scaleY));
			return { scaled, view: scaled };
		}
		case 'stretch':
			return { scaled: by(scaleX, scaleY), view: box };
		case 'hfit':
			return { scaled: by(scaleX), view: box };
		case 'vfit':
			return { scaled: by(scaleY), view: box };
	}
}

/** The view is scaled as a whole and cut afterwards, so that tiles join without seams. */
function tile(view: ViewGeometry, rect: Tile): ViewGeometry {
	const scaled = roundSize(view.reply.width * rect.scale, view.reply.height * rect.scale);
	const scaleX = scaled.width / view.reply.width;
	const scaleY = scaled.height / view.reply.height;
	return {
		reply: roundSize(rect.width, rect.height),
		window: { x: -rect.x, y: -rect.y, ...scaled },
		picture: {
			x: view.picture.x * scaleX - rect.x,
			y: view.picture.y * scaleY - rect.y,
			width: view.picture.width * scaleX,
			height: view.picture.height * scaleY,
		},
	};
}

/** The factor that makes `content` just fit into `box`; a 0 in the box is no bound. */
function contain(box: Size, content: Size): number {
	return Math.min(
		box.width > 0 ? box.width / content.width : Number.POSITIVE_INFINITY,
		box.height > 0 ? box.height / content.height : Number.POSITIVE_INFINITY,
	);
}

function exceeds(reply: Size, maxPix: Size): string | undefined {
	return contain(maxPix, reply) < 1 ? `${reply.width} x ${reply.height}` : undefined;
}
