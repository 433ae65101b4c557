import type { LineSpacing, Paragraph, TextDocument, TextStyle } from '../text-document.js';
import type { Color, Edges } from '../values.js';

/** The two text renderers know different commands. */
export type TextRenderer = 'text' | 'textPs';

/** A property that is not there is at its default. */
type Mutable<T> = { -readonly [Key in keyof T]: T[Key] | (undefined extends T[Key] ? undefined : never) };

/** Character formatting: font and colour still as numbers of their tables. */
export interface CharacterFormat extends Mutable<Omit<TextStyle, 'font' | 'color'>> {
	fontIndex?: number | undefined;
	colorIndex: number;
	/** `\uc`: how many fallback characters follow each `\u` */
	fallbackLength: number;
}

export interface ParagraphFormat extends Mutable<Omit<Paragraph, 'runs' | 'lineSpacing'>> {
	/** twips as written, see `lineSpacing()` */
	lineTwips: number;
	lineMultiple: boolean;
}

/** What holds for the whole text, whatever group it stands in. */
export interface DocumentFormat {
	verticalAlign: TextDocument['verticalAlign'];
	margins: { -readonly [Edge in keyof Edges]: number };
	vertical: boolean;
	/** stretches with a limit of lines so far */
	stretches: number;
}

export interface FontEntry {
	readonly name: string;
	readonly charset: number;
}

/** Colours by index; an index without an entry is black. */
export type ColorTable = ReadonlyMap<number, Color>;

export const initialCharacterFormat = (): CharacterFormat => ({
	size: 12,
	bold: false,
	italic: false,
	colorIndex: 0,
	fallbackLength: 1,
});

export const initialParagraphFormat = (): ParagraphFormat => ({
	align: 'left',
	lineTwips: 0,
	lineMultiple: false,
});

/** `\sl` and `\slmult` together: 240 twips are single spacing where a multiple is meant. */
export function lineSpacing({ lineTwips, lineMultiple }: ParagraphFormat): LineSpacing | undefined {
	if (lineTwips === 0) return undefined;
	if (lineMultiple) return { type: 'multiple', factor: Math.abs(lineTwips) / 240 };
	return { type: lineTwips > 0 ? 'at-least' : 'exactly', points: Math.abs(lineTwips) / 20 };
}
