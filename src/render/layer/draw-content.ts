import type { Canvas } from '../canvas/canvas.js';
import type { Matrix } from '../geometry/matrix.js';
import { chain } from '../geometry/matrix.js';
import { cropAhead } from './layer-crop.js';
import type { PreparedLayer } from './prepare-layer.js';

/** The content, cut where a negative `extend` crops it. */
export async function drawContent(
	canvas: Canvas,
	prepared: PreparedLayer,
	toRectangle: Matrix,
	alpha: number,
): Promise<void> {
	const { content, map } = prepared;
	canvas.save();
	cropAhead(canvas, prepared, toRectangle);
	await content.draw(canvas, chain(map, toRectangle), alpha);
	canvas.restore();
}
