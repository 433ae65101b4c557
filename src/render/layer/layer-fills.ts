import type { Canvas } from '../canvas/canvas.js';
import { cssColor } from '../canvas/color.js';
import type { Matrix } from '../geometry/matrix.js';
import { chain } from '../geometry/matrix.js';
import { fillOutline } from './layer-content.js';
import { cropAhead } from './layer-crop.js';
import type { PreparedLayer } from './prepare-layer.js';

/** Solid colour is a layer's content there, not what lies beneath it. */
function fillColor({ layer }: PreparedLayer) {
	return layer.source.type === 'solid' ? undefined : layer.commands.color;
}

export function hasFills(prepared: PreparedLayer): boolean {
	return prepared.layer.commands.bgColor !== undefined || fillColor(prepared) !== undefined;
}

/** What lies beneath the content: `bgColor` fills the final rectangle, `color` the content's, turned with it. */
export function drawFills(canvas: Canvas, prepared: PreparedLayer, toRectangle: Matrix): void {
	const { layer, content, size, map } = prepared;
	const { bgColor } = layer.commands;
	const color = fillColor(prepared);
	canvas.globalAlpha = 1;
	if (bgColor) {
		canvas.setTransform(...toRectangle);
		canvas.fillStyle = cssColor(bgColor);
		canvas.fillRect(0, 0, size.width, size.height);
	}
	if (color) {
		canvas.save();
		cropAhead(canvas, prepared, toRectangle);
		canvas.fillStyle = cssColor(color);
		fillOutline(canvas, content, chain(map, toRectangle));
		canvas.restore();
	}
}
