import type { Palette } from '../../../protocol/values.js';
import type { Raster } from '../../pixels/raster.js';
import type { Steps } from '../../pixels/steps.js';
import { quantize } from './quantize.js';
import { distinct, type Rgb } from './rgb.js';
import { weightedColors } from './weighted-colors.js';

/** What counts without `quantize=` (`r-is-http-quantize.md`). */
export const DEFAULT_PALETTE: Palette = { type: 'adaptive', dither: true, colors: 256, forced: [] };

/**
 * The colours of a picture, at least 2.
 * @param maxColors how many the format has room for
 */
export function* paletteColors(raster: Raster, palette: Palette, maxColors: number): Steps<readonly Rgb[]> {
	switch (palette.type) {
		case 'web':
			return webColors();
		case 'mac':
			return macColors();
		case 'adaptive':
			return yield* adaptiveColors(raster, palette, Math.min(palette.colors, maxColors));
	}
}

/** 216 colours, steps of 51; the documentation names no other contents. */
function webColors(): Rgb[] {
	const steps = [0, 51, 102, 153, 204, 255];
	return steps.flatMap((red) => steps.flatMap((green) => steps.map((blue): Rgb => [red, green, blue])));
}

/** The system palette of the Macintosh: the web colours, and ramps of red, green, blue and gray between them. */
function macColors(): Rgb[] {
	const ramp = [238, 221, 187, 170, 136, 119, 85, 68, 34, 17];
	const ramps = [[1, 0, 0] as const, [0, 1, 0] as const, [0, 0, 1] as const, [1, 1, 1] as const];
	return [
		...webColors(),
		...ramps.flatMap(([red, green, blue]) =>
			ramp.map((value): Rgb => [value * red, value * green, value * blue]),
		),
	];
}

/**
 * The colours that were asked for, then those that suit the picture best: all of its own, if it has no more of
 * them, e.g. an error image.
 */
function* adaptiveColors(raster: Raster, { forced }: Palette, count: number): Steps<Rgb[]> {
	const wanted = distinct(forced.map(({ red, green, blue }): Rgb => [red, green, blue])).slice(0, count);
	const free = count - wanted.length;
	if (free === 0) return wanted;
	const colors = distinct([...wanted, ...(yield* quantize(yield* weightedColors(raster), free))]);
	while (colors.length < 2) colors.push([0, 0, 0]);
	return colors;
}
