import type { Rectangle, Size } from '../../../protocol/values.js';
import { type Area, attributeOf } from './areas.js';

/** Where the composite lies in the reply; all in pixels of the reply. */
interface View {
	readonly reply: Size;
	readonly picture: Rectangle;
}

/**
 * Brings an area from the composite into the reply. Only `SHAPE` and `COORDS` change: an area without a
 * shape covers the whole composite, and rectangles are cut off where the composite or the reply ends.
 *
 * @returns undefined if nothing of it can be seen
 */
export function placeArea(area: Area, composite: Size, view: View): Area | undefined {
	const numbers = (attributeOf(area, 'coords') ?? '').split(/[\s,]+/).filter((part) => part !== '');
	const coords = numbers.map(Number);
	if (coords.some((value) => !Number.isFinite(value))) return undefined;
	const shape = (attributeOf(area, 'shape') ?? '').toLowerCase();
	if (shape.startsWith('poly')) {
		const points = place(coords, composite, view);
		return isSeen(bounds(points), view.reply) ? withShape(area, 'POLY', points) : undefined;
	}
	const whole = [0, 0, composite.width, composite.height];
	const points = place(shape.startsWith('rect') ? coords : whole, composite, view);
	const seen = cut(bounds(points), [0, 0, view.reply.width, view.reply.height]);
	return isSeen(seen, view.reply) ? withShape(area, 'RECT', seen) : undefined;
}

/** x and y in turn, into pixels of the reply. */
function place(coords: readonly number[], composite: Size, { picture }: View): number[] {
	const scaleX = picture.width / composite.width;
	const scaleY = picture.height / composite.height;
	const within = (value: number, end: number) => Math.min(Math.max(value, 0), end);
	return coords.map((value, index) =>
		index % 2 === 0
			? picture.x + within(value, composite.width) * scaleX
			: picture.y + within(value, composite.height) * scaleY,
	);
}

type Box = readonly [left: number, top: number, right: number, bottom: number];

function bounds(points: readonly number[]): Box {
	const xs = points.filter((_, index) => index % 2 === 0);
	const ys = points.filter((_, index) => index % 2 === 1);
	return [least(xs), least(ys), most(xs), most(ys)];
}

// spreading a long list over the arguments of a function fails
const least = (values: readonly number[]) =>
	values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
const most = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);

function cut([left, top, right, bottom]: Box, [minX, minY, maxX, maxY]: Box): Box {
	return [Math.max(left, minX), Math.max(top, minY), Math.min(right, maxX), Math.min(bottom, maxY)];
}

function isSeen(box: Box, { width, height }: Size): boolean {
	const [left, top, right, bottom] = cut(box, [0, 0, width, height]);
	return right > left && bottom > top;
}

function withShape(area: Area, shape: string, points: readonly number[]): Area {
	const others = [...area].filter(([name]) => !/^(?:shape|coords)$/i.test(name));
	const coords = points.map((value) => Math.round(value)).join(',');
	return new Map([['SHAPE', shape], ['COORDS', coords], ...others]);
}
