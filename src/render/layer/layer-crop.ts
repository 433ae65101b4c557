import type { Canvas } from '../canvas/canvas.js';
import type { Matrix } from '../geometry/matrix.js';
import type { PreparedLayer } from './prepare-layer.js';

/**
 * Lets nothing be drawn outside the final rectangle, which `extend` may have made smaller than the content
 * (`r-extend.md`), until the canvas is restored.
 * @param toRectangle from pixels of the final rectangle to pixels of the canvas
 */
export function cropAhead(canvas: Canvas, { layer, size }: PreparedLayer, toRectangle: Matrix): void {
	if (!layer.commands.extend) return;
	canvas.setTransform(...toRectangle);
	canvas.beginPath();
	canvas.rect(0, 0, size.width, size.height);
	canvas.clip();
}

/** As `cropAhead`, of what is on the canvas already. */
export function crop(canvas: Canvas, { layer, size }: PreparedLayer, toRectangle: Matrix): void {
	if (!layer.commands.extend) return;
	canvas.save();
	canvas.resetTransform();
	canvas.beginPath();
	canvas.rect(0, 0, canvas.canvas.width, canvas.canvas.height);
	canvas.setTransform(...toRectangle);
	canvas.rect(0, 0, size.width, size.height);
	canvas.globalAlpha = 1;
	canvas.globalCompositeOperation = 'destination-out';
	canvas.fill('evenodd');
	canvas.restore();
}
