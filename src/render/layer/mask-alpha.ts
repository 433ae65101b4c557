import { inTurns } from '../../in-turns.js';
import { type Canvas, filterPixels, release } from '../canvas/canvas.js';
import type { RenderContext } from '../context.js';
import { loadFilters } from '../pixels/load-filters.js';
import { channelOf, KNOWN_COLORS, type Plane } from '../pixels/raster.js';
import { inStretches } from '../pixels/steps.js';

/** How far a mask's outline moves. */
export interface Growth {
	/** in pixels of the canvas; negative: it shrinks */
	readonly radius: number;
	readonly phase: { readonly x: number; readonly y: number };
}

/** What it costs to find the nearest colour, by pixel, in the units of `spend`. */
const SPREADING = 8;

export async function growMask(mask: Canvas, { radius, phase }: Growth): Promise<void> {
	if (radius === 0) return;
	const { growAlpha } = await loadFilters();
	await filterPixels(mask, (raster) => growAlpha(raster, radius, phase));
}

/**
 * Grows a foreground's own alpha within all that the layer covers. What shows anew has the colours beside it,
 * as a canvas keeps none of what is wholly transparent, and knows those of what nearly is not well.
 * @param cover its alpha counts; it is released
 * @param spend is told of the work that is known only then; may throw
 * @returns whether anything shows that was wholly transparent
 */
export async function growWithin(
	canvas: Canvas,
	cover: Canvas,
	{ radius, phase }: Growth,
	spend: RenderContext['spend'],
): Promise<boolean> {
	const { growAlpha, spreadColors } = await loadFilters();
	const { data: whole } = await alphaOf(cover);
	let isBared = false;
	await filterPixels(canvas, function* (raster) {
		const before = yield* channelOf(raster, 3);
		yield* growAlpha(raster, radius, phase);
		const { data } = raster;
		yield* inStretches(whole.length, (from, to) => {
			for (let at = from; at < to; at++) {
				const alpha = Math.min(data[4 * at + 3] ?? 0, whole[at] ?? 0);
				data[4 * at + 3] = alpha;
				isBared ||= before.data[at] === 0 && alpha > KNOWN_COLORS;
			}
		});
		if (!isBared) return;
		spend(SPREADING * whole.length);
		yield* spreadColors(raster, before);
	});
	return isBared;
}

/**
 * Shows what a foreground's own alpha hides. A canvas keeps no colours of what is wholly transparent, which
 * comes out black; where it nearly was, colours are not known well and fade to that.
 * @param cover its alpha counts; it is released
 * @param combine the grown alpha with that of the cover, 0 to 255; less than 0 counts as 0
 * @returns whether anything shows that was wholly transparent
 */
export async function bareMask(
	canvas: Canvas,
	cover: Canvas,
	{ radius, phase }: Growth,
	combine: (own: number, whole: number) => number,
): Promise<boolean> {
	const { growAlpha } = await loadFilters();
	const { data: whole } = await alphaOf(cover);
	let isBared = false;
	await filterPixels(canvas, function* (raster) {
		const { data: before } = yield* channelOf(raster, 3);
		if (radius !== 0) yield* growAlpha(raster, radius, phase);
		const { data } = raster;
		yield* inStretches(before.length, (from, to) => {
			for (let at = from; at < to; at++) {
				const own = before[at] ?? 0;
				const alpha = combine(data[4 * at + 3] ?? 0, whole[at] ?? 0);
				data[4 * at + 3] = alpha;
				if (own >= KNOWN_COLORS) continue;
				// a picture's own edges let a trace of what they cover through
				isBared ||= own === 0 && alpha > KNOWN_COLORS;
				for (let channel = 4 * at; channel < 4 * at + 3; channel++)
					data[channel] = ((data[channel] ?? 0) * own) / KNOWN_COLORS;
			}
		});
	});
	return isBared;
}

/** Releases the canvas. */
async function alphaOf(shape: Canvas): Promise<Plane> {
	const { width, height } = shape.canvas;
	const plane = await inTurns(channelOf(shape.getImageData(0, 0, width, height), 3));
	release(shape.canvas);
	return plane;
}

/**
 * Gives a foreground another alpha. It is not multiplied with the one it has, which is that of the layer's
 * edges: the other one has the same edges. Colours stay.
 * @param other its alpha counts; it is released
 * @param combine of both, 0 to 255; less than 0 counts as 0
 */
export async function exchangeAlpha(
	canvas: Canvas,
	other: Canvas,
	combine: (own: number, other: number) => number,
): Promise<void> {
	const { data: others } = await alphaOf(other);
	await filterPixels(canvas, ({ data }) =>
		inStretches(others.length, (from, to) => {
			for (let at = from; at < to; at++) {
				data[4 * at + 3] = combine(data[4 * at + 3] ?? 0, others[at] ?? 0);
			}
		}),
	);
}
