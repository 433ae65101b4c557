import { RenderError } from './render-error.js';

/**
 * The canvas's 2D context.
 * @throws RenderError `too-many-pixels` if the engine refuses one for a canvas of that size
 */
export function context2d(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
	const context = canvas.getContext('2d');
	if (!context) throw new RenderError('too-many-pixels', `${canvas.width} x ${canvas.height}`);
	return context;
}
