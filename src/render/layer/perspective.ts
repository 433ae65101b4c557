import type { Measured, Perspective, Point, Rectangle, Size } from '../../protocol/values.js';
import { createCanvas, filterPixels, release } from '../canvas/canvas.js';
import type { RenderContext } from '../context.js';
import type { FlipAxes } from '../geometry/layer-geometry.js';
import { flipMap } from '../geometry/layer-geometry.js';
import type { Matrix } from '../geometry/matrix.js';
import { apply, chain, intersection, scaling, translation, wholePixels } from '../geometry/matrix.js';
import { loadFilters } from '../pixels/load-filters.js';
import type { Quad } from '../pixels/quad.js';
import { fromUnitSquare, orientation } from '../pixels/quad.js';
import { flatPart } from './flat-part.js';
import { fillOutline, type LayerContent } from './layer-content.js';

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
	context: Pick<RenderContext, 'port' | 'limits'>,
): LayerContent {
	const warp = (part: LayerContent) => warped(part, perspective, canvasSize, flip, context);
	const { mask, clip } = content;
	return {
		...warp(content),
		mask: mask && warp(mask),
		clip: clip && warp(clip),
		cover: warp(coverOf(content)),
	};
}

function coverOf(content: LayerContent): LayerContent {
	const { size, sourceScale } = content;
	return {
		size,
		anchor: undefined,
		sourceScale,
		overlaps: false,
		draw: (canvas, map) => fillOutline(canvas, content, map),
	};
}

/** A content in perspective, without what belongs to it. */
function warped(
	content: LayerContent,
	perspective: Measured<Perspective>,
	canvasSize: Size,
	flip: FlipAxes | undefined,
	context: Pick<RenderContext, 'port' | 'limits'>,
): LayerContent {
	const { port, limits } = context;
	const { width, height } = perspective.unit === 'relative' ? canvasSize : { width: 1, height: 1 };
	const moved = ({ x, y }: Point): Point => ({ x: x * width, y: y * height });
	const [a, b, c, d] = perspective.corners;
	const corners: Quad = [moved(a), moved(b), moved(c), moved(d)];
	const flatOf = (canvas: Rectangle, map: Matrix) => {
		const quad: Quad = [
			apply(map, corners[0]),
			apply(map, corners[1]),
			apply(map, corners[2]),
			apply(map, corners[3]),
		];
		const area = shownArea(quad, canvas);
		const flat = area && flatPart(content, quad, area, canvasSize, map, limits);
		return flat && { ...flat, quad, area };
	};
	const isFlat = orientation(corners) === 0;
	return {
		size: canvasSize,
		anchor: { x: 0, y: 0 },
		sourceScale: content.sourceScale,
		opacity: content.opacity,
		overlaps: false,
		outline: isFlat ? [] : outlineThrough(corners, content, flip),
		// `pos` may bring what lies outside the composite into it
		ink: isFlat ? undefined : around(corners),
		detour(canvas, map) {
			const flat = flatOf(canvas, map);
			return flat ? flat.part.width * flat.part.height : 0;
		},
		async draw(canvas, map, alpha) {
			const flat = flatOf({ x: 0, y: 0, width: canvas.canvas.width, height: canvas.canvas.height }, map);
			if (!flat) return;
			const { quad, area, size, part } = flat;
			const front = createCanvas(port, part);
			const toFront = scaling(size.width / content.size.width, size.height / content.size.height);
			const toPart = chain(flipMap(content.size, flip), toFront, translation(-part.x, -part.y));
			await content.draw(front, toPart, 1);
			const source = front.getImageData(0, 0, part.width, part.height);
			release(front.canvas);
			const picture = createCanvas(port, area);
			const { project } = await loadFilters();
			await filterPixels(picture, (raster) =>
				project(
					{ part: source, x: part.x, y: part.y, ...size },
					raster,
					shiftedQuad(quad, { x: -area.x, y: -area.y }),
					perspective,
					{ x: area.x - wholePixel(map[4]), y: area.y - wholePixel(map[5]) },
				),
			);
			canvas.resetTransform();
			canvas.globalAlpha = alpha;
			canvas.drawImage(picture.canvas, area.x, area.y);
			release(picture.canvas);
		},
	};
}

/** Where the corners of what a content covers go. */
function outlineThrough(
	corners: Quad,
	{ size, outline }: LayerContent,
	flip: FlipAxes | undefined,
): readonly Point[] {
	if (!outline) return corners;
	const toUnit = chain(flipMap(size, flip), scaling(1 / size.width, 1 / size.height));
	return outline.map((corner) => fromUnitSquare(corners, apply(toUnit, corner)));
}

function shiftedQuad([a, b, c, d]: Quad, { x, y }: Point): Quad {
	const shifted = (corner: Point): Point => ({ x: corner.x + x, y: corner.y + y });
	return [shifted(a), shifted(b), shifted(c), shifted(d)];
}

/** Forgives the noise of numbers. */
function wholePixel(place: number): number {
	return Math.floor(place + 1e-6);
}

/** Whole pixels of the canvas that the quad touches. */
function shownArea(quad: Quad, canvas: Rectangle): Rectangle | undefined {
	return intersection(wholePixels(around(quad)), canvas);
}

function around(quad: Quad): Rectangle {
	const xs = quad.map(({ x }) => x);
	const ys = quad.map(({ y }) => y);
	const [left, top] = [Math.min(...xs), Math.min(...ys)];
	return { x: left, y: top, width: Math.max(...xs) - left, height: Math.max(...ys) - top };
}
