/**
 * What becomes of each `fmt=` (`r-is-http-fmt.md`): a new format is one more row here.
 */
export interface FormatRow {
	/** MIME type as documented */
	readonly type: string;
	/** false: transparent parts are filled with the background colour */
	readonly alpha: boolean;
	/** what to ask the engine for, best first; no engine encodes more than these */
	readonly encoders: readonly Encoder[];
	/** what `lossless` does to the list of encoders */
	readonly lossless?: readonly Encoder[];
	/** written here, with at most 256 colours: `keyed` ones have a key colour for what is transparent */
	readonly palette?: 'opaque' | 'keyed';
}

export type PaletteType = 'image/gif' | 'image/png';

export type Encoder = 'image/jpeg' | 'image/png' | 'image/webp';

const JPEG: readonly Encoder[] = ['image/jpeg'];
const PNG: readonly Encoder[] = ['image/png'];
const WEBP: readonly Encoder[] = ['image/webp', 'image/jpeg'];
/** PNG is the only other format of the browsers that keeps alpha */
const WEBP_ALPHA: readonly Encoder[] = ['image/webp', 'image/png'];

function row(
	type: string,
	alpha: boolean,
	encoders: readonly Encoder[],
	lossless?: readonly Encoder[],
): FormatRow {
	return { type, alpha, encoders, ...(lossless && { lossless }) };
}

function paletteRow(type: PaletteType, palette: 'opaque' | 'keyed'): FormatRow {
	return { type, alpha: palette === 'keyed', encoders: PNG, palette };
}

const FLASH = 'application/x-shockwave-flash';

export const FORMATS = {
	jpeg: row('image/jpeg', false, JPEG),
	jpg: row('image/jpeg', false, JPEG),
	pjpeg: row('image/jpeg', false, JPEG),
	png: row('image/png', false, PNG),
	'png-alpha': row('image/png', true, PNG),
	png8: paletteRow('image/png', 'opaque'),
	// soft edges need more than a key colour: all colours are kept instead
	'png8-alpha': row('image/png', true, PNG),
	gif: paletteRow('image/gif', 'opaque'),
	'gif-alpha': paletteRow('image/gif', 'keyed'),
	webp: row('image/webp', false, WEBP, WEBP_ALPHA),
	'webp-alpha': row('image/webp', true, WEBP_ALPHA, WEBP_ALPHA),
	avif: row('image/avif', false, WEBP, WEBP_ALPHA),
	'avif-alpha': row('image/avif', true, WEBP_ALPHA, WEBP_ALPHA),
	heic: row('image/heic', false, PNG),
	jpeg2000: row('image/jp2', false, JPEG, PNG),
	'jpeg2000-alpha': row('image/jp2', true, PNG),
	jpegxr: row('image/vnd.ms-photo', false, JPEG, PNG),
	'jpegxr-alpha': row('image/vnd.ms-photo', true, PNG),
	tif: row('image/tiff', false, PNG),
	'tif-alpha': row('image/tiff', true, PNG),
	eps: row('image/eps', false, PNG),
	pdf: row('application/pdf', false, JPEG),
	swf: row(FLASH, false, JPEG),
	swf3: row(FLASH, false, JPEG),
	'swf-alpha': row(FLASH, true, PNG),
	'swf3-alpha': row(FLASH, true, PNG),
} as const satisfies Record<string, FormatRow>;

/** False for what is a `fmt=` value, but a stream and no picture; absent is a picture. */
export function isPictureFormat(format: string | undefined): boolean {
	return format === undefined || Object.hasOwn(FORMATS, format);
}

/** The row of a `fmt=` value; absent and unknown formats are JPEG, the documented default. */
export function formatRow(format: string | undefined): FormatRow {
	const rows: Readonly<Record<string, FormatRow>> = FORMATS;
	return (format !== undefined && Object.hasOwn(rows, format) ? rows[format] : undefined) ?? FORMATS.jpeg;
}
