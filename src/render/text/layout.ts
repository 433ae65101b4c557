import type { Paragraph, TextDocument, TextStyle } from '../../protocol/text-document.js';
import { roundOffset } from '../rounding.js';
import type { LineSpan } from './break-lines.js';
import { breakLines } from './break-lines.js';
import type { TextMeasure } from './measure.js';

export type WordWrap = 'wrap' | 'noWrap' | 'nbWrap';

/** The box of a text layer, in pixels; undefined: as large as the text. */
export interface TextBox {
	readonly width: number | undefined;
	readonly height: number | undefined;
	readonly wordWrap: WordWrap;
}

/** A text laid out; lengths in pixels from the box's top-left corner. */
export interface TextLayout {
	/** of the box */
	readonly width: number;
	/** of the box */
	readonly height: number;
	readonly pieces: readonly TextPiece[];
}

/** A stretch of text in one style on one line. */
export interface TextPiece {
	readonly text: string;
	readonly style: TextStyle;
	/** where the pen starts */
	readonly x: number;
	/** row of the baseline */
	readonly baseline: number;
}

interface Line {
	readonly spans: readonly LineSpan[];
	/** without the spaces at its end */
	readonly width: number;
	readonly ascent: number;
	/** from this line's top to the next one's */
	readonly pitch: number;
	readonly align: Paragraph['align'];
}

const DEFAULT_STYLE: TextStyle = {
	size: 12,
	bold: false,
	italic: false,
	color: { red: 0, green: 0, blue: 0, alpha: 1, type: 'rgb', sourceSpace: false },
};

/**
 * Breaks a text into lines and places them (`r-text.md`, `r-text-positioning.md`). All runs of a line share
 * one baseline, on a whole row of pixels; horizontally pieces stay between pixels.
 */
export function layoutText(document: TextDocument, box: TextBox, measure: TextMeasure): TextLayout {
	const lines = documentLines(document, box, measure);
	const blockHeight = lines.reduce((sum, line) => sum + line.pitch, 0);
	const width = box.width ?? Math.max(1, Math.ceil(Math.max(0, ...lines.map((line) => line.width)) - 1e-6));
	const height = box.height ?? Math.max(1, Math.round(blockHeight));
	const space = Math.max(0, height - blockHeight);
	let top = space * VERTICAL_SHARE[document.verticalAlign] + topOverhang(lines[0], measure);
	const pieces: TextPiece[] = [];
	for (const line of lines) {
		if (top >= height) break;
		pieces.push(...placeLine(line, width, roundOffset(top + line.ascent), measure));
		top += line.pitch;
	}
	return { width, height, pieces };
}

const VERTICAL_SHARE = { top: 0, center: 0.5, bottom: 1 } as const;
const HORIZONTAL_SHARE = { left: 0, center: 0.5, right: 1, justify: 0 } as const;

function documentLines(document: TextDocument, box: TextBox, measure: TextMeasure): readonly Line[] {
	const limit = box.width === undefined || box.wordWrap === 'noWrap' ? Number.POSITIVE_INFINITY : box.width;
	let style = DEFAULT_STYLE;
	return document.paragraphs.flatMap((paragraph) => {
		const styled = paragraph.runs.length > 0 ? paragraph.runs : [{ text: '', style }];
		style = styled[styled.length - 1]?.style ?? style;
		return breakLines(styled, { limit, breakWords: box.wordWrap === 'wrap' }, measure).map(
			({ spans, width }) => {
				const fonts = spans.map((span) => measure.font(span.style));
				const ascent = Math.max(...fonts.map((font) => font.ascent));
				return {
					spans,
					width,
					ascent,
					pitch: ascent + Math.max(...fonts.map((font) => font.descent + font.lineGap)),
					align: paragraph.align,
				};
			},
		);
	});
}

/** The first line moves down if its ink would rise above the box: `text=` shows it whole. */
function topOverhang(line: Line | undefined, measure: TextMeasure): number {
	if (!line) return 0;
	const ink = Math.max(...line.spans.map((span) => measure.text(span.text, span.style).above));
	return Math.max(0, Math.ceil(ink - line.ascent - 0.5));
}

function placeLine(line: Line, width: number, baseline: number, measure: TextMeasure): readonly TextPiece[] {
	const start = Math.max(0, width - line.width) * HORIZONTAL_SHARE[line.align];
	let x = start + sideOverhang(line, start, width, measure);
	return line.spans.map((span) => {
		const piece = { text: span.text, style: span.style, x, baseline };
		x += span.width;
		return piece;
	});
}

/** How far a line moves so that slanted or swashed ink stays inside the box, left edge first. */
function sideOverhang(line: Line, start: number, width: number, measure: TextMeasure): number {
	const first = line.spans[0];
	const last = line.spans[line.spans.length - 1];
	if (!first || !last || line.width > width) return 0;
	const left = overhang(measure.text(first.text, first.style).left - start);
	const extent = measure.text(last.text, last.style);
	const right = overhang(start + line.width - extent.advance + extent.right - width);
	return left > 0 ? left : -Math.min(right, start);
}

/** Engines round ink to whole pixels, outwards: less than one is no overhang. */
function overhang(pixels: number): number {
	return pixels > 1 ? pixels : 0;
}
