import type { Layer } from '../../protocol/image-request.js';
import type { Color, Point, Size } from '../../protocol/values.js';
import { cssColor } from '../canvas/color.js';
import { pointFromCentre, sizeInPixels } from '../geometry/layer-geometry.js';
import { roundSize } from '../geometry/rounding.js';
import { RenderError } from '../render-error.js';
import { clipExtent, clipShape } from './clip-extent.js';
import { imageContent } from './image-layer.js';
import type { LayerContent } from './layer-content.js';
import type { PixelSource } from './pixel-source.js';

/**
 * A solid colour layer (`c-layer-types.md`): as large as its mask after scaling, as `size=`, or as its clip path.
 * @throws RenderError `color-missing`, `size-missing`
 */
export function solidContent(
	{ number, commands }: Layer,
	layer0: Size,
	mask: PixelSource | undefined,
): LayerContent {
	const { color } = commands;
	if (!color) throw new RenderError('color-missing', number);
	if (mask) {
		const shape = imageContent(mask, commands, layer0);
		return { ...filled(color, shape.size, shape.anchor), sourceScale: shape.sourceScale, mask: shape };
	}
	const extent = clipExtent(commands);
	if (extent) {
		const content = filled(color, roundSize(extent.width, extent.height), { x: -extent.x, y: -extent.y });
		return { ...content, clip: clipShape(commands, { ...extent, ...content.size }) };
	}
	const box = commands.size && sizeInPixels(commands.size, layer0);
	if (!box || box.width <= 0 || box.height <= 0) throw new RenderError('size-missing', number);
	const size = roundSize(box.width, box.height);
	return filled(color, size, commands.anchor && pointFromCentre(size, commands.anchor));
}

function filled(color: Color, size: Size, anchor: Point | undefined): LayerContent {
	return {
		size,
		anchor,
		sourceScale: 1,
		// The shape that effects have of it is opaque (`r-effect.md` names no other).
		opacity: color.alpha,
		overlaps: false,
		draw(canvas, map, alpha) {
			canvas.setTransform(...map);
			canvas.globalAlpha = alpha;
			canvas.fillStyle = cssColor(color, 1);
			canvas.fillRect(0, 0, size.width, size.height);
		},
	};
}
