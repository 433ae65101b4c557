import type { Color, Edges } from './values.js';

/**
 * The text of a text layer after RTF has been read: what to draw, no control word left.
 * Lengths are in points unless named otherwise; pixels = points x resolution / 72.
 * Source pages: `c-supported-rtf-commands-and-keywords.md` and its tables.
 */
export interface TextDocument {
	readonly paragraphs: readonly Paragraph[];
	/** `\vertalt` `\vertalc` `\vertalb` */
	readonly verticalAlign: 'top' | 'center' | 'bottom';
	/** `\margl` `\margt` `\margr` `\margb`; absent: none. Only of `textPs=`. */
	readonly margins?: Edges;
	/** `\stextflow1`: lines run top to bottom, the next one to the left. Only of `textPs=`. */
	readonly flow?: 'vertical';
	/** the RTF that was read; absent if the document was made otherwise */
	readonly source?: string;
}

export interface Paragraph {
	/** `\ql` `\qc` `\qr` `\qj` in force at the paragraph's end */
	readonly align: 'left' | 'center' | 'right' | 'justify';
	/** `\lastqc` and others, of the last line of a justified paragraph; absent: left */
	readonly lastAlign?: 'center' | 'right' | 'justify';
	/** `\fi`; absent: 0 */
	readonly firstIndent?: number;
	/** `\li`; absent: 0 */
	readonly leftIndent?: number;
	/** `\ri`; absent: 0 */
	readonly rightIndent?: number;
	/** `\sl` and `\slmult`; absent: as the fonts demand */
	readonly lineSpacing?: LineSpacing;
	/** `\sb`; absent: 0 */
	readonly spaceBefore?: number;
	/** `\sa`; absent: 0 */
	readonly spaceAfter?: number;
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
	/** `\ul` and its kin */
	readonly underline?: true;
	/** `\caps`, `\scaps` */
	readonly caps?: 'all' | 'small';
	/** `\super`, `\sub`: shifted and drawn smaller */
	readonly script?: 'super' | 'sub';
	/** `\up` (positive), `\dn` (negative): shifted without change of size; absent: 0 */
	readonly rise?: number;
	/** `\kerning`: sizes above this one are kerned, 0 switches kerning off; absent: 0.5 */
	readonly kerningFrom?: number;
	/** `\kerningoptical`; absent: by the font's metrics */
	readonly kerning?: 'optical';
	/** `\expnd`, `\expndtw`: added after each character; absent: 0 */
	readonly letterSpacing?: number;
	/** `\charscalex` as a factor; absent: 1 */
	readonly scaleX?: number;
	/** `\charscaley` as a factor; absent: 1 */
	readonly scaleY?: number;
	/** `\rtlch` */
	readonly direction?: 'rtl';
	/** `\baselinedir1`: characters lie on their side in vertical flow */
	readonly baseline?: 'rotated';
	/** `\copyfit`: greatest size, points, where `size` is the smallest; absent: the size is fixed */
	readonly copyfitSize?: number;
	/** `\copyfitlines`: letters grow only as far as this allows */
	readonly copyfitLines?: LineLimit;
	/** `\copyfitmaxlines`: what would make more lines is left out */
	readonly copyfitMaxLines?: LineLimit;
}

/** How many lines a stretch of text should have, a layer, a paragraph or a span. */
export interface LineLimit {
	/** at least 1 */
	readonly lines: number;
	/** tells the stretches of a document apart: all text with this number is one */
	readonly stretch: number;
}

export type LineSpacing =
	/** `\sl` above 0: no less than this, in points */
	| { readonly type: 'at-least'; readonly points: number }
	/** `\sl` below 0 */
	| { readonly type: 'exactly'; readonly points: number }
	/** `\slmult1`: times the default */
	| { readonly type: 'multiple'; readonly factor: number };
