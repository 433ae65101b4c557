import type { ColorBalance, Colorize, Noise, Opacity, UnsharpMask } from '../values.js';
import { rgbColor, writeColor } from './color.js';
import { clamp, flag, readInteger, readNumber, readNumbers } from './numbers.js';
import type { ValueType } from './value-type.js';
import { findWord } from './words.js';

/** `opacity[,fillOpacity]` in percent (`r-opac.md`) */
export const opacity: ValueType<Opacity> = {
	form: 'an integer from 0 to 100, optionally followed by a second one',
	read(text, warn) {
		const values = readNumbers(text, text.includes(',') ? 2 : 1, readInteger);
		if (!values) return undefined;
		const [value = 100, fill = 100] = values.map((percent) => clamp(percent, 0, 100, warn));
		return { opacity: value, fill };
	},
	write: (value) => (value.fill === 100 ? String(value.opacity) : `${value.opacity},${value.fill}`),
};

/** `red,green,blue`, each -100 to 100 */
export const colorBalance: ValueType<ColorBalance> = {
	form: 'red,green,blue, each an integer from -100 to 100',
	read(text, warn) {
		const values = readNumbers(text, 3, readInteger);
		if (!values) return undefined;
		const [red = 0, green = 0, blue = 0] = values.map((value) => clamp(value, -100, 100, warn));
		return { red, green, blue };
	},
	write: ({ red, green, blue }) => [red, green, blue].join(','),
};

/**
 * `color[,off|norm[,contrast]]` (`r-op-colorize.md`). The colour may hold commas itself, so it ends
 * at the first keyword.
 */
export const colorize: ValueType<Colorize> = {
	form: 'an RGB colour, optionally with ,off or ,norm and a contrast from 0 to 100',
	read(text, warn) {
		const [, colorText = '', modeText = 'norm', contrastText] =
			/^(.{0,60}?)(?:,(off|norm)(?:,([^,]*))?)?$/i.exec(text) ?? [];
		const color = rgbColor.read(colorText, warn);
		const contrast = contrastText === undefined ? 0 : readNumber(contrastText);
		if (!color || contrast === undefined) return undefined;
		const normalize = modeText.toLowerCase() === 'norm';
		return { color, normalize, contrast: normalize ? clamp(contrast, 0, 100, warn) : 0 };
	},
	write: ({ color, normalize, contrast }) =>
		writeColor(color) + (normalize ? (contrast === 0 ? '' : `,norm,${contrast}`) : ',off'),
};

const DISTRIBUTIONS = ['uniform', 'gaussian'] as const;

/** `amount[,uniform|gaussian[,monochrome]]` */
export const noise: ValueType<Noise> = {
	form: 'an integer from 0 to 100, optionally with ,uniform or ,gaussian and ,0 or ,1',
	read(text, warn) {
		const [amountText = '', distributionText, monochromeText, ...rest] = text.split(',', 4);
		const amount = readInteger(amountText);
		const distribution = distributionText ? findWord(DISTRIBUTIONS, distributionText) : 'uniform';
		const monochrome = monochromeText ? flag.read(monochromeText, warn) : false;
		if (amount === undefined || !distribution || monochrome === undefined || rest.length > 0)
			return undefined;
		return { amount: clamp(amount, 0, 100, warn), distribution, monochrome };
	},
	write: ({ amount, distribution, monochrome }) => `${amount},${distribution},${flag.write(monochrome)}`,
};

/** `amount[,radius[,threshold[,monochrome]]]`; what is left out is 0 */
export const unsharpMask: ValueType<UnsharpMask> = {
	form: 'amount 0 to 5[,radius 0 to 250[,threshold 0 to 255[,0|1]]]',
	read(text, warn) {
		const [amountText = '', radiusText = '0', thresholdText = '0', monochromeText = '0', ...rest] =
			text.split(',', 5);
		const amount = readNumber(amountText);
		const radius = readNumber(radiusText);
		const threshold = readInteger(thresholdText);
		const monochrome = flag.read(monochromeText, warn);
		if (amount === undefined || radius === undefined || threshold === undefined) return undefined;
		if (monochrome === undefined || rest.length > 0) return undefined;
		return {
			amount: clamp(amount, 0, 5, warn),
			radius: clamp(radius, 0, 250, warn),
			threshold: clamp(threshold, 0, 255, warn),
			monochrome,
		};
	},
	write: ({ amount, radius, threshold, monochrome }) =>
		[amount, radius, threshold, flag.write(monochrome)].join(','),
};
