import type { TextStyle } from '../../protocol/text-document.js';
import { fontFamily } from './font-family.js';
import { visualText } from './styled-runs.js';

/** What the layout needs to know of text; lengths in pixels. */
export interface TextMeasure {
	/** pixels per point */
	readonly scale: number;
	/** in em: how far below the top of a `textPs=` box its first baseline lies; undefined: as horizontal text */
	readonly firstBaseline?: number;
	/** extents of a font, whatever is written with it; all positive */
	font(style: TextStyle): FontExtent;
	/** extents of a piece of text in one style, kerned */
	text(text: string, style: TextStyle): TextExtent;
	/**
	 * About the advance of a word, cheaper where the same word comes again, at whatever size; what shapes
	 * letters of different sizes differently is left out. Absent: `text` is as cheap
	 */
	rough?(word: string, style: TextStyle): number;
}

export interface FontExtent {
	/** above the baseline */
	readonly ascent: number;
	/** below the baseline */
	readonly descent: number;
	/** between this line's descent and the next one's ascent */
	readonly lineGap: number;
}

export interface TextExtent {
	/** how far the pen moves */
	readonly advance: number;
	/** ink left of the pen's start; negative if it begins right of it */
	readonly left: number;
	/** ink right of the pen's start */
	readonly right: number;
	/** ink above the baseline */
	readonly above: number;
}

/** Font size at which a font's extents are read: engines round them to whole pixels. */
const PROBE = 1000;
/** Characters of what is measured again and again. */
const WORD = 24;
/** What measuring is, in pixels that could be touched meanwhile: for each call, and for each character. */
const TOUCHES = { call: 3000, western: 150, other: 2000 };
/** Letters that are in most fonts, and are not shaped by those beside them. */
const WESTERN = /^[\0-\u052f\u1e00-\u20bf]*$/;

/** Extents of fonts per em, as a canvas told them: it tells no line gap. */
type TypeExtent = Omit<FontExtent, 'lineGap'>;
const fontExtents = new WeakMap<OffscreenCanvasRenderingContext2D, Map<string, TypeExtent>>();
const MOST_FONTS = 100;

/** Widths of words in em, by word, for each font: they hold for all sizes. */
export type WordWidthsByFont = Map<string, Map<string, number>>;

/** What measures of one text share. */
export interface TextKnowledge {
	/** what has been found out about words */
	readonly widths: WordWidthsByFont;
	/** in em, by the name of the font in a style, where its file tells it */
	readonly lineGaps: ReadonlyMap<string, number>;
	/** is told of each measurement as touched pixels; may throw */
	spend(pixels: number): void;
}

/**
 * Measures with a canvas.
 * @param scale pixels per point
 */
export function canvasMeasure(
	context: OffscreenCanvasRenderingContext2D,
	scale: number,
	{ widths, lineGaps, spend }: TextKnowledge,
): TextMeasure {
	prepareText(context);
	const fonts = fontExtents.get(context) ?? new Map<string, TypeExtent>();
	if (fonts.size > MOST_FONTS) fonts.clear();
	fontExtents.set(context, fonts);
	const known = new WeakMap<TextStyle, Map<string, TextExtent>>();
	const widthsOf = new WeakMap<TextStyle, Map<string, number>>();
	const measured = (text: string) => {
		spend(TOUCHES.call + text.length * (WESTERN.test(text) ? TOUCHES.western : TOUCHES.other));
		return context.measureText(text);
	};

	return {
		scale,
		font(style) {
			const size = style.size * scale;
			const key = canvasFont(style, PROBE);
			const unit = fonts.get(key) ?? probe(context, key);
			fonts.set(key, unit);
			const lineGap = lineGaps.get(style.font ?? '') ?? fontFamily(style.font).lineGap;
			return { ascent: unit.ascent * size, descent: unit.descent * size, lineGap: lineGap * size };
		},
		text(text, style) {
			const ofStyle = known.get(style) ?? new Map<string, TextExtent>();
			known.set(style, ofStyle);
			const before = ofStyle.get(text);
			if (before) return before;
			setStyle(context, text, style, scale);
			const metrics = measured(visualText(text, style));
			const { scaleX = 1, scaleY = 1 } = style;
			const extent = {
				advance: metrics.width * scaleX,
				left: metrics.actualBoundingBoxLeft * scaleX,
				right: metrics.actualBoundingBoxRight * scaleX,
				above: metrics.actualBoundingBoxAscent * scaleY,
			};
			if (text.length <= WORD) ofStyle.set(text, extent);
			return extent;
		},
		rough(word, style) {
			const { size, scaleX = 1, letterSpacing = 0 } = style;
			const ofFont = widthsOf.get(style) ?? fontWidths(widths, canvasFont(style, PROBE));
			widthsOf.set(style, ofFont);
			const width = ofFont.get(word) ?? unitWidth(word, style, measured, context);
			ofFont.set(word, width);
			const spacing = letterSpacing === 0 || CURSIVE.test(word) ? 0 : letterSpacing * word.length;
			return (width * size * scaleX + spacing) * scale;
		},
	};
}

