import type { Colorize } from '../../protocol/values.js';
import { bySlices } from './by-slices.js';
import type { Raster } from './raster.js';
import { luminance } from './raster.js';
import type { Steps } from './steps.js';

/** How light the visible pixels of a whole picture are, 0 to 1. */
export interface Tone {
	readonly median: number;
	/** from the darkest to the lightest */
	readonly range: number;
}

/**
 * `op_colorize` (`r-op-colorize.md`): recolours by luminance. Black stays black, white stays white, a
 * pixel of half intensity becomes the colour itself.
 * @param whole of the picture that the raster is a part of; undefined: the raster is the whole
 */
export function* colorize(
	raster: Raster,
	{ color, normalize, contrast }: Colorize,
	whole: Tone | undefined,
): Steps {
	const normalization = normalize ? normalized(whole ?? (yield* toneOf(raster)), contrast) : UNCHANGED;
	const curves = [color.red, color.green, color.blue].map((component) =>
		Uint8ClampedArray.from({ length: LEVELS }, (_, at) =>
			shade(component, 2 * Math.min(1, Math.max(0, normalization(at / (LEVELS - 1))))),
		),
	);
	yield* bySlices(raster, ({ data }) => {
		for (let at = 0; at < data.length; at += 4) {
			const gray = luminance(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0);
			const level = Math.round((gray * (LEVELS - 1)) / 255);
			data[at] = curves[0]?.[level] ?? 0;
			data[at + 1] = curves[1]?.[level] ?? 0;
			data[at + 2] = curves[2]?.[level] ?? 0;
		}
	});
}

/** Luminances that are told apart: more than bytes, so that nothing is lost by rounding. */
const LEVELS = 2041;

const UNCHANGED = (gray: number) => gray;

/** @param level 0 black, 1 the colour, 2 white */
function shade(component: number, level: number): number {
	return level <= 1 ? component * level : component + (255 - component) * (level - 1);
}

/** Brings the median to half intensity, and the range to `contrast` percent. */
function normalized({ median, range }: Tone, contrast: number): (gray: number) => number {
	const factor = contrast > 0 && range > 0 ? contrast / 100 / range : 1;
	return (gray) => 0.5 + (gray - median) * factor;
}

export function* toneOf(raster: Raster): Steps<Tone> {
	const counts = new Uint32Array(256);
	let visible = 0;
	yield* bySlices(raster, ({ data }) => {
		for (let at = 0; at < data.length; at += 4) {
			if (data[at + 3] === 0) continue;
			const gray = Math.round(luminance(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0));
			counts[gray] = (counts[gray] ?? 0) + 1;
			visible++;
		}
	});
	if (visible === 0) return { median: 0.5, range: 0 };
	let seen = 0;
	const median = counts.findIndex((count) => {
		seen += count;
		return 2 * seen >= visible;
	});
	const range = counts.findLastIndex((count) => count > 0) - counts.findIndex((count) => count > 0);
	return { median: median / 255, range: range / 255 };
}
