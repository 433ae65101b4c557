import type { LayerCommands } from '../protocol/image-request.js';
import type { Size } from '../protocol/values.js';
import type { Canvas } from './canvas.js';
import { changePixels, createCanvas, drawOver, release } from './canvas.js';
import type { LayerContent } from './layer-content.js';
import { fillOutline } from './layer-content.js';
import type { Matrix } from './matrix.js';
import { growPlane } from './pixels/grow.js';
import type { Raster } from './pixels/raster.js';
import { channelOf } from './pixels/raster.js';
import type { RenderPort } from './port.js';

/** True if `applyMask` would change anything. */
export function needsMask(
	content: LayerContent,
	{ maskUse, op_growMask, op_growMaskR }: LayerCommands,
): boolean {
	return Boolean(content.mask || (maskUse ?? 'norm') !== 'norm' || op_growMask || op_growMaskR);
}

/**
 * Applies `mask`, `maskUse` and `op_growMask` to a layer's foreground (`r-mask.md`, `r-maskuse.md`).
 * Without a separate mask the foreground's own alpha is the mask; colours under it are gone, as with
 * associated alpha: black takes their place.
 * @param map from content pixels to pixels of the canvas
 * @param scale pixels of the canvas per pixel of the composite
 */
export async function applyMask(
	canvas: Canvas,
	content: LayerContent,
	map: Matrix,
	commands: LayerCommands,
	scale: number,
	port: RenderPort,
): Promise<void> {
	if (!needsMask(content, commands)) return;
	const { maskUse, op_growMask = 0, op_growMaskR = 0 } = commands;
	const radius = (op_growMask * content.sourceScale + op_growMaskR) * scale;
	if (!content.mask) {
		if (radius !== 0) changePixels(canvas, (raster) => growAlpha(raster, radius));
		if (maskUse !== 'off' && maskUse !== 'invert') return;
		const whole = covered(canvas.canvas, content, map, port);
		drawOver(canvas, whole, maskUse === 'off' ? 'destination-over' : 'source-out');
		release(whole);
		return;
	}
	if (maskUse === 'off') return;
	const mask = createCanvas(port, canvas.canvas);
	await content.mask.draw(mask, map, 1);
	if (radius !== 0) changePixels(mask, (raster) => growAlpha(raster, radius));
	drawOver(canvas, mask.canvas, maskUse === 'invert' ? 'destination-out' : 'destination-in');
	release(mask.canvas);
}

function growAlpha(raster: Raster, radius: number): void {
	const grown = growPlane(channelOf(raster, 3), radius).data;
	for (let at = 0; at < grown.length; at++) raster.data[4 * at + 3] = grown[at] ?? 0;
}

function covered(canvas: Size, content: LayerContent, map: Matrix, port: RenderPort): OffscreenCanvas {
	const shape = createCanvas(port, canvas);
	shape.setTransform(...map);
	fillOutline(shape, content);
	return shape.canvas;
}
