import { inTurns } from '../../in-turns.js';
import type { Size } from '../../protocol/values.js';
import type { Raster } from '../pixels/raster.js';
import type { Steps } from '../pixels/steps.js';
import type { RenderPort } from '../port.js';
import { RenderError } from '../render-error.js';

/** A canvas, by its 2D context. */
export type Canvas = OffscreenCanvasRenderingContext2D;

/**
 * The canvas's 2D context.
 * @throws RenderError `too-many-pixels` if the engine refuses one for a canvas of that size
 */
export function context2d(canvas: OffscreenCanvas): Canvas {
	const context = canvas.getContext('2d');
	if (!context) throw new RenderError('too-many-pixels', `${canvas.width} x ${canvas.height}`);
	return context;
}

/** @throws RenderError `too-many-pixels` */
export function createCanvas(port: RenderPort, { width, height }: Size): Canvas {
	return context2d(port.createCanvas(width, height));
}

/**
 * Gives the memory of pixels back that nothing will draw any more: large pictures must not wait for the
 * engine's own time to clean up.
 */
export function release(pixels: ImageBitmap | OffscreenCanvas): void {
	if ('close' in pixels) {
		pixels.close();
		return;
	}
	pixels.width = 1;
	pixels.height = 1;
}

/** No engine has larger canvases than this everywhere. */
const MAX_SIDE = 16_384;

/**
 * Checks a size before anything is made of it.
 * @throws RenderError `too-many-pixels`
 */
export function checkPixels({ width, height }: Size, { limits }: { limits: { renderPixels: number } }): void {
	if (!(width * height <= limits.renderPixels && Math.max(width, height) <= MAX_SIDE)) {
		throw new RenderError('too-many-pixels', `${width} x ${height}`);
	}
}

/** Lets a function change all pixels of a canvas step by step, and other tasks pass in between. */
export async function filterPixels(canvas: Canvas, change: (raster: Raster) => Steps): Promise<void> {
	const image = canvas.getImageData(0, 0, canvas.canvas.width, canvas.canvas.height);
	await inTurns(change(image));
	canvas.putImageData(image, 0, 0);
}

/** Draws one canvas over another of the same size, pixel by pixel. */
export function drawOver(
	canvas: Canvas,
	picture: OffscreenCanvas,
	operation: GlobalCompositeOperation,
	alpha = 1,
): void {
	canvas.save();
	canvas.resetTransform();
	canvas.globalAlpha = alpha;
	canvas.globalCompositeOperation = operation;
	canvas.drawImage(picture, 0, 0);
	canvas.restore();
}
