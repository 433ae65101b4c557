import { DEFAULT_CATALOG } from '../../protocol/catalogs.js';

/** Files of one font, by style: addresses on the shop's own origin, or whole URLs. */
export type FontFiles = Readonly<Partial<Record<FontStyle, string>>>;

/** RootId -> font map of the catalog. */
export type FontMaps = Readonly<Record<string, { readonly fonts?: Readonly<Record<string, FontFiles>> }>>;

export type FontStyle = 'regular' | 'bold' | 'italic' | 'boldItalic';

/** What the file of a style is, for a FontFace: a browser must make up no second boldness. */
export function faceDescriptors(style: FontStyle): { readonly weight: string; readonly style: string } {
	return {
		weight: style.startsWith('bold') ? 'bold' : 'normal',
		style: style === 'italic' || style === 'boldItalic' ? 'italic' : 'normal',
	};
}

export interface FoundFont {
	/** address, as the manifest has it */
	readonly file: string;
	/** of the file, which may be another one than was asked for */
	readonly style: FontStyle;
	/** false: the style that was asked for has to be made of this one */
	readonly exact: boolean;
}

/** What a style is made of if it has no file, nearest first. */
const NEAREST: Readonly<Record<FontStyle, readonly FontStyle[]>> = {
	regular: ['bold', 'italic', 'boldItalic'],
	bold: ['regular', 'boldItalic', 'italic'],
	italic: ['regular', 'boldItalic', 'bold'],
	boldItalic: ['bold', 'italic', 'regular'],
};

/**
 * The file of a font: that of the catalog, else of the default catalog, else one that the style can be made
 * of (`c-font-map-reference.md`, `r-font-handling.md`).
 * @param rootId the main catalog of the request
 * @param name must equal the name in the map
 * @returns undefined if no map names the font
 */
export function findFont(
	maps: FontMaps,
	rootId: string,
	{ name, bold, italic }: { readonly name: string; readonly bold: boolean; readonly italic: boolean },
): FoundFont | undefined {
	const style = bold ? (italic ? 'boldItalic' : 'bold') : italic ? 'italic' : 'regular';
	const candidates = [rootId, DEFAULT_CATALOG].map((catalog) => filesOf(maps, catalog, name));
	for (const wanted of [style, ...NEAREST[style]] as const) {
		for (const files of candidates) {
			const file = files[wanted];
			if (file) return { file, style: wanted, exact: wanted === style };
		}
	}
	return undefined;
}

/** Names come from requests: what every JavaScript object inherits is no font. */
function filesOf(maps: FontMaps, rootId: string, name: string): FontFiles {
	const fonts = (Object.hasOwn(maps, rootId) ? maps[rootId]?.fonts : undefined) ?? {};
	return (Object.hasOwn(fonts, name) ? fonts[name] : undefined) ?? {};
}
