import type { CacheUse, OutputFormat, OutputProfile, Palette, RequestType } from '../values.js';
import { readColor, writeColor } from './color.js';
import { flag, readInteger } from './numbers.js';
import type { ValueType } from './value-type.js';
import { findWord } from './words.js';

const FORMATS = [
	'jpeg',
	'pjpeg',
	'png',
	'png-alpha',
	'png8',
	'png8-alpha',
	'gif',
	'gif-alpha',
	'webp',
	'webp-alpha',
	'avif',
	'avif-alpha',
	'heic',
	'jpeg2000',
	'jpeg2000-alpha',
	'jpegxr',
	'jpegxr-alpha',
	'tif',
	'tif-alpha',
	'eps',
	'pdf',
	'swf',
	'swf-alpha',
	'swf3',
	'swf3-alpha',
	'f4m',
	'm3u8',
] as const;
const PIXEL_TYPES = ['rgb', 'gray', 'cmyk'] as const;
const COMPRESSIONS = ['jpeg', 'lossy', 'lossless', 'lzw', 'none', 'zip'] as const;

/** Reads an optional keyword of a list: `undefined` if it is left out, `null` if it is no such keyword. */
function optionalWord<T extends string>(words: readonly T[], text: string | undefined): T | undefined | null {
	return text === undefined || text === '' ? undefined : (findWord(words, text) ?? null);
}

/** `format[,[pixelType][,compression]]`; the middle may be empty, as in `tif,,jpeg` (`r-is-http-fmt.md`). */
export const outputFormat: ValueType<OutputFormat> = {
	form: 'format[,pixelType[,compression]], e.g. jpeg, png-alpha or tif,,lzw',
	read(text) {
		const [formatText = '', pixelTypeText, compressionText, ...rest] = text.split(',', 4);
		const format = formatText.toLowerCase() === 'jpg' ? 'jpeg' : findWord(FORMATS, formatText);
		const pixelType = optionalWord(PIXEL_TYPES, pixelTypeText);
		const compression = optionalWord(COMPRESSIONS, compressionText);
		if (format === undefined || pixelType === null || compression === null || rest.length > 0)
			return undefined;
		return { format, ...(pixelType && { pixelType }), ...(compression && { compression }) };
	},
	write: ({ format, pixelType = '', compression = '' }) =>
		[format, pixelType, compression].join(',').replace(/,+$/, ''),
};

const REQUEST_TYPES = [
	'img',
	'tmb',
	'mask',
	'exists',
	'imageprops',
	'props',
	'catalogprops',
	'imageset',
	'map',
	'targets',
	'userdata',
	'set',
	'mbrset',
	'xlate',
	'xmp',
	'validate',
	'resolve',
	'loadcache',
	'message',
	'savetofile',
];
const REPLY_FORMATS = ['text', 'javascript', 'xml', 'json'] as const;

/** `type[,format[,encoding]]` (`r-req.md`) */
export const requestType: ValueType<RequestType> = {
	form: `one of ${REQUEST_TYPES.join(', ')}, optionally with ,text ,javascript ,xml or ,json`,
	read(text) {
		const [typeText = '', formatText, encoding, ...rest] = text.split(',', 4);
		const type = findWord(REQUEST_TYPES, typeText);
		const format = optionalWord(REPLY_FORMATS, formatText);
		if (type === undefined || format === null || rest.length > 0) return undefined;
		return { type, ...(format && { format }), ...(encoding && { encoding }) };
	},
	write: ({ type, format = '', encoding = '' }) => [type, format, encoding].join(',').replace(/,+$/, ''),
};

const ON_OFF = ['on', 'off'] as const;

/** `on|off|validate|update` for both caches, or `client,server` with `on|off` each (`r-is-http-cache.md`) */
export const cacheUse: ValueType<CacheUse> = {
	form: 'on, off, validate, update, or on|off,on|off',
	read(text) {
		const [first = '', second, ...rest] = text.split(',', 3);
		if (rest.length > 0) return undefined;
		if (second === undefined) {
			const both = findWord([...ON_OFF, 'validate', 'update'] as const, first);
			if (both === undefined) return undefined;
			// `validate` and `update` speak of the server's entries only
			return { client: both === 'off' ? 'off' : 'on', server: both };
		}
		const client = findWord(ON_OFF, first);
		const server = findWord(ON_OFF, second);
		return client && server && { client, server };
	},
	write: ({ client, server }) =>
		client === server || server === 'validate' || server === 'update' ? server : `${client},${server}`,
};

const INTENTS = ['perceptual', 'relative', 'saturation', 'absolute'] as const;

/** `profile[,renderIntent[,blackPointCompensation[,dither]]]` (`r-icc.md`) */
export const outputProfile: ValueType<OutputProfile> = {
	form: 'a profile name, optionally with ,renderIntent,0|1,0|1',
	read(text, warn) {
		const [profile = '', intentText, blackPointText, ditherText, ...rest] = text.split(',', 5);
		const renderIntent = optionalWord(INTENTS, intentText);
		if (profile === '' || renderIntent === null || rest.length > 0) return undefined;
		const option = (part: string | undefined) => (part ? (flag.read(part, warn) ?? null) : undefined);
		const blackPointCompensation = option(blackPointText);
		const dither = option(ditherText);
		if (blackPointCompensation === null || dither === null) return undefined;
		return {
			profile,
			...(renderIntent && { renderIntent }),
			...(blackPointCompensation !== undefined && { blackPointCompensation }),
			...(dither !== undefined && { dither }),
		};
	},
	write: ({ profile, renderIntent = '', blackPointCompensation, dither }) => {
		const option = (value: boolean | undefined) => (value === undefined ? '' : flag.write(value));
		return [profile, renderIntent, option(blackPointCompensation), option(dither)]
			.join(',')
			.replace(/,+$/, '');
	},
};

const PALETTES = ['adaptive', 'web', 'mac'] as const;

/** `type[,diffuse|off[,numColors[,colorList]]]` (`r-is-http-quantize.md`) */
export const palette: ValueType<Palette> = {
	form: 'adaptive|web|mac[,diffuse|off[,2 to 256[,colours as rrggbb]]]',
	read(text) {
		const [typeText = '', ditherText, colorsText, ...forcedTexts] = text.split(',');
		const type = findWord(PALETTES, typeText);
		const dither = optionalWord(['diffuse', 'off'] as const, ditherText);
		const colors = colorsText ? readInteger(colorsText) : 256;
		if (type === undefined || dither === null || colors === undefined || colors < 2 || colors > 256) {
			return undefined;
		}
		if (!forcedTexts.every((part) => /^[0-9a-f]{6}$/i.test(part))) return undefined;
		const forced = forcedTexts.flatMap((part) => readColor(part) ?? []).slice(0, colors);
		return { type, dither: dither !== 'off', colors, forced };
	},
	write: ({ type, dither, colors, forced }) => {
		if (dither && colors === 256 && forced.length === 0) return type;
		const list = forced.map(writeColor);
		return [type, dither ? 'diffuse' : 'off', colors, ...list].join(',');
	},
};
