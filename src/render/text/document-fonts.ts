import type { TextDocument, TextStyle } from '../../protocol/text-document.js';
import type { RenderContext } from '../context.js';
import { RenderError } from '../render-error.js';
import { isKnownFont } from './font-family.js';

/** A text and what is known of its fonts. */
export interface DocumentFonts {
	/** its styles name fonts that canvases know */
	readonly document: TextDocument;
	/** in em, by the name of the font in a style; of a font that is not there the line gap is not known */
	readonly lineGaps: ReadonlyMap<string, number>;
}

/**
 * Loads the fonts of a text that are in the shop's font map (`r-font-handling.md`). The documentation answers
 * a font that is in no map with an error; here a similar one is drawn, because the shopper's machine may have it.
 *
 * @throws RenderError `font-style-missing`
 */
export async function withFonts(document: TextDocument, context: RenderContext): Promise<DocumentFonts> {
	const families = new Map<string, Promise<string | undefined>>();
	const lineGaps = new Map<string, number>();
	const family = (style: TextStyle) => {
		const key = JSON.stringify([style.font, style.bold, style.italic]);
		const found = families.get(key) ?? loadFamily(style, lineGaps, context);
		families.set(key, found);
		return found;
	};
	const { DefaultFont } = context.attributes;
	const paragraphs = await Promise.all(
		document.paragraphs.map(async (paragraph) => ({
			...paragraph,
			runs: await Promise.all(
				paragraph.runs.map(async (run) => {
					const font = await family({ ...run.style, ...namedFont(run.style.font ?? DefaultFont) });
					return { ...run, style: { ...run.style, ...namedFont(font) } };
				}),
			),
		})),
	);
	return { document: { ...document, paragraphs }, lineGaps };
}

function namedFont(font: string | undefined): { font?: string } {
	return font === undefined ? {} : { font };
}

/**
 * @param lineGaps takes the font's line gap, if it is known
 * @returns what `fontFamily` reads; undefined: no font is named anywhere
 */
async function loadFamily(
	{ font: name, bold, italic }: TextStyle,
	lineGaps: Map<string, number>,
	{ port, attributes, note }: RenderContext,
): Promise<string | undefined> {
	if (name === undefined) return undefined;
	try {
		const loaded = await port.loadFont({ name, bold, italic });
		if (loaded?.exact === false && !attributes.SynthesizeFontStyles) {
			throw new RenderError('font-style-missing', `${name}${bold ? ' bold' : ''}${italic ? ' italic' : ''}`);
		}
		if (loaded) {
			const font = `${loaded.family},${name}`;
			if (loaded.lineGap !== undefined) lineGaps.set(font, loaded.lineGap);
			return font;
		}
		if (!isKnownFont(name))
			note(`The font ${name} is in no font map: a similar one is drawn if it is not installed.`);
	} catch (error) {
		if (error instanceof RenderError) throw error;
		note(`A similar font is drawn for ${name}: ${error instanceof Error ? error.message : error}`);
	}
	return name;
}
