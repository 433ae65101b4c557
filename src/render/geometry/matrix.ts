import type { Point, Rectangle } from '../../protocol/values.js';

/**
 * An affine map as the canvas takes it: x' = a x + c y + e, y' = b x + d y + f.
 */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

export function translation(x: number, y: number): Matrix {
	return [1, 0, 0, 1, x, y];
}

export function scaling(x: number, y: number): Matrix {
	return [x, 0, 0, y, 0, 0];
}

/** Clockwise about the top-left corner; right angles are exact. */
export function rotation(degrees: number): Matrix {
	const turn = ((degrees % 360) + 360) % 360;
	const quarter = QUARTERS[turn / 90];
	if (quarter) return quarter;
	const radians = (turn * Math.PI) / 180;
	const cos = Math.cos(radians);
	const sin = Math.sin(radians);
	return [cos, sin, -sin, cos, 0, 0];
}

const QUARTERS: readonly Matrix[] = [
	IDENTITY,
	[0, 1, -1, 0, 0, 0],
	[-1, 0, 0, -1, 0, 0],
	[0, -1, 1, 0, 0, 0],
];

/** First `maps[0]`, then `maps[1]` and so on. */
export function chain(...maps: readonly Matrix[]): Matrix {
	return maps.reduce(
		(first, second) => [
			second[0] * first[0] + second[2] * first[1],
			second[1] * first[0] + second[3] * first[1],
			second[0] * first[2] + second[2] * first[3],
			second[1] * first[2] + second[3] * first[3],
			second[0] * first[4] + second[2] * first[5] + second[4],
			second[1] * first[4] + second[3] * first[5] + second[5],
		],
		IDENTITY,
	);
}

export function apply(map: Matrix, point: Point): Point {
	return {
		x: map[0] * point.x + map[2] * point.y + map[4],
		y: map[1] * point.x + map[3] * point.y + map[5],
	};
}

/** Clockwise, from the top left one. */
export function cornersOf({ x, y, width, height }: Rectangle): readonly [Point, Point, Point, Point] {
	return [
		{ x, y },
		{ x: x + width, y },
		{ x: x + width, y: y + height },
		{ x, y: y + height },
	];
}

/** The smallest upright rectangle that holds the mapped rectangle. */
export function boundingBox(map: Matrix, rectangle: Rectangle): Rectangle {
	const corners = cornersOf(rectangle).map((corner) => apply(map, corner));
	const xs = corners.map((corner) => corner.x);
	const ys = corners.map((corner) => corner.y);
	const left = Math.min(...xs);
	const top = Math.min(...ys);
	return { x: left, y: top, width: Math.max(...xs) - left, height: Math.max(...ys) - top };
}

/** The smallest rectangle that holds both. */
export function union(a: Rectangle, b: Rectangle): Rectangle {
	const x = Math.min(a.x, b.x);
	const y = Math.min(a.y, b.y);
	return {
		x,
		y,
		width: Math.max(a.x + a.width, b.x + b.width) - x,
		height: Math.max(a.y + a.height, b.y + b.height) - y,
	};
}

/** What lies in both; undefined: nothing does. */
export function intersection(a: Rectangle, b: Rectangle): Rectangle | undefined {
	const x = Math.max(a.x, b.x);
	const y = Math.max(a.y, b.y);
	const width = Math.min(a.x + a.width, b.x + b.width) - x;
	const height = Math.min(a.y + a.height, b.y + b.height) - y;
	return width > 0 && height > 0 ? { x, y, width, height } : undefined;
}

export function shifted({ x, y, width, height }: Rectangle, offset: Point): Rectangle {
	return { x: x + offset.x, y: y + offset.y, width, height };
}

/** With room on all sides. */
export function expanded({ x, y, width, height }: Rectangle, room: number): Rectangle {
	return { x: x - room, y: y - room, width: width + 2 * room, height: height + 2 * room };
}

/** The whole pixels that a rectangle touches. */
export function wholePixels({ x, y, width, height }: Rectangle): Rectangle {
	const [left, top] = [Math.floor(x + NOISE), Math.floor(y + NOISE)];
	return {
		x: left,
		y: top,
		width: Math.ceil(x + width - NOISE) - left,
		height: Math.ceil(y + height - NOISE) - top,
	};
}

/** Of floating-point numbers. */
const NOISE = 1e-6;

/** How much the map enlarges along its own x and y axes. */
export function scaleOf(map: Matrix): Point {
	return { x: Math.hypot(map[0], map[1]), y: Math.hypot(map[2], map[3]) };
}

/** True if upright rectangles stay upright and unswapped (mirroring included). */
export function isUpright(map: Matrix): boolean {
	return map[1] === 0 && map[2] === 0;
}

/** True if upright rectangles stay upright, turned by right angles or not. */
export function isAligned(map: Matrix): boolean {
	return isUpright(map) || (map[0] === 0 && map[3] === 0);
}

/** One factor for lengths that have no direction, such as radii. */
export function meanScale(map: Matrix): number {
	const { x, y } = scaleOf(map);
	return Math.sqrt(x * y);
}
