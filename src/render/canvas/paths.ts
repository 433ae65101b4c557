import type { Path, Point, Rectangle } from '../../protocol/values.js';
import type { Canvas } from './canvas.js';

/** Makes a path the canvas's current one; subpaths that are left open are closed by filling. */
export function tracePath(canvas: Canvas, path: Path): void {
	const at = ({ x, y }: Point) => [x, y] as const;
	canvas.beginPath();
	for (const { start, segments } of path) {
		canvas.moveTo(...at(start));
		for (const segment of segments) {
			if (segment.type === 'line') canvas.lineTo(...at(segment.to));
			else canvas.bezierCurveTo(...at(segment.control1), ...at(segment.control2), ...at(segment.to));
		}
		canvas.closePath();
	}
}

/** The smallest rectangle with the whole path in it; undefined: an empty path. */
export function pathExtent(path: Path): Rectangle | undefined {
	let [left, top] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
	let [right, bottom] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
	for (const { start, segments } of path) {
		for (const { x, y } of polyline(start, segments)) {
			left = Math.min(left, x);
			top = Math.min(top, y);
			right = Math.max(right, x);
			bottom = Math.max(bottom, y);
		}
	}
	return left > right ? undefined : { x: left, y: top, width: right - left, height: bottom - top };
}

/**
 * How often rows of pixels are crossed by the lines of a path, which is what filling it costs.
 * @param scale pixels per unit of the path
 * @param rows of the canvas
 */
export function pathCrossings(path: Path, scale: number, rows: number): number {
	let crossings = 0;
	for (const { start, segments } of path) {
		let from = start;
		for (const { y } of polyline(start, segments)) {
			crossings += 1 + Math.min(rows, Math.abs(y - from.y) * scale);
			from = { x: 0, y };
		}
	}
	return crossings;
}

/** Straight pieces that stand for one curve. */
const STEPS = 24;

/** A subpath as points that straight lines join. */
export function polyline(start: Point, segments: Path[number]['segments']): readonly Point[] {
	const points = [start];
	for (const segment of segments) {
		const from = points[points.length - 1] ?? start;
		if (segment.type === 'line') points.push(segment.to);
		else for (let step = 1; step <= STEPS; step++) points.push(onCurve(from, segment, step / STEPS));
	}
	return points;
}

function onCurve(
	from: Point,
	{ control1, control2, to }: Extract<Path[number]['segments'][number], { type: 'curve' }>,
	t: number,
): Point {
	const s = 1 - t;
	const mix = (a: number, b: number, c: number, d: number) =>
		s ** 3 * a + 3 * s * s * t * b + 3 * s * t * t * c + t ** 3 * d;
	return { x: mix(from.x, control1.x, control2.x, to.x), y: mix(from.y, control1.y, control2.y, to.y) };
}
