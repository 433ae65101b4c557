import type { LayerCommands } from '../../protocol/image-request.js';
import { isSized } from '../../protocol/is-sized.js';
import type { Align, Size } from '../../protocol/values.js';
import { sizeInPixels, sourceGeometry } from '../geometry/layer-geometry.js';
import { chain, translation } from '../geometry/matrix.js';
import { roundOffset, roundSize } from '../geometry/rounding.js';
import { type ThumbnailRule, thumbnailScale } from '../view/thumbnail-rule.js';
import { imageContent } from './image-layer.js';
import type { LayerContent } from './layer-content.js';
import type { PixelSource } from './pixel-source.js';

/**
 * An image layer of a thumbnail (`r-thumbnail-scaling.md`): `size`, else the canvas, is a rectangle that the
 * picture is brought into by the rule; `scale` and `res` count as ever.
 * @param canvas what a layer without a size is brought into
 */
export function thumbnailContent(
	source: PixelSource,
	commands: LayerCommands,
	layer0: Size,
	mask: PixelSource | undefined,
	rule: ThumbnailRule,
	canvas: Size,
): LayerContent {
	const { size, scale, res, ...others } = commands;
	const hasSize = isSized(commands);
	const isScaled =
		!hasSize && (scale !== undefined || (res !== undefined && source.resolution !== undefined));
	const box = size && hasSize ? sizeInPixels(size, layer0) : canvas;
	// a rectangle with one side has no shape to bring a picture into
	if (isScaled || !(box.width > 0 && box.height > 0)) return imageContent(source, commands, layer0, mask);
	const target = roundSize(box.width, box.height);
	const { crop } = sourceGeometry(source.size, { crop: commands.crop }, layer0);
	const scaled = { ...others, scale: thumbnailScale(crop, target, rule) };
	return within(imageContent(source, scaled, layer0, mask), target, rule.align);
}

/** Content in a rectangle of another size: what overhangs is cut, what is left over stays empty. */
function within(content: LayerContent, target: Size, align: Align): LayerContent {
	const { size, anchor, mask } = content;
	const x = roundOffset(((target.width - size.width) * (1 + align.horizontal)) / 2);
	const y = roundOffset(((target.height - size.height) * (1 + align.vertical)) / 2);
	return {
		...content,
		outline: undefined,
		size: target,
		anchor: anchor && { x: anchor.x + x, y: anchor.y + y },
		mask: mask && within(mask, target, align),
		draw(canvas, map, alpha) {
			canvas.setTransform(...map);
			canvas.beginPath();
			canvas.rect(0, 0, target.width, target.height);
			canvas.clip();
			return content.draw(canvas, chain(translation(x, y), map), alpha);
		},
	};
}