function fontWidths(widths: WordWidthsByFont, font: string): Map<string, number> {
	const ofFont = widths.get(font) ?? new Map<string, number>();
	widths.set(font, ofFont);
	return ofFont;
}

/** In em. */
function unitWidth(
	word: string,
	style: TextStyle,
	measured: (text: string) => TextMetrics,
	context: OffscreenCanvasRenderingContext2D,
): number {
	const { letterSpacing: _, scaleX: __, ...plain } = style;
	setStyle(context, word, { ...plain, size: PROBE }, 1);
	return measured(visualText(word, style)).width / PROBE;
}

/**
 * Measures a text by its words alone, for those who try many sizes.
 * @param measure has `rough`
 */
export function roughMeasure(measure: TextMeasure): TextMeasure {
	const rough = (text: string, style: TextStyle) =>
		(text.match(PIECES) ?? []).reduce(
			(sum, piece) => sum + (measure.rough?.(piece, style) ?? measure.text(piece, style).advance),
			0,
		);
	return {
		...measure,
		text(text, style) {
			const advance = rough(text, style);
			return { advance, left: 0, right: advance, above: 0 };
		},
	};
}

/** Words, and the spaces between them; single characters of scripts that have no spaces between words. */
const PIECES = /[\u2e80-\ufaff\uff00-\u{10ffff}]|[^\s\u2e80-\ufaff\uff00-\u{10ffff}]+|\s+/gu;

/** Extents per em. */
function probe(context: OffscreenCanvasRenderingContext2D, font: string): TypeExtent {
	context.font = font;
	const metrics = context.measureText('');
	return {
		ascent: metrics.fontBoundingBoxAscent / PROBE,
		descent: metrics.fontBoundingBoxDescent / PROBE,
	};
}

/** Widths that scale with the font size, instead of ones rounded to a screen's pixels. */
export function prepareText(context: OffscreenCanvasRenderingContext2D): void {
	context.textRendering = 'geometricPrecision';
	context.textBaseline = 'alphabetic';
	context.textAlign = 'left';
}

/** Scripts whose letters are joined. */
export const CURSIVE =
	/[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Nko}\p{Script=Mongolian}\p{Script=Mandaic}]/u;

/** Sets what a canvas knows of a style; its rise, its stretching and its underline are the caller's. */
export function setStyle(
	context: OffscreenCanvasRenderingContext2D,
	text: string,
	style: TextStyle,
	scale: number,
): void {
	const { kerningFrom = 0.5, scaleX = 1 } = style;
	// Letters that are joined in writing would be torn apart.
	const letterSpacing = CURSIVE.test(text) ? 0 : (style.letterSpacing ?? 0);
	context.font = canvasFont(style, style.size * scale);
	context.fontKerning = kerningFrom > 0 && style.size > kerningFrom ? 'normal' : 'none';
	// Text is drawn stretched by scaleX as a whole, but its spacing is meant as it is.
	context.letterSpacing = `${(letterSpacing * scale) / (scaleX || 1)}px`;
}

/**
 * The canvas's `font`.
 * @param size pixels
 */
function canvasFont({ font, bold, italic }: TextStyle, size: number): string {
	return `${italic ? 'italic ' : ''}${bold ? 'bold ' : ''}${size}px ${fontFamily(font).css}`;
}
