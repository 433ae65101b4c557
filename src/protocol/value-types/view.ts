import type { Align, DevicePixelRatio, Fit, FitMode, Quality, Tile } from '../values.js';
import { region } from './geometry.js';
import { clamp, flag, readInteger, readNumber, readNumbers } from './numbers.js';
import type { ValueType } from './value-type.js';
import { findWord } from './words.js';

const FIT_MODES: readonly FitMode[] = ['fit', 'constrain', 'crop', 'wrap', 'stretch', 'hfit', 'vfit'];

/** `mode[,upscale]`; without `upscale` nothing is enlarged (`r-fit.md`). */
export const fit: ValueType<Fit> = {
	form: `${FIT_MODES.join('|')}[,0|1]`,
	read(text, warn) {
		const [modeText = '', upscaleText, ...rest] = text.split(',', 3);
		const mode = findWord(FIT_MODES, modeText);
		const upscale = upscaleText === undefined ? false : flag.read(upscaleText, warn);
		return mode === undefined || upscale === undefined || rest.length > 0 ? undefined : { mode, upscale };
	},
	write: ({ mode, upscale }) => (upscale ? `${mode},1` : mode),
};

/** `quality[,chroma]` (`r-is-http-qlt.md`) */
export const quality: ValueType<Quality> = {
	form: 'an integer from 1 to 100, optionally followed by ,0 or ,1',
	read(text, warn) {
		const [qualityText = '', chromaText, ...rest] = text.split(',', 3);
		const value = readInteger(qualityText);
		const fullChroma = chromaText === undefined ? false : flag.read(chromaText, warn);
		if (value === undefined || fullChroma === undefined || rest.length > 0) return undefined;
		return { quality: clamp(value, 1, 100, warn), fullChroma };
	},
	write: (value) => (value.fullChroma ? `${value.quality},1` : String(value.quality)),
};

/** `h,v`, each from -1 (left, top) to 1 (right, bottom) (`r-align.md`) */
export const align: ValueType<Align> = {
	form: 'horizontal,vertical, each from -1 to 1',
	read(text, warn) {
		const numbers = readNumbers(text, 2, readNumber);
		if (!numbers) return undefined;
		const [horizontal = 0, vertical = 0] = numbers.map((value) => clamp(value, -1, 1, warn));
		return { horizontal, vertical };
	},
	write: ({ horizontal, vertical }) => `${horizontal},${vertical}`,
};

/** `x,y,width,height[,scale]` (`r-rect.md`) */
export const tile: ValueType<Tile> = {
	form: `${region.form}, optionally followed by a scale greater than 0`,
	read(text, warn) {
		const parts = text.split(',', 6);
		const scale = parts.length === 5 ? readNumber(parts.pop() ?? '') : 1;
		const rectangle = region.read(parts.join(','), warn);
		return rectangle && scale !== undefined && scale > 0 ? { ...rectangle, scale } : undefined;
	},
	write: (value) => (value.scale === 1 ? region.write(value) : `${region.write(value)},${value.scale}`),
};

/** `off` or `on[,ratio]` (`r-dpr.md`) */
export const devicePixelRatio: ValueType<DevicePixelRatio> = {
	form: 'off, or on with a ratio greater than 0',
	read(text) {
		const [state = '', ratioText, ...rest] = text.toLowerCase().split(',', 3);
		if (rest.length > 0) return undefined;
		if (state === 'off') return { on: false };
		if (state !== 'on') return undefined;
		if (ratioText === undefined) return { on: true };
		const ratio = readNumber(ratioText);
		return ratio !== undefined && ratio > 0 ? { on: true, ratio } : undefined;
	},
	write: (value) => (value.on ? (value.ratio === undefined ? 'on' : `on,${value.ratio}`) : 'off'),
};
