import type { Path, Point } from '../../protocol/values.js';
import { polyline } from '../canvas/paths.js';
import type { Matrix } from '../geometry/matrix.js';
import { apply } from '../geometry/matrix.js';

/** A stretch of a row, from left to right. */
export interface Interval {
	readonly start: number;
	readonly end: number;
}

type Polygon = readonly Point[];

/** A side of a polygon. */
export interface Edge {
	readonly from: Point;
	readonly to: Point;
}

/** Rows at which a line's band is looked at. */
const SAMPLES = 8;
/** What looking at a band costs, and crossing an edge in it, as touched pixels. */
const ROW_COST = 2000;
const CROSSING_COST = 32;

/** A region that text fills, line by line, less what is left free in it. */
export class FlowShape {
	readonly top: number;
	readonly bottom: number;
	private readonly edges: readonly Edge[];

	/**
	 * @param holes the sides of all holes: thousands of shapes may share them
	 * @param spend is told what was done, as touched pixels; may throw
	 */
	constructor(
		outline: Polygon,
		private readonly holes: readonly Edge[],
		private readonly spend: (edges: number) => void,
	) {
		this.edges = edgesOf(outline);
		const rows = outline.map(({ y }) => y);
		this.top = rows.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
		this.bottom = rows.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
	}

	/** Where a line between two rows has room over its whole height, from left to right. */
	intervals(top: number, bottom: number): readonly Interval[] {
		const touching = ({ from, to }: Edge) =>
			Math.max(from.y, to.y) >= top && Math.min(from.y, to.y) <= bottom;
		const edges = this.edges.filter(touching);
		const holes = this.holes.filter(touching);
		const crossed = edges.length + holes.length;
		// A row that is cut into a thousand rooms is a thousand times tried.
		this.spend(
			ROW_COST + (this.edges.length + this.holes.length) * 2 + crossed * SAMPLES * (CROSSING_COST + crossed),
		);
		const inset = (bottom - top) * 1e-3;
		const rows = Array.from(
			{ length: SAMPLES },
			(_, at) => top + inset + ((bottom - top - 2 * inset) * at) / (SAMPLES - 1),
		);
		const free = rows.map((row) => subtract(crossings(edges, row), crossings(holes, row)));
		return free.reduce(intersect);
	}

	/** The widest room that a line of that height may find. */
	widest(height: number): number {
		const rows = 32;
		const widths = Array.from({ length: rows }, (_, at) => {
			const top = this.top + ((this.bottom - this.top - height) * at) / (rows - 1);
			return Math.max(0, ...this.intervals(top, top + height).map(({ start, end }) => end - start));
		});
		return Math.max(...widths);
	}
}

/** The subpaths of a path, closed, in another space. */
export function polygons(path: Path, map: Matrix): readonly Polygon[] {
	return path.map(({ start, segments }) => polyline(start, segments).map((point) => apply(map, point)));
}

export function edgesOf(polygon: Polygon): readonly Edge[] {
	return polygon.map((from, at) => ({ from, to: polygon[(at + 1) % polygon.length] ?? from }));
}

/** What of a row lies inside a polygon, by the rule that the canvas fills by: wherever it winds around. */
function crossings(edges: readonly Edge[], row: number): readonly Interval[] {
	const found = edges
		.filter(({ from, to }) => from.y <= row !== to.y <= row)
		.map(({ from, to }) => ({
			x: from.x + ((row - from.y) / (to.y - from.y)) * (to.x - from.x),
			turn: to.y > from.y ? 1 : -1,
		}))
		.sort((a, b) => a.x - b.x);
	const intervals: Interval[] = [];
	let winding = 0;
	let start = 0;
	for (const { x, turn } of found) {
		if (winding === 0) start = x;
		winding += turn;
		if (winding === 0 && x > start) intervals.push({ start, end: x });
	}
	return intervals;
}

function intersect(a: readonly Interval[], b: readonly Interval[]): readonly Interval[] {
	const result: Interval[] = [];
	let [left, right] = [0, 0];
	while (left < a.length && right < b.length) {
		const [first, second] = [a[left], b[right]];
		if (!first || !second) break;
		const start = Math.max(first.start, second.start);
		const end = Math.min(first.end, second.end);
		if (end > start) result.push({ start, end });
		if (first.end < second.end) left++;
		else right++;
	}
	return result;
}

function subtract(whole: readonly Interval[], holes: readonly Interval[]): readonly Interval[] {
	if (holes.length === 0) return whole;
	const edges = [Number.NEGATIVE_INFINITY, ...holes.flatMap(({ start, end }) => [start, end])];
	const outside: Interval[] = [];
	for (let at = 0; at < edges.length; at += 2) {
		outside.push({ start: edges[at] ?? 0, end: edges[at + 1] ?? Number.POSITIVE_INFINITY });
	}
	return intersect(whole, outside);
}
