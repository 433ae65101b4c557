import type { Path, Point } from '../../protocol/values.js';
import { polyline } from '../canvas/paths.js';
import type { Matrix } from '../geometry/matrix.js';
import { apply } from '../geometry/matrix.js';

/** A stretch of a row, from left to right. */
export interface Interval {
	readonly start: number;
	readonly end: number;
}

const EVERYWHERE: Interval = { start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY };

type Polygon = readonly Point[];

interface Side {
	readonly from: Point;
	readonly to: Point;
}

/** The sides of polygons. */
export interface Outline {
	readonly sides: readonly Side[];
	/** of all sides together */
	readonly height: number;
}

/** Rows at which a line's band is looked at. */
const SAMPLES = 8;
/** Bands of which the widest room is taken. */
const WIDEST_BANDS = 32;
/** Rows that are tried in one shape, at most: a shape may be huge, and too narrow everywhere. */
export const MOST_ROWS = 2000;

/** What it takes, as touched pixels: a row, to look at a side for it, and to cross that at all samples. */
const COSTS = { row: 1000, side: 0.5, crossing: 100 };

/** A region that text fills, line by line, less what is left free in it. */
export class FlowShape {
	readonly top: number;
	readonly bottom: number;
	private readonly outline: Outline;

	/** @param holes thousands of shapes may share them */
	constructor(
		polygon: Polygon,
		private readonly holes: Outline,
	) {
		this.outline = outlineOf([polygon]);
		const rows = polygon.map(({ y }) => y);
		this.top = rows.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
		this.bottom = rows.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
	}

	/** Where a line between two rows has room over its whole height, from left to right. */
	intervals(top: number, bottom: number): readonly Interval[] {
		const touching = ({ from, to }: Side) =>
			Math.max(from.y, to.y) >= top && Math.min(from.y, to.y) <= bottom;
		const sides = this.outline.sides.filter(touching);
		const holes = this.holes.sides.filter(touching);
		const inset = (bottom - top) * 1e-3;
		let free: readonly Interval[] = [EVERYWHERE];
		for (let at = 0; at < SAMPLES && free.length > 0; at++) {
			const row = top + inset + ((bottom - top - 2 * inset) * at) / (SAMPLES - 1);
			free = intersect(free, subtract(crossings(sides, row), crossings(holes, row)));
		}
		return free;
	}

	/** The widest room that a line of that height may find. */
	widest(height: number): number {
		let widest = 0;
		for (let at = 0; at < WIDEST_BANDS; at++) {
			const top = this.top + ((this.bottom - this.top - height) * at) / (WIDEST_BANDS - 1);
			for (const { start, end } of this.intervals(top, top + height)) widest = Math.max(widest, end - start);
		}
		return widest;
	}

	/** How far below a row without room the next one is tried. */
	emptyPitch(pitch: number): number {
		return Math.max(1, pitch / 8, (this.bottom - this.top) / MOST_ROWS);
	}

	/**
	 * The work of going through all rows once, at most.
	 * @param band height of the lowest line
	 * @param pitch the smallest
	 */
	work(band: number, pitch: number): number {
		const height = this.bottom - this.top;
		if (band > height + 0.5) return 0;
		const rows = WIDEST_BANDS + Math.min(MOST_ROWS, height / pitch + height / this.emptyPitch(pitch));
		const sides = this.outline.sides.length + this.holes.sides.length;
		const inBands = this.outline.height + this.holes.height + sides * band;
		return (
			rows * (COSTS.row + COSTS.side * sides) +
			COSTS.crossing * (sides + (rows * inBands) / Math.max(1, height))
		);
	}
}

/** The subpaths of a path, closed, in another space. */
export function polygons(path: Path, map: Matrix): readonly Polygon[] {
	return path.map(({ start, segments }) => polyline(start, segments).map((point) => apply(map, point)));
}

export function outlineOf(polygons: readonly Polygon[]): Outline {
	const sides = polygons.flatMap((polygon) =>
		polygon.map((from, at) => ({ from, to: polygon[(at + 1) % polygon.length] ?? from })),
	);
	return { sides, height: sides.reduce((sum, { from, to }) => sum + Math.abs(to.y - from.y), 0) };
}

/** What of a row lies inside a polygon, by the rule that the canvas fills by: wherever it winds around. */
function crossings(sides: readonly Side[], row: number): readonly Interval[] {
	const found: { readonly x: number; readonly turn: number }[] = [];
	for (const { from, to } of sides) {
		if (from.y <= row === to.y <= row) continue;
		const x = from.x + ((row - from.y) / (to.y - from.y)) * (to.x - from.x);
		found.push({ x, turn: to.y > from.y ? 1 : -1 });
	}
	found.sort((a, b) => a.x - b.x);
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
