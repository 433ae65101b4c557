import type { Color, Point } from '../../protocol/values.js';
import { blurPlane } from './blur.js';
import { growPlane, type Phase } from './grow.js';
import type { Plane, Raster } from './raster.js';
import { complement, emptyPlane, multiplied } from './raster.js';
import { SIGMA_PER_RADIUS } from './reach.js';
import { inStretches, isPause, type Steps } from './steps.js';

/** The shape of one effect layer; lengths in pixels of the planes. */
export interface EffectShape {
	/** above the parent and seen only within it; else behind it */
	readonly inner: boolean;
	readonly maskUse: 'norm' | 'invert' | 'off';
	readonly grow: number;
	/** radius */
	readonly blur: number;
	readonly offset: Point;
	/** cuts an outer effect away where the parent lies */
	readonly knockOut: boolean;
	/** where the planes begin in what they are a part of; absent: they are the whole */
	readonly phase?: Phase | undefined;
}

/**
 * Where an effect shows (`r-layer-effects.md`). An outer effect grows from the parent's shape, an inner one
 * from what lies around it, so that shadow, glow and border come out on both sides of the outline alike.
 * @param parent alpha of the parent
 * @param rectangle 255 inside the parent's rectangle, of the same size
 */
export function* effectPlane(parent: Plane, rectangle: Plane, shape: EffectShape): Steps<Plane> {
	const { inner, maskUse } = shape;
	const around = inner && maskUse !== 'invert' ? 255 : 0;
	const grown = yield* growPlane(yield* base(parent, rectangle, shape), shape.grow, around, shape.phase);
	const blurred = yield* blurPlane(grown, shape.blur * SIGMA_PER_RADIUS, around);
	const shifted = yield* shiftPlane(blurred, shape.offset, around);
	if (inner) return yield* multiplied(shifted, parent);
	return shape.knockOut ? yield* multiplied(shifted, yield* complement(parent)) : shifted;
}

/** What the effect grows from. */
function* base(parent: Plane, rectangle: Plane, { inner, maskUse }: EffectShape): Steps<Plane> {
	if (maskUse === 'off') return inner ? emptyPlane(parent.width, parent.height, 255) : rectangle;
	if (inner) return maskUse === 'norm' ? yield* complement(parent) : parent;
	return maskUse === 'norm' ? parent : yield* multiplied(yield* complement(parent), rectangle);
}

/**
 * Fills a picture with one colour, as opaque as a plane says.
 * @param share of that opacity, 0 to 1
 */
export function paintPlane(
	{ data }: Raster,
	{ data: opacity }: Plane,
	{ red, green, blue }: Color,
	share: number,
): Steps {
	return inStretches(opacity.length, (from, to) => {
		for (let at = from; at < to; at++) {
			data[4 * at] = red;
			data[4 * at + 1] = green;
			data[4 * at + 2] = blue;
			data[4 * at + 3] = (opacity[at] ?? 0) * share;
		}
	});
}

function* shiftPlane(plane: Plane, { x, y }: Point, around: number): Steps<Plane> {
	const [left, top] = [Math.floor(x), Math.floor(y)];
	const whole = left === 0 && top === 0 ? plane : shiftWhole(plane, left, top, around);
	return x === left && y === top ? whole : yield* shiftPart(whole, x - left, y - top, around);
}

/** Moves a plane by whole pixels. */
function shiftWhole({ data, width, height }: Plane, x: number, y: number, around: number): Plane {
	const result = emptyPlane(width, height, around);
	const from = Math.max(0, -x);
	const to = Math.min(width, width - x);
	for (let row = Math.max(0, y); row < Math.min(height, height + y); row++) {
		const start = (row - y) * width;
		if (to > from) result.data.set(data.subarray(start + from, start + to), row * width + from + x);
	}
	return result;
}

/** Moves a plane to the right and down by parts of a pixel. */
function* shiftPart({ data, width, height }: Plane, x: number, y: number, around: number): Steps<Plane> {
	const result = new Uint8ClampedArray(data.length);
	const [own, beside, above, corner] = [(1 - x) * (1 - y), x * (1 - y), (1 - x) * y, x * y];
	const edge = new Uint8ClampedArray(width).fill(around);
	for (let row = 0; row < height; row++) {
		if (isPause(row, width)) yield;
		const start = row * width;
		const here = data.subarray(start, start + width);
		const over = row > 0 ? data.subarray(start - width, start) : edge;
		let [left, overLeft] = [around, around];
		for (let column = 0; column < width; column++) {
			const [value, overValue] = [here[column] ?? 0, over[column] ?? 0];
			result[start + column] = own * value + beside * left + above * overValue + corner * overLeft;
			left = value;
			overLeft = overValue;
		}
	}
	return { data: result, width, height };
}
