import type { LayerCommands } from '../protocol/image-request.js';
import type { Size } from '../protocol/values.js';
import type { Canvas } from './canvas.js';
import { createCanvas, drawOver, filterPixels, release } from './canvas.js';
import type { RenderContext } from './context.js';
import type { LayerContent } from './layer-content.js';
import { fillOutline } from './layer-content.js';
import { loadFilters } from './load-filters.js';
import type { Matrix } from './matrix.js';
import { bySlices } from './pixels/by-slices.js';
import { type Grid, phaseOf } from './pixels/grid.js';
import type { Raster } from './pixels/raster.js';
import type { RenderPort } from './port.js';

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
		if (maskUse === 'off' || maskUse === 'invert') {
			await exchangeAlpha(canvas, content, map, maskUse, port, note);
		}
		return;
	}
	if (maskUse === 'off') return;
	const mask = createCanvas(port, canvas.canvas);
	await content.mask.draw(mask, map, 1);
	await grow(mask);
	drawOver(canvas, mask.canvas, maskUse === 'invert' ? 'destination-out' : 'destination-in');
	release(mask.canvas);
}

/**
 * Takes the foreground's own alpha away, or inverts it, within what it covers. Its colours stay, but for
 * those under what is wholly transparent: a canvas does not keep them.
 */
async function exchangeAlpha(
	canvas: Canvas,
	content: LayerContent,
	map: Matrix,
	maskUse: 'off' | 'invert',
	port: RenderPort,
	note: RenderContext['note'],
): Promise<void> {
	const shape = covered(canvas.canvas, content, map, port);
	const change = ({ data }: Raster) => {
		for (let at = 3; at < data.length; at += 4) data[at] = maskUse === 'off' ? 255 : 255 - (data[at] ?? 0);
	};
	await filterPixels(canvas, (raster) => bySlices(raster, change));
	drawOver(canvas, shape.canvas, 'destination-in');
	release(shape.canvas);
	note(`maskUse=${maskUse}: a picture without a separate mask is black where it was wholly transparent.`);
}

function covered(canvas: Size, content: LayerContent, map: Matrix, port: RenderPort): Canvas {
	const shape = createCanvas(port, canvas);
	shape.setTransform(...map);
	fillOutline(shape, content);
	return shape;
}
