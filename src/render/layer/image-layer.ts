import type { LayerCommands } from '../../protocol/image-request.js';
import type { Point, Rectangle, Size } from '../../protocol/values.js';
import { release } from '../canvas/canvas.js';
import { sourceGeometry } from '../geometry/layer-geometry.js';
import type { Matrix } from '../geometry/matrix.js';
import {
	apply,
	boundingBox,
	chain,
	cornersOf,
	intersection,
	isUpright,
	scaleOf,
	scaling,
	translation,
} from '../geometry/matrix.js';
import { onWholePixels, roundSize } from '../geometry/rounding.js';
import type { LayerContent } from './layer-content.js';
import type { PixelSource } from './pixel-source.js';

/**
 * An image layer (`r-layer-transforms.md`).
 * @param mask is stretched to the size of the source
 */
export function imageContent(
	source: PixelSource,
	commands: LayerCommands,
	layer0: Size,
	mask?: PixelSource,
): LayerContent {
	const geometry = sourceGeometry(
		source.size,
		{
			crop: commands.crop,
			size: commands.size,
			scale: commands.scale,
			res: commands.res,
			resolution: source.resolution,
			anchor: commands.anchor ?? source.anchor,
		},
		layer0,
	);
	const { crop, size } = geometry;
	const fromSource = chain(
		translation(-crop.x, -crop.y),
		scaling(size.width / crop.width, size.height / crop.height),
	);
	const shown = intersection(crop, { x: 0, y: 0, ...source.size });
	return {
		size,
		anchor: geometry.anchor,
		sourceScale: size.width / crop.width,
		mask: mask && imageContent({ ...source, pixels: mask.pixels }, commands, layer0),
		// what `crop` adds beyond the source is no part of the picture (`r-crop.md`)
		outline:
			shown?.width === crop.width && shown.height === crop.height ? undefined : outline(shown, fromSource),
		isSnapped: true,
		overlaps: false,
		async draw(canvas, map, alpha) {
			if (!shown) return;
			const placement = placeSource(source.size, shown, chain(fromSource, map));
			const pixels = await source.pixels(placement.decode);
			canvas.setTransform(...placement.map);
			canvas.globalAlpha = alpha;
			canvas.imageSmoothingQuality = source.smoothing;
			const unit = { x: pixels.width / source.size.width, y: pixels.height / source.size.height };
			const { target } = placement;
			canvas.drawImage(
				pixels,
				shown.x * unit.x,
				shown.y * unit.y,
				shown.width * unit.x,
				shown.height * unit.y,
				target.x,
				target.y,
				target.width,
				target.height,
			);
			release(pixels);
		},
	};
}

function outline(shown: Rectangle | undefined, map: Matrix): readonly Point[] {
	if (!shown) return [];
	return cornersOf(boundingBox(map, shown));
}

interface Placement {
	/** what to scale the whole source to while it is decoded */
	readonly decode: Size | undefined;
	readonly map: Matrix;
	/** where the shown part goes, in what `map` maps from */
	readonly target: Rectangle;
}

/**
 * Shrinking is left to the decoder, whose filter is better than the canvas's; enlarging to the canvas, as a
 * decoder would enlarge the whole source for a strip of it. Upright pictures are moved to whole pixels, so
 * that the canvas only copies them.
 */
function placeSource(source: Size, shown: Rectangle, map: Matrix): Placement {
	const whole = shown.width === source.width && shown.height === source.height;
	const scale = scaleOf(map);
	const decode = (size: Size): Size | undefined =>
		scale.x < 1 || scale.y < 1
			? { width: Math.min(size.width, source.width), height: Math.min(size.height, source.height) }
			: undefined;
	const scaled = roundSize(source.width * scale.x, source.height * scale.y);
	if (!isUpright(map)) return { decode: decode(scaled), map, target: shown };
	const { x, y, ...target } = onWholePixels(boundingBox(map, shown));
	const mirror = apply([Math.sign(map[0]), 0, 0, Math.sign(map[3]), 0, 0], { x: 1, y: 1 });
	return {
		decode: decode(whole ? target : scaled),
		map: [
			mirror.x,
			0,
			0,
			mirror.y,
			mirror.x < 0 ? x + target.width : x,
			mirror.y < 0 ? y + target.height : y,
		],
		target: { x: 0, y: 0, ...target },
	};
}
