import type { Perspective, Point } from '../../protocol/values.js';
import type { Homography, Quad } from './quad.js';
import { edgeDistances, orientation, toUnitSquare } from './quad.js';
import { randomAt } from './random.js';
import type { Raster } from './raster.js';
import type { Steps } from './steps.js';

/** Side of the squares that are looked at as a whole: all inside, all outside, or on an edge. */
const TILE = 16;
/**
 * Samples a pixel and direction: on edges for smooth ones, and at most where the picture shrinks. Each looks
 * at four pixels of the source, so that none is left out where it shrinks to an eighth.
 */
const EDGE_SAMPLES = 4;
const MOST_SAMPLES = 4;

/** A picture of which a part is at hand: all that will be looked at. */
export interface PartialPicture {
	readonly part: Raster;
	/** where the part begins */
	readonly x: number;
	readonly y: number;
	/** of the whole */
	readonly width: number;
	readonly height: number;
}

/**
 * Draws a picture in perspective: every pixel of the target is looked up in the source, so that there are no
 * seams, and edges are as opaque as the part of the pixel that they cover.
 * @param target empty
 * @param quad where the source's corners go, in pixels of the target; if it is not convex nothing is drawn
 * @param options `r-perspective.md`: nearest takes one sample a pixel, bilinear one between pixels,
 * supersampling as many as the shrinking asks for, moved by up to `jitter` percent of their distance
 * @param start where the target begins in what it may be a part of: parts then join to the whole
 */
export function* project(
	source: PartialPicture,
	target: Raster,
	quad: Quad,
	options: Pick<Perspective, 'sampling' | 'jitter'>,
	start: Point = { x: 0, y: 0 },
): Steps {
	const sign = orientation(quad);
	if (sign === 0) return;
	const sampler = new Sampler(source, target, toPart(toUnitSquare(quad), source), options, start);
	for (let row = Math.floor(start.y / TILE) * TILE; row < start.y + target.height; row += TILE) {
		for (let column = Math.floor(start.x / TILE) * TILE; column < start.x + target.width; column += TILE) {
			yield;
			const [left, top] = [column - start.x, row - start.y];
			const [right, bottom] = [left + TILE, top + TILE];
			const corners = [
				{ x: left, y: top },
				{ x: right, y: top },
				{ x: right, y: bottom },
				{ x: left, y: bottom },
			];
			const distances = corners.map((corner) => edgeDistances(quad, sign, corner));
			const outside = quad.some((_, edge) => distances.every((distance) => (distance[edge] ?? 0) <= 0));
			if (outside) continue;
			const inside = distances.every((distance) => distance.every((value) => value >= 0));
			sampler.fill(
				Math.max(left, 0),
				Math.max(top, 0),
				Math.min(right, target.width),
				Math.min(bottom, target.height),
				sampler.samples(inside, corners),
			);
		}
	}
}

function toPart(
	[a, b, c, d, e, f, g, h, i]: Homography,
	{ x, y, width, height }: PartialPicture,
): Homography {
	return [
		a * width - g * x,
		b * width - h * x,
		c * width - i * x,
		d * height - g * y,
		e * height - h * y,
		f * height - i * y,
		g,
		h,
		i,
	];
}

class Sampler {
	/** of the pixel that is being made: premultiplied sums */
	private red = 0;
	private green = 0;
	private blue = 0;
	private alpha = 0;

	// Taken out once: the members of an engine's ImageData are slow to ask, for every pixel.
	private readonly source: Raster;
	private readonly target: Raster;
	/** edges of the whole picture, in pixels of the part */
	private readonly edges: readonly [left: number, top: number, right: number, bottom: number];

	constructor(
		{ part: { data, width, height }, ...whole }: PartialPicture,
		target: Raster,
		private readonly map: Homography,
		private readonly options: Pick<Perspective, 'sampling' | 'jitter'>,
		private readonly start: Point,
	) {
		this.source = { data, width, height };
		this.edges = [-whole.x, -whole.y, whole.width - whole.x, whole.height - whole.y];
		this.target = { data: target.data, width: target.width, height: target.height };
	}

	fill(left: number, top: number, right: number, bottom: number, count: number): void {
		for (let y = top; y < bottom; y++) {
			for (let x = left; x < right; x++) this.fillPixel(x, y, count);
		}
	}

	/** Samples a pixel and direction. */
	samples(inside: boolean, corners: readonly Point[]): number {
		const { sampling, jitter } = this.options;
		if (sampling === 'nearest') return 1;
		const least = !inside ? EDGE_SAMPLES : jitter ? 2 : 1;
		if (sampling === 'bilinear') return least;
		const shrinking = Math.max(...corners.map((corner) => this.shrinking(corner)));
		return Math.min(MOST_SAMPLES, Math.max(least, Math.ceil(shrinking - 0.25)));
	}

