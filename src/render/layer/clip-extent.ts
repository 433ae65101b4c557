import type { LayerCommands } from '../../protocol/image-request.js';
import { isSized } from '../../protocol/is-sized.js';
import type { Path, Rectangle } from '../../protocol/values.js';
import { pathExtent, tracePath } from '../canvas/paths.js';
import { chain, translation } from '../geometry/matrix.js';
import type { LayerContent } from './layer-content.js';

/**
 * The extent of the clip path that gives a solid colour or text layer its size: without `size=` the path is
 * the layer, and its coordinates count from the layer's origin (`r-clippath.md`).
 * @returns undefined if the layer's size is another's business
 */
export function clipExtent(commands: LayerCommands): Rectangle | undefined {
	const { clipPath } = commands;
	return clipPath?.length && !isSized(commands) ? pathExtent(clipPath) : undefined;
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
