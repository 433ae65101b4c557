import type { Color } from './values.js';

/**
 * The text of a text layer after RTF has been read: what to draw, no control word left.
 * Lengths are in points unless named otherwise; pixels = points x resolution / 72.
 * Source pages: `c-supported-rtf-commands-and-keywords.md` and its tables.
 */
export interface TextDocument {
	readonly paragraphs: readonly Paragraph[];
	/** `\vertalt` `\vertalc` `\vertalb` */
	readonly verticalAlign: 'top' | 'center' | 'bottom';
}

export interface Paragraph {
	/** `\ql` `\qc` `\qr` `\qj` in force at the paragraph's end */
	readonly align: 'left' | 'center' | 'right' | 'justify';
	/** text pieces in reading order; a `\line` is the character U+000A inside a run */
	readonly runs: readonly TextRun[];
}

export interface TextRun {
	readonly text: string;
	readonly style: TextStyle;
}

export interface TextStyle {
	/** name from `\fonttbl`; undefined: the catalog's `DefaultFont` */
	readonly font?: string;
	/** points (`\fs` / 2); default 12 */
	readonly size: number;
	readonly bold: boolean;
	readonly italic: boolean;
	readonly color: Color;
}