	/** Source pixels per target pixel. */
	private shrinking({ x, y }: Point): number {
		const [here, right, below] = [this.lookUp(x, y), this.lookUp(x + 1, y), this.lookUp(x, y + 1)];
		if (!here || !right || !below) return 1;
		return Math.max(
			Math.hypot(right.x - here.x, right.y - here.y),
			Math.hypot(below.x - here.x, below.y - here.y),
		);
	}

	private lookUp(x: number, y: number): Point | undefined {
		const [a, b, c, d, e, f, g, h, i] = this.map;
		const divisor = g * x + h * y + i;
		return divisor > 0 ? { x: (a * x + b * y + c) / divisor, y: (d * x + e * y + f) / divisor } : undefined;
	}

	private fillPixel(x: number, y: number, count: number): void {
		const [a, b, c, d, e, f, g, h, i] = this.map;
		const [left, top, right, bottom] = this.edges;
		const { sampling, jitter = 0 } = this.options;
		const shift = jitter / 100 / count;
		const at = 4 * (y * this.target.width + x);
		const seed = Math.imul(this.start.y + y, 0x10001) + this.start.x + x;
		this.red = this.green = this.blue = this.alpha = 0;
		for (let sample = 0; sample < count * count; sample++) {
			let px = x + ((sample % count) + 0.5) / count;
			let py = y + (Math.floor(sample / count) + 0.5) / count;
			if (shift > 0) {
				px += (randomAt(2 * (seed * 16 + sample)) - 0.5) * shift;
				py += (randomAt(2 * (seed * 16 + sample) + 1) - 0.5) * shift;
			}
			const divisor = g * px + h * py + i;
			const u = (a * px + b * py + c) / divisor;
			const v = (d * px + e * py + f) / divisor;
			if (!(divisor > 0 && u >= left && v >= top && u <= right && v <= bottom)) continue;
			if (sampling === 'nearest') this.add(Math.floor(u), Math.floor(v), 1);
			else this.addBetween(u - 0.5, v - 0.5);
		}
		const { data } = this.target;
		if (this.alpha === 0) return;
		data[at] = this.red / this.alpha;
		data[at + 1] = this.green / this.alpha;
		data[at + 2] = this.blue / this.alpha;
		data[at + 3] = this.alpha / (count * count);
	}

	/** The four pixels around a point, by their nearness. */
	private addBetween(u: number, v: number): void {
		const { data, width, height } = this.source;
		const column = Math.floor(u);
		const row = Math.floor(v);
		const x = u - column;
		const y = v - row;
		if (column < 0 || row < 0 || column + 1 >= width || row + 1 >= height) {
			this.add(column, row, (1 - x) * (1 - y));
			this.add(column + 1, row, x * (1 - y));
			this.add(column, row + 1, (1 - x) * y);
			this.add(column + 1, row + 1, x * y);
			return;
		}
		// what nearly all samples come to, so it is written out
		const at = 4 * (row * width + column);
		const below = at + 4 * width;
		const a = (1 - x) * (1 - y) * (data[at + 3] ?? 0);
		const b = x * (1 - y) * (data[at + 7] ?? 0);
		const c = (1 - x) * y * (data[below + 3] ?? 0);
		const d = x * y * (data[below + 7] ?? 0);
		this.alpha += a + b + c + d;
		this.red += blend(data, at, below, a, b, c, d);
		this.green += blend(data, at + 1, below + 1, a, b, c, d);
		this.blue += blend(data, at + 2, below + 2, a, b, c, d);
	}

	/** A pixel of the source; beyond its edge, the one at the edge. */
	private add(column: number, row: number, weight: number): void {
		const { data, width, height } = this.source;
		const x = column < 0 ? 0 : column >= width ? width - 1 : column;
		const y = row < 0 ? 0 : row >= height ? height - 1 : row;
		const at = 4 * (y * width + x);
		const alpha = weight * (data[at + 3] ?? 0);
		this.red += alpha * (data[at] ?? 0);
		this.green += alpha * (data[at + 1] ?? 0);
		this.blue += alpha * (data[at + 2] ?? 0);
		this.alpha += alpha;
	}
}

/** One channel of a pixel, the one beside it, and the two below. */
function blend(
	data: Uint8ClampedArray,
	at: number,
	below: number,
	a: number,
	b: number,
	c: number,
	d: number,
): number {
	return a * (data[at] ?? 0) + b * (data[at + 4] ?? 0) + c * (data[below] ?? 0) + d * (data[below + 4] ?? 0);
}
