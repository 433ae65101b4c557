import type { Measured, Perspective, Point, Rectangle, Size } from '../../protocol/values.js';
import type { Canvas } from '../canvas/canvas.js';
import { createCanvas, filterPixels, release } from '../canvas/canvas.js';
import type { FlipAxes } from '../geometry/layer-geometry.js';
import { flipMap } from '../geometry/layer-geometry.js';
import type { Matrix } from '../geometry/matrix.js';
import { apply, chain, meanScale, scaling } from '../geometry/matrix.js';
import { roundSize } from '../geometry/rounding.js';
import { loadFilters } from '../pixels/load-filters.js';
import type { Quad } from '../pixels/quad.js';
import { orientation } from '../pixels/quad.js';
import type { RenderPort } from '../port.js';
import type { LayerContent } from './layer-content.js';

/** Pixels drawn flat for a pixel that shows, at most: corners may be nearer than the middle. */
const FLAT_DENSITY = 2;
/** Pixels drawn flat, at most, as a multiple of the canvas. */
const FLAT_SHARE = 2;

/**
 * A layer's content with its corners moved (`r-perspective.md`): its rectangle is then the whole canvas.
 * @param perspective in pixels or parts of layer 0
 * @param flip mirrors the content before
 */
export function inPerspective(
	content: LayerContent,
	perspective: Measured<Perspective>,
	canvasSize: Size,
	flip: FlipAxes | undefined,
	port: RenderPort,
): LayerContent {
	const { width, height } = perspective.unit === 'relative' ? canvasSize : { width: 1, height: 1 };
	const moved = ({ x, y }: Point): Point => ({ x: x * width, y: y * height });
	const [a, b, c, d] = perspective.corners;
	const corners: Quad = [moved(a), moved(b), moved(c), moved(d)];
	return {
		size: canvasSize,
		anchor: { x: 0, y: 0 },
		sourceScale: content.sourceScale,
		opacity: content.opacity,
		overlaps: false,
		outline: orientation(corners) === 0 ? [] : corners,
		mask: content.mask && inPerspective(content.mask, perspective, canvasSize, flip, port),
		async draw(canvas, map, alpha) {
			const quad: Quad = [
				apply(map, corners[0]),
				apply(map, corners[1]),
				apply(map, corners[2]),
				apply(map, corners[3]),
			];
			const area = orientation(quad) === 0 ? undefined : shownArea(quad, canvas.canvas);
			if (!area) return;
			const flat = await drawFlat(content, quad, flip, canvas, map, port);
			const picture = createCanvas(port, area);
			const from = ({ x, y }: Point): Point => ({ x: x - area.x, y: y - area.y });
			const source = flat.getImageData(0, 0, flat.canvas.width, flat.canvas.height);
			release(flat.canvas);
			const { project } = await loadFilters();
			await filterPixels(picture, (raster) =>
				project(source, raster, [from(quad[0]), from(quad[1]), from(quad[2]), from(quad[3])], perspective),
			);
			canvas.resetTransform();
			canvas.globalAlpha = alpha;
			canvas.drawImage(picture.canvas, area.x, area.y);
			release(picture.canvas);
		},
	};
}

/** Whole pixels of the canvas that the quad touches. */
function shownArea(quad: Quad, canvas: Size): Rectangle | undefined {
	const xs = quad.map(({ x }) => x);
	const ys = quad.map(({ y }) => y);
	const x = Math.max(0, Math.floor(Math.min(...xs)));
	const y = Math.max(0, Math.floor(Math.min(...ys)));
	const width = Math.min(canvas.width, Math.ceil(Math.max(...xs))) - x;
	const height = Math.min(canvas.height, Math.ceil(Math.max(...ys))) - y;
	return width > 0 && height > 0 ? { x, y, width, height } : undefined;
}

/** The content as seen from the front, with as many pixels as can show. */
async function drawFlat(
	content: LayerContent,
	[topLeft, topRight, bottomRight, bottomLeft]: Quad,
	flip: FlipAxes | undefined,
	{ canvas }: Canvas,
	map: Matrix,
	port: RenderPort,
): Promise<Canvas> {
	const { size, sourceScale } = content;
	const length = (from: Point, to: Point) => Math.hypot(to.x - from.x, to.y - from.y);
	// Beyond its full resolution a picture gains nothing; text and colour are as fine as the view.
	const finest = Math.max(1 / sourceScale, meanScale(map), 1);
	const across = Math.max(length(topLeft, topRight), length(bottomLeft, bottomRight)) * FLAT_DENSITY;
	const down = Math.max(length(topLeft, bottomLeft), length(topRight, bottomRight)) * FLAT_DENSITY;
	const width = Math.min(across, size.width * finest);
	const height = Math.min(down, size.height * finest);
	const bound = Math.min(1, Math.sqrt((canvas.width * canvas.height * FLAT_SHARE) / (width * height)));
	const longest = 2 * Math.max(canvas.width, canvas.height);
	const flatSize = roundSize(Math.min(width * bound, longest), Math.min(height * bound, longest));
	const flat = createCanvas(port, flatSize);
	const toFlat = scaling(flatSize.width / size.width, flatSize.height / size.height);
	await content.draw(flat, chain(flipMap(size, flip), toFlat), 1);
	return flat;
}
