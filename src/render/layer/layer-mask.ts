import type { LayerCommands } from '../../protocol/image-request.js';
import type { Canvas } from '../canvas/canvas.js';
import { createCanvas, filterPixels, release } from '../canvas/canvas.js';
import type { RenderContext } from '../context.js';
import type { Matrix } from '../geometry/matrix.js';
import { type Grid, phaseOf } from '../pixels/grid.js';
import { inTurns } from '../pixels/in-turns.js';
import { loadFilters } from '../pixels/load-filters.js';
import { channelOf, KNOWN_COLORS, type Plane } from '../pixels/raster.js';
import { inStretches } from '../pixels/steps.js';
import type { LayerContent } from './layer-content.js';
import { fillOutline } from './layer-content.js';

/** True if `applyMask` would change anything. */
export function needsMask(
	content: LayerContent,
	{ maskUse, op_growMask, op_growMaskR }: LayerCommands,
): boolean {
	return Boolean(content.mask || (maskUse ?? 'norm') !== 'norm' || op_growMask || op_growMaskR);
}

/**
 * How far `op_growMask` moves the outline, in pixels of the canvas.
 * @param scale pixels of the canvas per pixel of the composite
 */
export function maskGrowth(
	{ op_growMask = 0, op_growMaskR = 0 }: LayerCommands,
	{ sourceScale }: LayerContent,
	scale: number,
): number {
	return (op_growMask * sourceScale + op_growMaskR) * scale;
}

/**
 * Applies `mask`, `maskUse` and `op_growMask` to a layer's foreground (`r-mask.md`, `r-maskuse.md`).
 * Without a separate mask the foreground's own alpha is the mask.
 * @param map from content pixels to pixels of the canvas
 * @param scale pixels of the canvas per pixel of the composite
 * @param grid of the canvas
 */
export async function applyMask(
	canvas: Canvas,
	content: LayerContent,
	map: Matrix,
	commands: LayerCommands,
	scale: number,
	grid: Grid,
	{ port, note }: Pick<RenderContext, 'port' | 'note'>,
): Promise<void> {
	if (!needsMask(content, commands)) return;
	const { maskUse } = commands;
	const radius = maskGrowth(commands, content, scale);
	const growth = { radius, phase: phaseOf(grid) };
	if (!content.mask) {
		const bares = maskUse === 'off' || maskUse === 'invert';
		if (!bares && radius <= 0) return growMask(canvas, growth);
		const cover = createCanvas(port, canvas.canvas);
		await drawCover(cover, content, map);
		const isBared = await bareMask(canvas, cover, growth, COMBINATIONS[bares ? maskUse : 'norm']);
		const command = bares ? `maskUse=${maskUse}` : 'op_growMask=';
		if (isBared)
			note(`${command}: a picture without a separate mask is black where it was wholly transparent.`);
		return;
	}
	if (maskUse === 'off') return;
	const mask = createCanvas(port, canvas.canvas);
	await content.mask.draw(mask, map, 1);
	await growMask(mask, growth);
	await exchangeAlpha(canvas, mask, maskUse === 'invert' ? (own, value) => own - value : Math.min);
}

/** What becomes of a picture's own alpha, or of what it has grown to, within all that the picture covers. */
const COMBINATIONS = {
	norm: Math.min,
	off: (_: number, whole: number) => whole,
	invert: (own: number, whole: number) => whole - own,
} as const;

interface Growth {
	/** in pixels of the canvas; negative: it shrinks */
	readonly radius: number;
	readonly phase: { readonly x: number; readonly y: number };
}

async function growMask(mask: Canvas, { radius, phase }: Growth): Promise<void> {
	if (radius === 0) return;
	const { growAlpha } = await loadFilters();
	await filterPixels(mask, (raster) => growAlpha(raster, radius, phase));
}

/** All that a content covers, opaque, whatever it shows there. */
async function drawCover(canvas: Canvas, content: LayerContent, map: Matrix): Promise<void> {
	if (content.cover) await content.cover.draw(canvas, map, 1);
	else fillOutline(canvas, content, map);
}

/**
 * Shows what a foreground's own alpha hides. A canvas keeps no colours of what is wholly transparent, which
 * comes out black; where it nearly was, colours are not known well and fade to that.
 * @param cover its alpha counts; it is released
 * @param combine the grown alpha with that of the cover, 0 to 255; less than 0 counts as 0
 * @returns whether anything shows that was wholly transparent
 */
async function bareMask(
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
async function exchangeAlpha(
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
