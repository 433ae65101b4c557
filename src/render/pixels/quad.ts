import type { Point, Rectangle } from '../../protocol/values.js';

/** Images of the corners of a picture: top left, top right, bottom right, bottom left. */
export type Quad = readonly [Point, Point, Point, Point];

/** A projective map, row by row: (x, y, 1) goes to (m0 x + m1 y + m2, m3 x + m4 y + m5) / (m6 x + m7 y + m8). */
export type Homography = readonly [number, number, number, number, number, number, number, number, number];

/** Corners on one line, nearly: the area of the triangle that they make, in square pixels. */
const FLAT = 1e-3;

/**
 * Which way round the corners of a convex quad go.
 * @returns 1: clockwise, as a picture's own; -1: mirrored; 0: flat, concave, crossing itself or infinite, of
 * which the documentation says that anything may come
 */
export function orientation(quad: Quad): -1 | 0 | 1 {
	const turns = quad.map((corner, at) => turn(corner, quad[(at + 1) % 4], quad[(at + 2) % 4]));
	if (turns.every((area) => area > FLAT && Number.isFinite(area))) return 1;
	return turns.every((area) => area < -FLAT && Number.isFinite(area)) ? -1 : 0;
}

function turn(a: Point, b: Point = a, c: Point = a): number {
	return (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x);
}

/**
 * How far points lie inside a convex quad, one number an edge; negative: outside.
 * @param sign the quad's orientation
 */
export function edgeDistances(quad: Quad, sign: -1 | 1, { x, y }: Point): readonly number[] {
	return quad.map((from, at) => {
		const to = quad[(at + 1) % 4] ?? from;
		return sign * ((to.x - from.x) * (y - from.y) - (to.y - from.y) * (x - from.x));
	});
}

/**
 * What of a picture shows in a part of the place where its image is: the smallest rectangle, in parts of its
 * width and height.
 * @param area of the image, which may be larger
 * @returns undefined if nothing shows
 */
export function seenThrough(quad: Quad, { x, y, width, height }: Rectangle): Rectangle | undefined {
	const sign = orientation(quad);
	if (sign === 0) return undefined;
	let seen: readonly Point[] = [
		{ x, y },
		{ x: x + width, y },
		{ x: x + width, y: y + height },
		{ x, y: y + height },
	];
	for (const edge of quad.keys())
		seen = cutAlong(seen, (point) => edgeDistances(quad, sign, point)[edge] ?? 0);
	if (seen.length === 0) return undefined;
	const [a, b, c, d, e, f, g, h, i] = toUnitSquare(quad);
	const across = seen.map((point) => (a * point.x + b * point.y + c) / (g * point.x + h * point.y + i));
	const down = seen.map((point) => (d * point.x + e * point.y + f) / (g * point.x + h * point.y + i));
	const [left, top] = [Math.min(...across), Math.min(...down)];
	return { x: left, y: top, width: Math.max(...across) - left, height: Math.max(...down) - top };
}

/** What of a convex polygon lies inside a line. */
function cutAlong(polygon: readonly Point[], distance: (point: Point) => number): readonly Point[] {
	return polygon.flatMap((from, at) => {
		const to = polygon[(at + 1) % polygon.length] ?? from;
		const [start, end] = [distance(from), distance(to)];
		const share = start / (start - end);
		const crossing = { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
		return [...(start >= 0 ? [from] : []), ...(start >= 0 !== end >= 0 ? [crossing] : [])];
	});
}

/** The map from a convex quad back to the unit square; positive denominators inside the quad. */
export function toUnitSquare(quad: Quad): Homography {
	const [a, b, c, d, e, f, g, h, i] = unitSquareTo(quad);
	const inverse: Homography = [
		e * i - f * h,
		c * h - b * i,
		b * f - c * e,
		f * g - d * i,
		a * i - c * g,
		c * d - a * f,
		d * h - e * g,
		b * g - a * h,
		a * e - b * d,
	];
	const middle = {
		x: quad.reduce((sum, corner) => sum + corner.x / 4, 0),
		y: quad.reduce((sum, corner) => sum + corner.y / 4, 0),
	};
	const sign = Math.sign(inverse[6] * middle.x + inverse[7] * middle.y + inverse[8]);
	const [m0, m1, m2, m3, m4, m5, m6, m7, m8] = inverse;
	return [sign * m0, sign * m1, sign * m2, sign * m3, sign * m4, sign * m5, sign * m6, sign * m7, sign * m8];
}

/** Where a point of the unit square goes. */
export function fromUnitSquare(quad: Quad, { x, y }: Point): Point {
	const [a, b, c, d, e, f, g, h, i] = unitSquareTo(quad);
	const divisor = g * x + h * y + i;
	return { x: (a * x + b * y + c) / divisor, y: (d * x + e * y + f) / divisor };
}

function unitSquareTo([p0, p1, p2, p3]: Quad): Homography {
	const sum = { x: p0.x - p1.x + p2.x - p3.x, y: p0.y - p1.y + p2.y - p3.y };
	const [ax, ay, bx, by] = [p1.x - p2.x, p1.y - p2.y, p3.x - p2.x, p3.y - p2.y];
	const divisor = ax * by - bx * ay;
	const g = (sum.x * by - bx * sum.y) / divisor;
	const h = (ax * sum.y - sum.x * ay) / divisor;
	return [
		p1.x - p0.x + g * p1.x,
		p3.x - p0.x + h * p3.x,
		p0.x,
		p1.y - p0.y + g * p1.y,
		p3.y - p0.y + h * p3.y,
		p0.y,
		g,
		h,
		1,
	];
}
