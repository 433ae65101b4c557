import { ImageError } from './image-error.js';

const FIT_MODES = ['fit', 'constrain', 'crop', 'wrap', 'stretch', 'hfit', 'vfit'] as const;
export type FitMode = (typeof FIT_MODES)[number];

export interface Rgb {
	readonly r: number;
	readonly g: number;
	readonly b: number;
}

/** MIME type, and whether the format keeps transparency, for each `fmt=` this server knows. */
export const FORMATS = {
	jpeg: { encoder: 'jpeg', mime: 'image/jpeg', alpha: false },
	jpg: { encoder: 'jpeg', mime: 'image/jpeg', alpha: false },
	png: { encoder: 'png', mime: 'image/png', alpha: false },
	'png-alpha': { encoder: 'png', mime: 'image/png', alpha: true },
	webp: { encoder: 'webp', mime: 'image/webp', alpha: false },
	'webp-alpha': { encoder: 'webp', mime: 'image/webp', alpha: true },
	avif: { encoder: 'avif', mime: 'image/avif', alpha: false },
	'avif-alpha': { encoder: 'avif', mime: 'image/avif', alpha: true },
	gif: { encoder: 'gif', mime: 'image/gif', alpha: false },
	'gif-alpha': { encoder: 'gif', mime: 'image/gif', alpha: true },
} as const;
export type Format = keyof typeof FORMATS;

/**
 * The commands this server obeys. It reads queries by itself and shares no code with the layer
 * under test, so that a mistake in one does not hide in the other.
 */
export interface ImageQuery {
	/** `req=`, lower case, with its options: `['props', 'json']` */
	readonly request: readonly [type: string, format?: string];
	readonly wid: number | undefined;
	readonly hei: number | undefined;
	/** inverse factor: 2 halves */
	readonly scl: number | undefined;
	readonly fit: { readonly mode: FitMode; readonly upscale: boolean } | undefined;
	readonly fmt: Format;
	/** 1 to 100 */
	readonly qlt: number;
	readonly bgc: Rgb;
	/** `$name=value`, without the `$` */
	readonly variables: Readonly<Record<string, string>>;
	/** objects named by `src=` and `mask=` of any layer; nested and foreign ones left out */
	readonly objects: readonly string[];
	/** `id=` of JSONP */
	readonly id: string;
	/** `handler=` of JSONP */
	readonly handler: string;
}

/** @throws ImageError for a value the documentation does not permit */
export function parseImageQuery(search: string): ImageQuery {
	const commands = new Map<string, string>();
	const variables: Record<string, string> = {};
	const objects: string[] = [];

	for (const piece of search.replace(/^\?/, '').split('&')) {
		const equals = piece.indexOf('=');
		if (equals < 0) continue;
		const name = decode(piece.slice(0, equals));
		const value = decode(piece.slice(equals + 1));
		if (name.startsWith('$')) {
			variables[name.slice(1)] = value;
			continue;
		}
		const command = name.toLowerCase();
		commands.set(command, value);
		if ((command === 'src' || command === 'mask') && /^[^(){}]+$/.test(value)) objects.push(value);
	}

	const fit = commands.get('fit');
	const fmt = commands.get('fmt');
	const [type = 'img', format] = (commands.get('req') ?? 'img').toLowerCase().split(',');
	return {
		request: format === undefined ? [type] : [type, format],
		wid: positiveInteger('wid', commands.get('wid')),
		hei: positiveInteger('hei', commands.get('hei')),
		scl: positiveReal('scl', commands.get('scl')),
		fit: fit === undefined ? undefined : parseFit(fit),
		fmt: fmt === undefined ? 'jpeg' : parseFormat(fmt),
		qlt: parseQuality(commands.get('qlt')),
		bgc: parseColor(commands.get('bgc') ?? 'ffffff'),
		variables,
		objects,
		id: commands.get('id') ?? '',
		handler: commands.get('handler') ?? 's7jsonResponse',
	};
}

function decode(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

function refuse(command: string, value: string, expected: string): never {
	throw new ImageError('Invalid request', `Invalid value for ${command}: '${value}' (expected ${expected})`);
}

function positiveInteger(command: string, value: string | undefined): number | undefined {
	if (value === undefined) return undefined;
	if (!/^0*[1-9]\d{0,5}$/.test(value)) refuse(command, value, 'an integer greater than 0');
	return Number(value);
}

function positiveReal(command: string, value: string | undefined): number | undefined {
	if (value === undefined) return undefined;
	const real = Number(value);
	if (!(real > 0 && real < Number.POSITIVE_INFINITY)) refuse(command, value, 'a number greater than 0');
	return real;
}

function parseFit(value: string): ImageQuery['fit'] {
	const [mode = '', upscale = '0'] = value.split(',');
	const known = FIT_MODES.find((candidate) => candidate === mode);
	if (known === undefined || !/^[01]$/.test(upscale)) {
		return refuse('fit', value, 'a mode and 0 or 1, such as crop,1');
	}
	return { mode: known, upscale: upscale === '1' };
}

function parseFormat(value: string): Format {
	const name = value.toLowerCase().split(',')[0] ?? '';
	if (Object.hasOwn(FORMATS, name)) return name as Format;
	return refuse('fmt', value, Object.keys(FORMATS).join(', '));
}

function parseQuality(value: string | undefined): number {
	if (value === undefined) return 80;
	const quality = Number(value.split(',')[0]);
	if (!Number.isInteger(quality) || quality < 1 || quality > 100) refuse('qlt', value, '1 to 100');
	return quality;
}

function parseColor(value: string): Rgb {
	const hex = /^(?:0x)?([\da-f]{2})([\da-f]{2})([\da-f]{2})(?:[\da-f]{2})?$/i.exec(value);
	if (hex) {
		const [, r = '', g = '', b = ''] = hex;
		return { r: Number.parseInt(r, 16), g: Number.parseInt(g, 16), b: Number.parseInt(b, 16) };
	}
	const [r, g, b] = value.split(',').map(Number);
	if (isByte(r) && isByte(g) && isByte(b)) return { r, g, b };
	return refuse('bgc', value, 'rrggbb or r,g,b');
}

function isByte(value: number | undefined): value is number {
	return value !== undefined && Number.isInteger(value) && value >= 0 && value <= 255;
}
