import type { Point } from '../../protocol/values.js';
import { blurPlane } from './blur.js';
import { complement, growPlane, type Phase } from './grow.js';
import type { Plane } from './raster.js';
import { emptyPlane } from './raster.js';
import { SIGMA_PER_RADIUS } from './reach.js';
import type { Steps } from './steps.js';

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
	const base = (): Plane => {
		if (maskUse === 'off') return inner ? emptyPlane(parent.width, parent.height, 255) : rectangle;
		if (inner) return maskUse === 'norm' ? complement(parent) : parent;
		return maskUse === 'norm' ? parent : multiply(complement(parent), rectangle);
	};
	const grown = yield* growPlane(base(), shape.grow, around, shape.phase);
	const blurred = yield* blurPlane(grown, shape.blur * SIGMA_PER_RADIUS, around);
	const shifted = shiftPlane(blurred, shape.offset, around);
	if (inner) return multiply(shifted, parent);
	return shape.knockOut ? multiply(shifted, complement(parent)) : shifted;
}

function multiply(a: Plane, b: Plane): Plane {
	const data = new Uint8ClampedArray(a.data.length);
	for (let at = 0; at < data.length; at++) data[at] = ((a.data[at] ?? 0) * (b.data[at] ?? 0)) / 255;
	return { ...a, data };
}

function shiftPlane({ data, width, height }: Plane, offset: Point, around: number): Plane {
	const x = Math.round(offset.x);
	const y = Math.round(offset.y);
	if (x === 0 && y === 0) return { data, width, height };
	const result = emptyPlane(width, height, around);
	const from = Math.max(0, -x);
	const to = Math.min(width, width - x);
	for (let row = Math.max(0, y); row < Math.min(height, height + y); row++) {
		const start = (row - y) * width;
		if (to > from) result.data.set(data.subarray(start + from, start + to), row * width + from + x);
	}
	return result;
}
