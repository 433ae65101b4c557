import type { Color } from '../values.js';
import type { ValueType } from './value-type.js';

/**
 * Colours (`r-is-http-color.md`). Decimal gray and CMYK components are percentages, decimal RGB ones
 * go from 0 to 255, hexadecimal ones from 00 to FF. Type letter and `s` may follow, in any case.
 */
export function readColor(text: string): Color | undefined {
	const [, body = '', letter = '', source = ''] = /^(.{0,60}?)([grk]?)(s?)$/i.exec(text) ?? [];
	const type = letter.toLowerCase();
	const sourceSpace = source !== '';
	const decimal = body.includes(',') || type === 'g' ? !/^0x/i.test(body) : /^\d{1,3}$/.test(body);
	const color = decimal ? readDecimal(body, type) : readHex(body, type);
	return color && { ...color, sourceSpace };
}

type SpacelessColor = Omit<Color, 'sourceSpace'>;

function readDecimal(body: string, type: string): SpacelessColor | undefined {
	const texts = body.split(',');
	if (!texts.every((part) => /^\d{1,3}$/.test(part))) return undefined;
	const values = texts.map(Number);
	const [a = 0, b = 0, c = 0, d = 0] = values;
	if (type === 'k') return between(values, 4, 5, 100) && cmyk(a, b, c, d, (values[4] ?? 100) / 100);
	if (values.length <= 2 && type !== 'r') {
		return between(values, 1, 2, 100) && gray((255 * a) / 100, (values[1] ?? 100) / 100);
	}
	if (type === 'g') return undefined;
	return between(values, 3, 4, 255) && rgb(a, b, c, (values[3] ?? 255) / 255);
}

function readHex(body: string, type: string): SpacelessColor | undefined {
	const [, prefix = '', digits = ''] = /^(0x)?((?:[0-9a-f]{2}){1,5})$/i.exec(body) ?? [];
	const bytes = (digits.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
	const [a = 0, b = 0, c = 0, d = 0] = bytes;
	// the documentation's examples take a CMYK byte as the percentage itself: 38393A3bK is 56-57-58-59 %
	const percent = (byte: number) => Math.min(100, byte);
	if (type === 'k') {
		return (
			between(bytes, 4, 5, 255) &&
			cmyk(percent(a), percent(b), percent(c), percent(d), percent(bytes[4] ?? 100) / 100)
		);
	}
	if (prefix !== '' && bytes.length <= 2 && type !== 'r') {
		return between(bytes, 1, 2, 255) && gray(a, (bytes[1] ?? 255) / 255);
	}
	if (type === 'g') return undefined;
	return between(bytes, 3, 4, 255) && rgb(a, b, c, (bytes[3] ?? 255) / 255);
}

/** True, or undefined so that `&&` hands on "no such colour". */
function between(values: readonly number[], least: number, most: number, max: number): true | undefined {
	const fits = values.length >= least && values.length <= most && values.every((value) => value <= max);
	return fits || undefined;
}

function rgb(red: number, green: number, blue: number, alpha: number): SpacelessColor {
	return { red, green, blue, alpha, type: 'rgb' };
}

function gray(value: number, alpha: number): SpacelessColor {
	const level = Math.round(value);
	return { red: level, green: level, blue: level, alpha, type: 'gray' };
}

function cmyk(cyan: number, magenta: number, yellow: number, black: number, alpha: number): SpacelessColor {
	const channel = (ink: number) => Math.round((255 * (100 - ink) * (100 - black)) / 10_000);
	return {
		red: channel(cyan),
		green: channel(magenta),
		blue: channel(yellow),
		alpha,
		type: 'cmyk',
		cmyk: [cyan, magenta, yellow, black],
	};
}

const hex = (value: number) => Math.round(value).toString(16).padStart(2, '0');
const isWhole = (value: number) => Math.abs(value - Math.round(value)) < 1e-9;

/** Writes a colour so that it is read back equal. */
export function writeColor(color: Color): string {
	const suffix = color.sourceSpace ? 's' : '';
	const percentAlpha = color.alpha === 1 ? '' : `,${Math.round(color.alpha * 100)}`;
	if (color.type === 'cmyk' && color.cmyk) return `${color.cmyk.join(',')}${percentAlpha}k${suffix}`;
	const byteAlpha = color.alpha === 1 ? '' : hex(color.alpha * 255);
	if (color.type !== 'gray') {
		return `${hex(color.red)}${hex(color.green)}${hex(color.blue)}${byteAlpha}${suffix}`;
	}
	const percent = Math.round(color.red / 2.55);
	const asPercent = isWhole(color.alpha * 100) && Math.round((255 * percent) / 100) === color.red;
	return asPercent ? `${percent}${percentAlpha}${suffix}` : `0x${hex(color.red)}${byteAlpha}${suffix}`;
}

/** Any colour. */
export const color: ValueType<Color> = {
	form: 'a colour such as ffffff, 0xffffff80, 255,128,0 or 0,0,0,100k',
	read: readColor,
	write: writeColor,
};

/** `op_colorize=` takes no gray and no CMYK. */
export const rgbColor: ValueType<Color> = {
	form: 'an RGB colour such as ffffff or 255,128,0',
	read(text) {
		const value = readColor(text);
		return value?.type === 'rgb' ? value : undefined;
	},
	write: writeColor,
};
