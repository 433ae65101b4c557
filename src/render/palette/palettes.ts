import type { Palette } from '../../protocol/values.js';
import type { Raster } from '../pixels/raster.js';
import { gifLibrary } from './gif-library.js';

export type Rgb = readonly [red: number, green: number, blue: number];

/** What counts without `quantize=` (`r-is-http-quantize.md`). */
export const DEFAULT_PALETTE: Palette = { type: 'adaptive', dither: true, colors: 256, forced: [] };

/**
 * The colours of a picture, at least 2.
 * @param maxColors how many the format has room for
 */
export function paletteColors(raster: Raster, palette: Palette, maxColors: number): readonly Rgb[] {
	switch (palette.type) {
		case 'web':
			return webColors();
		case 'mac':
			return macColors();
		case 'adaptive':
			return adaptiveColors(raster, palette, Math.min(palette.colors, maxColors));
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

/** The colours that were asked for, then those that suit the picture best. */
function adaptiveColors(raster: Raster, { forced }: Palette, count: number): Rgb[] {
	const wanted = distinct(forced.map(({ red, green, blue }): Rgb => [red, green, blue])).slice(0, count);
	const free = count - wanted.length;
	if (free === 0) return wanted;
	const found = fewColors(raster, free) ?? gifLibrary().quantize(opaquePixels(raster), free);
	const colors = distinct([...wanted, ...found.map(([red, green, blue]): Rgb => [red, green, blue])]);
	while (colors.length < 2) colors.push([0, 0, 0]);
	return colors;
}

/** All colours of a picture that has no more of them than that, e.g. an error image. */
function fewColors({ data }: Raster, most: number): Rgb[] | undefined {
	const colors = new Map<number, Rgb>();
	for (let at = 0; at < data.length; at += 4) {
		if ((data[at + 3] ?? 0) < OPAQUE_FROM) continue;
		const color: Rgb = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
		const key = colorKey(...color);
		if (colors.has(key)) continue;
		if (colors.size === most) return undefined;
		colors.set(key, color);
	}
	return [...colors.values()];
}

/** Alpha below this is the key colour of formats with 1 bit of alpha; the documentation gives no threshold. */
export const OPAQUE_FROM = 128;

/** What is transparent has no say in the palette. */
function opaquePixels({ data }: Raster): Uint8ClampedArray {
	const kept = new Uint8ClampedArray(data.length);
	let end = 0;
	for (let at = 0; at < data.length; at += 4) {
		if ((data[at + 3] ?? 0) < OPAQUE_FROM) continue;
		kept.set(data.subarray(at, at + 4), end);
		end += 4;
	}
	// a copy: the library reads the whole buffer
	return end > 0 ? kept.slice(0, end) : new Uint8ClampedArray([0, 0, 0, 255]);
}

function distinct(colors: readonly Rgb[]): Rgb[] {
	return [...new Map(colors.map((color) => [colorKey(...color), color])).values()];
}

export function colorKey(red: number, green: number, blue: number): number {
	return (red << 16) | (green << 8) | blue;
}
