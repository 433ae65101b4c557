import type { Point, Rectangle, Size } from '../../protocol/values.js';
import type { Matrix } from '../geometry/matrix.js';
import { expanded, intersection, meanScale, scaleOf, wholePixels } from '../geometry/matrix.js';
import { roundSize } from '../geometry/rounding.js';
import { type Quad, seenThrough } from '../pixels/quad.js';
import type { LayerContent } from './layer-content.js';

/** Pixels drawn flat for a pixel that shows, at most: corners may be nearer than the middle. */
const FLAT_DENSITY = 2;
/** Pixels drawn flat, at most, as a multiple of the composite as the view shows it. */
const FLAT_SHARE = 2;

/** What is drawn flat of a content that will be seen in perspective. */
export interface FlatPart {
	/** of the whole content, seen from the front with as many pixels as can show: the same for all tiles of a view */
	readonly size: Size;
	/** of it, what shows */
	readonly part: Rectangle;
}

/**
 * @param quad where the corners of the content go, in pixels of the canvas
 * @param shown pixels of the canvas that will be drawn
 * @param composite size of the composite
 * @param map from composite pixels to pixels of the canvas
 * @returns undefined if nothing shows
 */
export function flatPart(
	{ size, sourceScale }: LayerContent,
	quad: Quad,
	shown: Rectangle,
	composite: Size,
	map: Matrix,
	{ renderPixels }: { readonly renderPixels: number },
): FlatPart | undefined {
	const [topLeft, topRight, bottomRight, bottomLeft] = quad;
	const length = (from: Point, to: Point) => Math.hypot(to.x - from.x, to.y - from.y);
	// Beyond its full resolution a picture gains nothing; text and colour are as fine as the view.
	const finest = Math.max(1 / sourceScale, meanScale(map), 1);
	const across = Math.max(length(topLeft, topRight), length(bottomLeft, bottomRight)) * FLAT_DENSITY;
	const down = Math.max(length(topLeft, bottomLeft), length(topRight, bottomRight)) * FLAT_DENSITY;
	const width = Math.min(across, size.width * finest);
	const height = Math.min(down, size.height * finest);
	const scale = scaleOf(map);
	const view = { width: composite.width * scale.x, height: composite.height * scale.y };
	const most = Math.min(view.width * view.height * FLAT_SHARE, renderPixels);
	const bound = Math.min(1, Math.sqrt(most / (width * height)));
	const longest = 2 * Math.max(view.width, view.height);
	const whole = roundSize(Math.min(width * bound, longest), Math.min(height * bound, longest));
	// samples are moved by less than a pixel of the canvas, and each looks at the pixels beside it
	const seen = seenThrough(quad, expanded(shown, 1));
	const part =
		seen &&
		intersection(
			expanded(
				wholePixels({
					x: seen.x * whole.width,
					y: seen.y * whole.height,
					width: seen.width * whole.width,
					height: seen.height * whole.height,
				}),
				1,
			),
			{ x: 0, y: 0, ...whole },
		);
	return part && { size: whole, part };
}
