import type { LayerCommands } from '../../protocol/image-request.js';
import type { Canvas } from '../canvas/canvas.js';
import { createCanvas, filterPixels, release } from '../canvas/canvas.js';
import type { RenderContext } from '../context.js';
import type { Matrix } from '../geometry/matrix.js';
import { type Grid, phaseOf } from '../pixels/grid.js';
import { inTurns } from '../pixels/in-turns.js';
import { loadFilters } from '../pixels/load-filters.js';
import { channelOf, KNOWN_COLORS } from '../pixels/raster.js';
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
	const grow = async (shape: Canvas) => {
		if (radius === 0) return;
		const { growAlpha } = await loadFilters();
		await filterPixels(shape, (raster) => growAlpha(raster, radius, phaseOf(grid)));
	};
	if (!content.mask) {
		await grow(canvas);
		if (maskUse !== 'off' && maskUse !== 'invert') return;
		const shape = createCanvas(port, canvas.canvas);
		await drawCover(shape, content, map);
		await exchangeAlpha(
			canvas,
			shape,
			maskUse === 'off' ? (_, whole) => whole : (own, whole) => whole - own,
			true,
		);
		note(`maskUse=${maskUse}: a picture without a separate mask is black where it was wholly transparent.`);
		return;
	}
	if (maskUse === 'off') return;
	const mask = createCanvas(port, canvas.canvas);
	await content.mask.draw(mask, map, 1);
	await grow(mask);
	await exchangeAlpha(canvas, mask, maskUse === 'invert' ? (own, value) => own - value : Math.min);
}

/** All that a content covers, opaque, whatever it shows there. */
async function drawCover(canvas: Canvas, content: LayerContent, map: Matrix): Promise<void> {
	if (content.cover) await content.cover.draw(canvas, map, 1);
	else fillOutline(canvas, content, map);
}

/**
 * Gives a foreground another alpha. It is not multiplied with the one it has, which is that of the layer's
 * edges: the other one has the same edges. Colours stay, but for those under what is wholly transparent: a
 * canvas does not keep them.
 * @param other its alpha counts; it is released
 * @param combine of both, 0 to 255; less than 0 counts as 0
 * @param isBared what was transparent will show: where it nearly was, colours fade to the black beside them
 */
async function exchangeAlpha(
	canvas: Canvas,
	other: Canvas,
	combine: (own: number, other: number) => number,
	isBared = false,
): Promise<void> {
	const { width, height } = canvas.canvas;
	const { data: others } = await inTurns(channelOf(other.getImageData(0, 0, width, height), 3));
	release(other.canvas);
	await filterPixels(canvas, ({ data }) =>
		inStretches(others.length, (from, to) => {
			for (let at = from; at < to; at++) {
				const own = data[4 * at + 3] ?? 0;
				data[4 * at + 3] = combine(own, others[at] ?? 0);
				if (!isBared || own >= KNOWN_COLORS) continue;
				for (let channel = 4 * at; channel < 4 * at + 3; channel++)
					data[channel] = ((data[channel] ?? 0) * own) / KNOWN_COLORS;
			}
		}),
	);
}
