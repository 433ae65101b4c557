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

/**
 * Measures with a canvas.
 * @param scale pixels per point
 */
export function canvasMeasure(context: OffscreenCanvasRenderingContext2D, scale: number): TextMeasure {
	prepareText(context);
	const fonts = new Map<string, FontExtent>();

	return {
		scale,
		font(style) {
			const size = style.size * scale;
			const key = canvasFont(style, PROBE);
			const unit = fonts.get(key) ?? probe(context, key, fontFamily(style.font).lineGap);
			fonts.set(key, unit);
			return { ascent: unit.ascent * size, descent: unit.descent * size, lineGap: unit.lineGap * size };
		},
		text(text, style) {
			setStyle(context, text, style, scale);
			const metrics = context.measureText(visualText(text, style));
			const { scaleX = 1, scaleY = 1 } = style;
			return {
				advance: metrics.width * scaleX,
				left: metrics.actualBoundingBoxLeft * scaleX,
				right: metrics.actualBoundingBoxRight * scaleX,
				above: metrics.actualBoundingBoxAscent * scaleY,
			};
		},
	};
}

/** Extents per em. */
function probe(context: OffscreenCanvasRenderingContext2D, font: string, lineGap: number): FontExtent {
	context.font = font;
	const metrics = context.measureText('');
	return {
		ascent: metrics.fontBoundingBoxAscent / PROBE,
		descent: metrics.fontBoundingBoxDescent / PROBE,
		lineGap,
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
	context.fontKerning = kerningFrom > 0 && style.size >= kerningFrom ? 'normal' : 'none';
	// Text is drawn stretched by scaleX as a whole, but its spacing is meant as it is.
	context.letterSpacing = `${(letterSpacing * scale) / (scaleX || 1)}px`;
}

/**
 * The canvas's `font`.
 * @param size pixels
 */
function canvasFont(style: TextStyle, size: number): string {
	const slant = style.italic ? 'italic ' : '';
	const weight = style.bold ? 'bold ' : '';
	return `${slant}${weight}${size}px ${fontFamily(style.font).css}`;
}
