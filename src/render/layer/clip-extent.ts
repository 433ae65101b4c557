import type { LayerCommands } from '../../protocol/image-request.js';
import type { Path, Rectangle, Size } from '../../protocol/values.js';
import { pathExtent, tracePath } from '../canvas/paths.js';
import { sizeInPixels } from '../geometry/layer-geometry.js';
import { chain, translation } from '../geometry/matrix.js';
import type { LayerContent } from './layer-content.js';

/**
 * The extent of the clip path that gives a solid colour or text layer its size: without `size=` the path is
 * the layer, and its coordinates count from the layer's origin (`r-clippath.md`).
 * @returns undefined if the layer's size is another's business
 */
export function clipExtent({ clipPath, size }: LayerCommands, layer0: Size): Rectangle | undefined {
	if (!clipPath?.length) return undefined;
	const { width = 0, height = 0 } = size ? sizeInPixels(size, layer0) : {};
	return width > 0 || height > 0 ? undefined : pathExtent(clipPath);
}

/**
 * What such a path leaves of its layer, as a content that is turned or warped as the layer's is. It is to be
 * drawn on an empty canvas.
 */
export function clipShape(
	{ clipPath, clipXPath }: LayerCommands,
	{ x, y, ...size }: Rectangle,
): LayerContent {
	return {
		size,
		anchor: undefined,
		sourceScale: 1,
		overlaps: false,
		draw(canvas, map) {
			canvas.setTransform(...chain(translation(-x, -y), map));
			const fill = (path: Path | undefined) => {
				if (!path) return;
				tracePath(canvas, path);
				canvas.fill();
			};
			fill(clipPath);
			canvas.globalCompositeOperation = 'destination-out';
			fill(clipXPath);
		},
	};
}
