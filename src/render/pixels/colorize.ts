import type { Colorize } from '../../protocol/values.js';
import type { Raster } from './raster.js';
import { luminance } from './raster.js';

/**
 * `op_colorize` (`r-op-colorize.md`): recolours by luminance. Black stays black, white stays white, a
 * pixel of half intensity becomes the colour itself.
 */
export function colorize(raster: Raster, { color, normalize, contrast }: Colorize): void {
	const { data } = raster;
	const tone = normalize ? normalization(raster, contrast) : (value: number) => value;
	const { red, green, blue } = color;
	for (let at = 0; at < data.length; at += 4) {
		const gray = luminance(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0) / 255;
		const level = 2 * Math.min(1, Math.max(0, tone(gray)));
		data[at] = shade(red, level);
		data[at + 1] = shade(green, level);
		data[at + 2] = shade(blue, level);
	}
}

/** @param level 0 black, 1 the colour, 2 white */
function shade(component: number, level: number): number {
	return level <= 1 ? component * level : component + (255 - component) * (level - 1);
}

/** Brings the median of the visible pixels to half intensity, and the range to `contrast` percent. */
function normalization({ data }: Raster, contrast: number): (gray: number) => number {
	const counts = new Uint32Array(256);
	let visible = 0;
	for (let at = 0; at < data.length; at += 4) {
		if (data[at + 3] === 0) continue;
		const gray = Math.round(luminance(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0));
		counts[gray] = (counts[gray] ?? 0) + 1;
		visible++;
	}
	let seen = 0;
	const median = counts.findIndex((count) => {
		seen += count;
		return 2 * seen >= visible;
	});
	const range = counts.findLastIndex((count) => count > 0) - counts.findIndex((count) => count > 0);
	const factor = contrast > 0 && range > 0 ? (contrast / 100) * (255 / range) : 1;
	return (gray) => 0.5 + (gray - median / 255) * factor;
}
