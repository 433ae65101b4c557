import type { Plane } from './raster.js';
import { filterReduced } from './reduce.js';

/** Standard deviation per pixel of a documented radius, which names no measure. */
export const SIGMA_PER_RADIUS = 0.5;

/** Up to here a Gaussian is computed by its kernel, beyond by three boxes, at a cost that does not grow. */
const KERNEL_LIMIT = 2;

/** From twice this on, a blur works on a smaller plane. */
const EXACT_SIGMA = 4;

/**
 * Gaussian blur.
 * @param sigma pixels
 * @param outside what lies around the plane: a value from 0 to 255, or its edge continued
 */
export function blurPlane(plane: Plane, sigma: number, outside: number | 'edge' = 0): Plane {
	if (sigma <= 0) return plane;
	const factor = Math.floor(sigma / EXACT_SIGMA);
	return factor > 1
		? filterReduced(plane, factor, (reduced) => blurExactly(reduced, sigma / factor, outside))
		: blurExactly(plane, sigma, outside);
}

function blurExactly(plane: Plane, sigma: number, outside: number | 'edge'): Plane {
	const pass = sigma <= KERNEL_LIMIT ? kernelPass(sigma) : boxesPass(sigma);
	const rows = transposed(plane, pass, outside);
	return transposed(rows, pass, outside);
}

/** How far a blur reaches, in pixels. */
export function blurReach(sigma: number): number {
	return sigma > 0 ? Math.ceil(3 * sigma) + 1 : 0;
}

/** Filters one line, given what lies before and after it. */
type LinePass = (line: Float32Array, before: number, after: number) => Float32Array;

/** Filters every row and turns rows into columns, so that two calls filter both ways. */
function transposed({ data, width, height }: Plane, pass: LinePass, outside: number | 'edge'): Plane {
	const result = new Uint8ClampedArray(data.length);
	const line = new Float32Array(width);
	for (let y = 0; y < height; y++) {
		line.set(data.subarray(y * width, (y + 1) * width));
		const [before, after] = outside === 'edge' ? [line[0] ?? 0, line[width - 1] ?? 0] : [outside, outside];
		const filtered = pass(line, before, after);
		for (let x = 0; x < width; x++) result[x * height + y] = filtered[x] ?? 0;
	}
	return { data: result, width: height, height: width };
}

function kernelPass(sigma: number): LinePass {
	const reach = Math.ceil(3 * sigma);
	const weights = Array.from({ length: 2 * reach + 1 }, (_, at) =>
		Math.exp(-((at - reach) ** 2) / (2 * sigma ** 2)),
	);
	const total = weights.reduce((sum, weight) => sum + weight, 0);
	return (line, before, after) =>
		line.map((_, x) => {
			let sum = 0;
			for (let at = 0; at < weights.length; at++) {
				const from = x + at - reach;
				sum += (weights[at] ?? 0) * (line[from] ?? (from < 0 ? before : after));
			}
			return sum / total;
		});
}

/** Three boxes whose variances add up to that of the Gaussian. */
function boxesPass(sigma: number): LinePass {
	const ideal = Math.sqrt(4 * sigma ** 2 + 1);
	const low = 2 * Math.floor((ideal - 1) / 2) + 1;
	const lowCount = Math.round((12 * sigma ** 2 - 3 * low ** 2 - 12 * low - 9) / (-4 * low - 4));
	const widths = [0, 1, 2].map((index) => (index < lowCount ? low : low + 2));
	return (line, before, after) =>
		widths.reduce((result, width) => boxLine(result, (width - 1) / 2, before, after), line);
}

function boxLine(line: Float32Array, reach: number, before: number, after: number): Float32Array {
	const width = 2 * reach + 1;
	const result = new Float32Array(line.length);
	let sum = before * (reach + 1);
	for (let at = 0; at < reach; at++) sum += line[at] ?? after;
	for (let x = 0; x < line.length; x++) {
		sum += line[x + reach] ?? after;
		sum -= line[x - reach - 1] ?? before;
		result[x] = sum / width;
	}
	return result;
}
