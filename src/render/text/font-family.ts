/**
 * Font names of templates, and what to ask a browser for. Catalog fonts are seldom installed where the page
 * is shown; for the common ones there are free fonts of the same widths, so that lines break alike.
 */
interface FontRow {
	/** fonts of equal metrics, best first */
	readonly alike: readonly string[];
	readonly generic: 'sans-serif' | 'serif' | 'monospace';
	/** in em; counts where no file tells it: canvases do not, and installed fonts cannot be read */
	readonly lineGap: number;
}

const ARIAL: FontRow = {
	alike: ['Arial', 'Liberation Sans', 'Arimo', 'Helvetica'],
	generic: 'sans-serif',
	lineGap: 0.033,
};

/** By lower-case name. */
const FONTS: Readonly<Record<string, FontRow>> = {
	arial: ARIAL,
	helvetica: ARIAL,
	'liberation sans': ARIAL,
	arimo: ARIAL,
	'arial narrow': {
		alike: ['Arial Narrow', 'Liberation Sans Narrow'],
		generic: 'sans-serif',
		lineGap: 0.033,
	},
	'times new roman': {
		alike: ['Times New Roman', 'Liberation Serif', 'Tinos', 'Times'],
		generic: 'serif',
		lineGap: 0.042,
	},
	'courier new': {
		alike: ['Courier New', 'Liberation Mono', 'Cousine', 'Courier'],
		generic: 'monospace',
		lineGap: 0,
	},
	georgia: { alike: ['Georgia', 'Gelasio'], generic: 'serif', lineGap: 0 },
	calibri: { alike: ['Calibri', 'Carlito'], generic: 'sans-serif', lineGap: 0.22 },
	cambria: { alike: ['Cambria', 'Caladea'], generic: 'serif', lineGap: 0 },
	'palatino linotype': {
		alike: ['Palatino Linotype', 'Book Antiqua', 'Palatino', 'TeX Gyre Pagella'],
		generic: 'serif',
		lineGap: 0.333,
	},
};

export interface FontFamily {
	/** value of CSS `font-family` */
	readonly css: string;
	/** in em */
	readonly lineGap: number;
}

/**
 * @param name as in the font table of a text, or several, best first, with commas between: the last one
 * decides what is similar. Undefined: no font is named anywhere, which looks like Arial, the default font of
 * the documentation's pictures
 */
export function fontFamily(name: string | undefined): FontFamily {
	if (latest && latest.name === name) return latest.family;
	const family = findFamily(name);
	latest = { name, family };
	return family;
}

/** Most texts have one font, and ask for it again and again. */
let latest: { readonly name: string | undefined; readonly family: FontFamily } | undefined;

function findFamily(name: string | undefined): FontFamily {
	const named = name?.split(',') ?? [];
	const row = name === undefined ? ARIAL : rowOf(named.at(-1) ?? name);
	const { alike, generic, lineGap } = row ?? { alike: [], generic: 'sans-serif', lineGap: 0 };
	const names = new Set([...named, ...alike]);
	return { css: [...[...names].map(cssString), generic].join(', '), lineGap };
}

/** Whether fonts of the same widths are known. */
export function isKnownFont(name: string): boolean {
	return rowOf(name) !== undefined;
}

function rowOf(name: string): FontRow | undefined {
	const key = name.toLowerCase();
	return Object.hasOwn(FONTS, key) ? FONTS[key] : undefined;
}

/** Names come from requests: nothing in them may end the string. */
function cssString(name: string): string {
	return `"${name.replace(/[\p{Cc}"\\]/gu, ' ')}"`;
}
