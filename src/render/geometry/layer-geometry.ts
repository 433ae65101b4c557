import type { Edges, Measured, Point, Rectangle, Size } from '../../protocol/values.js';
import type { Matrix } from './matrix.js';
import { apply, boundingBox, chain, IDENTITY, rotation, translation } from './matrix.js';
import { roundSize, roundUp } from './rounding.js';

/** The commands that choose a part of a source picture and scale it; absent: not given. */
export interface SourceInput {
	/** pixels or parts of the source; x and y count from its top-left corner */
	readonly crop?: Measured<Rectangle> | undefined;
	/** box in pixels or parts of layer 0; a 0 is unconstrained */
	readonly size?: Measured<Size> | undefined;
	readonly scale?: number | undefined;
	readonly res?: number | undefined;
	/** of the source, in the unit of `res`; undefined: unknown, `res` is ignored */
	readonly resolution?: number | undefined;
	/** pixels from the top-left corner of the source, or parts of it from its centre */
	readonly anchor?: Measured<Point> | undefined;
}

/** A source picture after `crop` and scaling. */
export interface SourceGeometry {
	/** the part of the source that is shown, in source pixels; may reach beyond the source */
	readonly crop: Rectangle;
	readonly size: Size;
	/** in pixels of the scaled part; undefined if no anchor is defined */
	readonly anchor: Point | undefined;
}

/**
 * Steps 2 and 3 of `r-layer-transforms.md`: crop, then `size`, else `scale`, else `res`.
 * @param layer0 what relative sizes are relative to
 */
export function sourceGeometry(source: Size, input: SourceInput, layer0: Size): SourceGeometry {
	const crop = cropRectangle(source, input.crop);
	const factor = sourceFactor(crop, input, layer0);
	const size = roundSize(crop.width * factor, crop.height * factor);
	const anchor = input.anchor && pointFromCentre(source, input.anchor);
	return {
		crop,
		size,
		anchor: anchor && {
			x: (anchor.x - crop.x) * (size.width / crop.width),
			y: (anchor.y - crop.y) * (size.height / crop.height),
		},
	};
}

function cropRectangle(source: Size, crop: Measured<Rectangle> | undefined): Rectangle {
	if (!crop) return { x: 0, y: 0, ...source };
	const unit = crop.unit === 'relative' ? source : { width: 1, height: 1 };
	return {
		x: crop.x * unit.width,
		y: crop.y * unit.height,
		width: Math.max(1, crop.width * unit.width),
		height: Math.max(1, crop.height * unit.height),
	};
}

function sourceFactor(content: Size, input: SourceInput, layer0: Size): number {
	const box = input.size && sizeInPixels(input.size, layer0);
	if (box && (box.width > 0 || box.height > 0)) {
		return Math.min(
			box.width > 0 ? box.width / content.width : Number.POSITIVE_INFINITY,
			box.height > 0 ? box.height / content.height : Number.POSITIVE_INFINITY,
		);
	}
	if (input.scale !== undefined) return input.scale;
	if (input.res !== undefined && input.resolution) return input.res / input.resolution;
	return 1;
}

/** A `size=` or `sizeN=` in pixels. */
export function sizeInPixels(size: Measured<Size>, layer0: Size): Size {
	return size.unit === 'relative'
		? { width: size.width * layer0.width, height: size.height * layer0.height }
		: { width: size.width, height: size.height };
}

/** Pixels from the top-left corner stay; relative offsets count from the centre (`r-coordn.md`). */
export function pointFromCentre(area: Size, point: Measured<Point>): Point {
	return point.unit === 'relative'
		? { x: area.width * (0.5 + point.x), y: area.height * (0.5 + point.y) }
		: { x: point.x, y: point.y };
}

export type FlipAxes = 'lr' | 'ud' | 'lrud';

/** The commands that turn a layer's content into the layer's final rectangle. */
export interface TransformInput {
	readonly flip?: FlipAxes | undefined;
	/** degrees, clockwise */
	readonly rotate?: number | undefined;
	/** pixels, or parts of the rectangle before extending */
	readonly extend?: Measured<Edges> | undefined;
}

/** A layer's final rectangle. */
export interface LayerRectangle {
	readonly size: Size;
	/** from content pixels to pixels of the final rectangle */
	readonly map: Matrix;
	/** in pixels of the final rectangle; undefined if no anchor is defined */
	readonly anchor: Point | undefined;
}

/** Flip, rotate about the anchor, extend (`r-layer-transforms.md`). */
export function layerRectangle(
	content: Size,
	anchor: Point | undefined,
	input: TransformInput,
): LayerRectangle {
	// Where the turn's centre lies only moves the bounding box, which is moved back to 0,0 anyway.
	const turn = chain(flipMap(content, input.flip), rotation(input.rotate ?? 0));
	const box = boundingBox(turn, { x: 0, y: 0, ...content });
	const turned = { width: roundUp(box.width), height: roundUp(box.height) };
	const edges = edgesInPixels(turned, input.extend);
	const map = chain(turn, translation(edges.left - box.x, edges.top - box.y));
	return {
		size: roundSize(turned.width + edges.left + edges.right, turned.height + edges.top + edges.bottom),
		map,
		anchor: anchor && apply(map, anchor),
	};
}

/** Mirrors the area `size` onto itself. */
export function flipMap(size: Size, flip: FlipAxes | undefined): Matrix {
	if (!flip) return IDENTITY;
	const horizontal = flip !== 'ud';
	const vertical = flip !== 'lr';
	return [
		horizontal ? -1 : 1,
		0,
		0,
		vertical ? -1 : 1,
		horizontal ? size.width : 0,
		vertical ? size.height : 0,
	];
}

function edgesInPixels(area: Size, extend: Measured<Edges> | undefined): Edges {
	if (!extend) return { left: 0, top: 0, right: 0, bottom: 0 };
	const unit = extend.unit === 'relative' ? area : { width: 1, height: 1 };
	return {
		left: extend.left * unit.width,
		top: extend.top * unit.height,
		right: extend.right * unit.width,
		bottom: extend.bottom * unit.height,
	};
}
