import type { Raster } from '../../pixels/raster.js';
import { isPause, type Steps } from '../../pixels/steps.js';
import { OPAQUE_FROM } from './rgb.js';

/** Colours, and how often each occurs. */
export interface WeightedColors {
	readonly red: Float32Array;
	readonly green: Float32Array;
	readonly blue: Float32Array;
	readonly weight: Float32Array;
}

/** Colours that are told apart, at most. */
const MOST_EXACT = 16_384;
/** Of the table of exact colours, which is never more than half full. */
const SLOT_BITS = 15;

/**
 * The colours of a picture: each of them, or if there are very many the mean of those that share their first
 * five bits per channel, so that what is done with them is bounded. What is transparent has no say.
 */
export function* weightedColors(raster: Raster): Steps<WeightedColors> {
	return (yield* exactColors(raster)) ?? (yield* alikeColors(raster));
}

function* exactColors({ data, width, height }: Raster): Steps<WeightedColors | undefined> {
	// 0 is a free slot, else the colour and 1
	const keys = new Uint32Array(1 << SLOT_BITS);
	const counts = new Uint32Array(1 << SLOT_BITS);
	let found = 0;
	let slot = 0;
	for (let y = 0; y < height; y++) {
		if (isPause(y, width)) yield;
		for (let at = 4 * y * width; at < 4 * (y + 1) * width; at += 4) {
			if ((data[at + 3] ?? 0) < OPAQUE_FROM) continue;
			const key = 1 + (((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0));
			if (keys[slot] !== key) {
				slot = Math.imul(key, 0x9e3779b1) >>> (32 - SLOT_BITS);
				while (keys[slot] !== key && keys[slot] !== 0) slot = (slot + 1) % keys.length;
				if (keys[slot] === 0) {
					if (found++ === MOST_EXACT) return undefined;
					keys[slot] = key;
				}
			}
			counts[slot] = (counts[slot] ?? 0) + 1;
		}
	}
	const slots = occupied(counts);
	const channel = (shift: number) =>
		Float32Array.from(slots, (used) => (((keys[used] ?? 0) - 1) >> shift) & 255);
	const weight = Float32Array.from(slots, (used) => counts[used] ?? 0);
	return { red: channel(16), green: channel(8), blue: channel(0), weight };
}

function* alikeColors({ data, width, height }: Raster): Steps<WeightedColors> {
	const sums = [0, 1, 2].map(() => new Float64Array(1 << 15));
	const [reds = EMPTY, greens = EMPTY, blues = EMPTY] = sums;
	const counts = new Uint32Array(1 << 15);
	for (let y = 0; y < height; y++) {
		if (isPause(y, width)) yield;
		for (let at = 4 * y * width; at < 4 * (y + 1) * width; at += 4) {
			if ((data[at + 3] ?? 0) < OPAQUE_FROM) continue;
			const red = data[at] ?? 0;
			const green = data[at + 1] ?? 0;
			const blue = data[at + 2] ?? 0;
			const bin = ((red >> 3) << 10) | ((green >> 3) << 5) | (blue >> 3);
			counts[bin] = (counts[bin] ?? 0) + 1;
			reds[bin] = (reds[bin] ?? 0) + red;
			greens[bin] = (greens[bin] ?? 0) + green;
			blues[bin] = (blues[bin] ?? 0) + blue;
		}
	}
	const bins = occupied(counts);
	const means = (sum: Float64Array) => Float32Array.from(bins, (bin) => (sum[bin] ?? 0) / (counts[bin] ?? 1));
	const weight = Float32Array.from(bins, (bin) => counts[bin] ?? 0);
	return { red: means(reds), green: means(greens), blue: means(blues), weight };
}

const EMPTY = new Float64Array();

/** Numbers of those that count more than nothing. */
function occupied(counts: Uint32Array): number[] {
	const numbers: number[] = [];
	for (const [at, count] of counts.entries()) if (count > 0) numbers.push(at);
	return numbers;
}
