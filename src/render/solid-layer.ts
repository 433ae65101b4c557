import type { Layer } from '../protocol/image-request.js';
import type { Size } from '../protocol/values.js';
import { cssColor } from './color.js';
import type { LayerContent } from './layer-content.js';
import { sizeInPixels } from './layer-geometry.js';
import { RenderError } from './render-error.js';
import { roundSize } from './rounding.js';

/**
 * A solid colour layer (`c-layer-types.md`).
 * @throws RenderError `color-missing`, `size-missing`
 */
export function solidContent({ number, commands }: Layer, layer0: Size): LayerContent {
	const { color, size } = commands;
	if (!color) throw new RenderError('color-missing', number);
	const box = size && sizeInPixels(size, layer0);
	if (!box || box.width <= 0 || box.height <= 0) throw new RenderError('size-missing', number);
	const rectangle = roundSize(box.width, box.height);
	return {
		size: rectangle,
		anchor: undefined,
		overlaps: false,
		draw(canvas, map, alpha) {
			canvas.setTransform(...map);
			canvas.globalAlpha = alpha;
			canvas.fillStyle = cssColor(color);
			canvas.fillRect(0, 0, rectangle.width, rectangle.height);
		},
	};
}
