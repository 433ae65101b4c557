import type { Measured, Point, Size } from '../../protocol/values.js';
import { pointFromCentre } from './layer-geometry.js';

/** What decides where a layer lies. */
export interface OriginInput {
	/** pixels from the top-left corner of the final rectangle, or parts of it from its centre */
	readonly origin?: Measured<Point> | undefined;
	/** the transformed anchor, or what a text or path layer has instead; undefined: none */
	readonly anchor?: Point | undefined;
}

/**
 * The point of a layer's final rectangle that is put somewhere: `origin`, else the anchor, else the centre
 * (`r-origin.md`, `r-layer-placement.md`).
 */
export function layerOrigin(rectangle: Size, input: OriginInput): Point {
	if (input.origin) return pointFromCentre(rectangle, input.origin);
	return input.anchor ?? { x: rectangle.width / 2, y: rectangle.height / 2 };
}

/** What `pos` is measured against. */
export interface Base {
	/** size of layer 0, that is of the canvas */
	readonly size: Size;
	/** origin of layer 0, in pixels of the canvas */
	readonly origin: Point;
}

/** A `pos=` or `posN=` in pixels; absent is 0,0. */
export function offsetInPixels(pos: Measured<Point> | undefined, layer0: Size): Point {
	if (!pos) return { x: 0, y: 0 };
	return pos.unit === 'relative'
		? { x: pos.x * layer0.width, y: pos.y * layer0.height }
		: { x: pos.x, y: pos.y };
}

/** Top-left corner of a layer in the canvas: its origin lands on layer 0's origin plus `pos` (`r-pos.md`). */
export function layerPosition(base: Base, pos: Measured<Point> | undefined, origin: Point): Point {
	const offset = offsetInPixels(pos, base.size);
	return { x: base.origin.x + offset.x - origin.x, y: base.origin.y + offset.y - origin.y };
}
