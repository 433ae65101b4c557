import type { ColorBalance } from '../../protocol/values.js';
import type { Raster } from './raster.js';
import { luminance } from './raster.js';

// The documentation names these operations but gives no formula; each function is the one definition here.
// All of them change colours only, never alpha.

/** Applies one curve per channel; halves are rounded up, where an array of bytes would make them even. */
function applyCurves({ data }: Raster, curves: readonly [Curve, Curve, Curve]): void {
	for (const [channel, curve] of curves.entries()) {
		const table = Uint8ClampedArray.from({ length: 256 }, (_, value) => Math.round(curve(value)));
		for (let at = channel; at < data.length; at += 4) data[at] = table[data[at] ?? 0] ?? 0;
	}
}

type Curve = (value: number) => number;

/** `op_brightness`: -100 to 100 */
export function brighten(raster: Raster, amount: number): void {
	const curve: Curve = (value) => value + 2.55 * amount;
	applyCurves(raster, [curve, curve, curve]);
}

/** `op_contrast`: -100 to 100; half intensity stays */
export function changeContrast(raster: Raster, amount: number): void {
	const curve: Curve = (value) => 127.5 + (value - 127.5) * (1 + amount / 100);
	applyCurves(raster, [curve, curve, curve]);
}

/** `op_colorbalance`: each -100 to 100 */
export function balanceColors(raster: Raster, { red, green, blue }: ColorBalance): void {
	applyCurves(raster, [
		(value) => value + 2.55 * red,
		(value) => value + 2.55 * green,
		(value) => value + 2.55 * blue,
	]);
}

/** `op_invert` */
export function invert(raster: Raster): void {
	const curve: Curve = (value) => 255 - value;
	applyCurves(raster, [curve, curve, curve]);
}

/** `op_saturation`: -100 leaves grays */
export function saturate({ data }: Raster, amount: number): void {
	const factor = 1 + amount / 100;
	for (let at = 0; at < data.length; at += 4) {
		const gray = luminance(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0);
		for (let channel = at; channel < at + 3; channel++) {
			data[channel] = gray + ((data[channel] ?? 0) - gray) * factor;
		}
	}
}

/** `op_hue`: degrees on the circle of HSL; saturation and lightness stay */
export function turnHue({ data }: Raster, degrees: number): void {
	const turn = ((degrees / 60) % 6) + 6;
	for (let at = 0; at < data.length; at += 4) {
		const red = data[at] ?? 0;
		const green = data[at + 1] ?? 0;
		const blue = data[at + 2] ?? 0;
		const greatest = Math.max(red, green, blue);
		const chroma = greatest - Math.min(red, green, blue);
		if (chroma === 0) continue;
		const hue = hueOf(red, green, blue, greatest, chroma) + turn;
		data[at] = greatest - chroma * lack(hue + 5);
		data[at + 1] = greatest - chroma * lack(hue + 3);
		data[at + 2] = greatest - chroma * lack(hue + 1);
	}
}

/**
 * The share of the chroma that a channel has less than the greatest one.
 * @param distance from the channel's complement, on the circle of six
 */
function lack(distance: number): number {
	const place = distance % 6;
	return Math.max(0, Math.min(place, 4 - place, 1));
}

/** 0 to 6: 0 red, 2 green, 4 blue */
function hueOf(red: number, green: number, blue: number, greatest: number, chroma: number): number {
	if (greatest === red) return ((green - blue) / chroma + 6) % 6;
	if (greatest === green) return (blue - red) / chroma + 2;
	return (red - green) / chroma + 4;
}
