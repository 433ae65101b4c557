import type { Paragraph, TextDocument, TextRun, TextStyle } from '../../protocol/text-document.js';
import type { Edges } from '../../protocol/values.js';
import { roundOffset } from '../geometry/rounding.js';
import type { Steps } from '../pixels/steps.js';
import { baseLevel } from './bidi.js';
import { LineBreaker } from './break-lines.js';
import type { Line, TextRenderer } from './line.js';
import { lineHeight } from './line.js';
import { LineLimits } from './line-limits.js';
import type { TextMeasure } from './measure.js';
import { filledParagraphs } from './paragraph-runs.js';
import type { TextPiece } from './place-line.js';
import { HORIZONTAL_SHARE, overhang, placeLine, sideInk } from './place-line.js';
import { styledRuns } from './styled-runs.js';

export type WordWrap = 'wrap' | 'noWrap' | 'nbWrap';

/** The box of a text layer, in pixels; undefined: as large as the text. */
export interface TextBox {
	readonly width: number | undefined;
	readonly height: number | undefined;
	readonly wordWrap: WordWrap;
	readonly renderer: TextRenderer;
}

/** A text laid out; lengths in pixels from the box's top-left corner. */
export interface TextLayout {
	/** of the box */
	readonly width: number;
	/** of the box */
	readonly height: number;
	readonly pieces: readonly TextPiece[];
	/** of point text: where the layer's origin lies, from the left edge */
	readonly pointX?: number;
	/** of the whole text, whether it fits or not */
	readonly text: { readonly width: number; readonly height: number };
	/** false: some stretch has more lines than its limit, or would have */
	readonly limitsKept: boolean;
	/** false: some lines are left out, or reach beyond the box */
	readonly complete: boolean;
}

const NO_MARGINS: Edges = { left: 0, top: 0, right: 0, bottom: 0 };

/** In em: how far below the box's top `textPs=` puts the first baseline. */
export const PS_FIRST_BASELINE = 0.75;

/**
 * Breaks a text into lines and places them (`r-text.md`, `r-text-positioning.md`). All runs of a line share
 * one baseline, on a whole row of pixels; horizontally pieces stay between pixels.
 * @param place false: only whether and how the text fits is wanted, and there are no pieces
 */
export function* layoutText(
	document: TextDocument,
	box: TextBox,
	measure: TextMeasure,
	place = true,
): Steps<TextLayout> {
	const margins = scaledMargins(document, box, measure.scale);
	const inner = box.width === undefined ? undefined : Math.max(1, box.width - margins.left - margins.right);
	const limits = new LineLimits();
	const lines = yield* documentLines(document, inner, box, measure, limits);
	const isPoint = isPointText(box);
	const sides = isPoint ? lines.map(besidePoint) : [{ left: 0, right: Math.max(0, ...lines.map(fullWidth)) }];
	const left = Math.min(0, ...sides.map((side) => side.left));
	const textWidth = Math.max(0, ...sides.map((side) => side.right)) - left;
	const textHeight = heightOf(lines);
	// `text=` shows all ink: it moves into the box, or a box that sizes itself has room for it.
	const isContained = box.renderer === 'text';
	const isMeasured = isContained && place && inner === undefined;
	const inkWidths = isMeasured ? lines.map((line) => fullWidth(line) + sideInk(line, measure)) : [];
	const width = inner ?? Math.max(1, Math.ceil(Math.max(textWidth, ...inkWidths) - 1e-6));
	const above = isContained ? topOverhang(lines[0], measure) : 0;
	const height =
		box.height ?? Math.max(1, Math.round(above + wholeHeight(lines) + margins.top + margins.bottom));
	const shown = isContained ? lines : wholeLines(lines, height - margins.top - margins.bottom);
	const free = Math.max(0, height - margins.top - margins.bottom - heightOf(shown));
	let top = margins.top + (box.height === undefined ? 0 : free * VERTICAL_SHARE[document.verticalAlign]);
	top += above;
	const bottom = height - margins.bottom;
	const pieces: TextPiece[] = [];
	const isHigh = isContained && box.height !== undefined && textHeight > box.height + 1e-3;
	let complete = shown.length === lines.length && !isHigh;
	for (const line of shown) {
		top += line.before;
		// `text=` cuts the last line where the box ends.
		if (isContained && top >= bottom) {
			complete = false;
			break;
		}
		const baseline = roundOffset(top + line.ascent);
		const room = isPoint ? fullWidth(line) : width;
		const start = isPoint ? besidePoint(line).left - left : margins.left;
		for (const piece of !place ? [] : placeLine(line, room, baseline, box.renderer, measure)) {
			pieces.push({ ...piece, x: piece.x + start });
		}
		yield;
		top += line.pitch;
	}
	return {
		width: box.width ?? width + margins.left + margins.right,
		height,
		pieces,
		...(isPoint && { pointX: -left }),
		text: { width: textWidth, height: textHeight },
		limitsKept: limits.kept,
		complete: complete && (inner === undefined || textWidth <= inner + 1e-3),
	};
}

/**
 * Self-sizing `textPs=` stands at a point: each paragraph right or left of it or around it (`r-text-layers.md`).
 * A height alone is that of a box whose text runs downwards: the box has a width, its height is open.
 */
function isPointText({ renderer, width, height }: TextBox): boolean {
	return renderer === 'textPs' && width === undefined && height === undefined;
}

function heightOf(lines: readonly Line[]): number {
	return lines.reduce((sum, line) => sum + line.before + line.pitch, 0);
}

/** Lines may stand closer than they are high: there is room for the last one even so. */
function wholeHeight(lines: readonly Line[]): number {
	const last = lines.at(-1);
	return heightOf(lines) + (last ? Math.max(0, last.ascent + last.descent - last.pitch) : 0);
}

/** The lines that fit: `textPs=` leaves the others out. */
function wholeLines(lines: readonly Line[], room: number): readonly Line[] {
	let top = 0;
	const count = lines.findIndex(({ before, ascent, descent, pitch }) => {
		const bottom = top + before + ascent + descent;
		top += before + pitch;
		return bottom > room + 0.5;
	});
	return count < 0 ? lines : lines.slice(0, count);
}

function fullWidth({ indent, width, rightIndent }: Line): number {
	return indent + width + rightIndent;
}

function besidePoint(line: Line): { readonly left: number; readonly right: number } {
	const width = fullWidth(line);
	const left = -width * HORIZONTAL_SHARE[line.align];
	return { left, right: left + width };
}

const VERTICAL_SHARE = { top: 0, center: 0.5, bottom: 1 } as const;

/** In pixels. Point text has none (`r-text-layers.md`). */
export function scaledMargins({ margins }: TextDocument, box: TextBox, scale: number): Edges {
	if (!margins || isPointText(box)) return NO_MARGINS;
	return {
		left: margins.left * scale,
		top: margins.top * scale,
		right: margins.right * scale,
		bottom: margins.bottom * scale,
	};
}

function* documentLines(
	document: TextDocument,
	width: number | undefined,
	box: TextBox,
	measure: TextMeasure,
	limits: LineLimits,
): Steps<readonly Line[]> {
	let spaceAfter = 0;
	const lines: Line[] = [];
	const room = box.height ?? Number.POSITIVE_INFINITY;
	let height = 0;
	for (const [index, { paragraph, runs }] of filledParagraphs(document).entries()) {
		const ownSpace = box.renderer === 'textPs' && index === 0 ? 0 : (paragraph.spaceBefore ?? 0);
		let before = (spaceAfter + ownSpace) * measure.scale;
		spaceAfter = paragraph.spaceAfter ?? 0;
		for (const line of paragraphLines(paragraph, runs, width, box, measure, limits)) {
			lines.push({ ...line, before });
			// The first line beyond the box tells that it is full; more of them are not needed.
			if (height > room) return finished(lines, box, spaceAfter, measure);
			height += before + line.pitch;
			before = 0;
			yield;
		}
	}
	return finished(lines, box, spaceAfter, measure);
}

function finished(
	lines: readonly Line[],
	box: TextBox,
	spaceAfter: number,
	measure: TextMeasure,
): readonly Line[] {
	const [first, ...others] = lines;
	if (!first || box.renderer === 'text') return withSpaceAfter(lines, spaceAfter * measure.scale);
	return box.height === undefined ? lines : [psFirstLine(first, measure), ...others];
}

function withSpaceAfter(lines: readonly Line[], space: number): readonly Line[] {
	return lines.map((line, index) =>
		index === lines.length - 1 ? { ...line, pitch: line.pitch + space } : line,
	);
}

/** In a box `textPs=` begins with the letters, not with the room above them. */
function psFirstLine(line: Line, measure: TextMeasure): Line {
	const share = measure.firstBaseline ?? PS_FIRST_BASELINE;
	const ascent = share * measure.scale * Math.max(...line.spans.map(({ style }) => style.size));
	return { ...line, ascent, pitch: line.pitch - line.ascent + ascent };
}

/** The first line moves down if its ink would rise above the box: `text=` shows it whole. */
function topOverhang(line: Line | undefined, measure: TextMeasure): number {
	if (!line) return 0;
	const ink = line.spans.map(
		({ text, style }) => measure.text(text, style).above + (style.rise ?? 0) * measure.scale,
	);
	return overhang(Math.max(...ink) - line.ascent);
}

function* paragraphLines(
	paragraph: Paragraph,
	runs: readonly TextRun[],
	width: number | undefined,
	box: TextBox,
	measure: TextMeasure,
	limits: LineLimits,
): Generator<Line> {
	const { firstIndent = 0, leftIndent = 0, rightIndent = 0, lastAlign } = paragraph;
	// point text heeds no `\qj`
	const align = paragraph.align === 'justify' && isPointText(box) ? 'left' : paragraph.align;
	const indent = (first: boolean) => (leftIndent + (first ? firstIndent : 0)) * measure.scale;
	const right = rightIndent * measure.scale;
	const limit = (first: boolean) =>
		width === undefined || box.wordWrap === 'noWrap'
			? Number.POSITIVE_INFINITY
			: width - indent(first) - right;
	const base = baseLevel(runs.map((run) => run.text).join(''));
	const breaker = new LineBreaker(styledRuns(runs), measure);
	const isFull = (style: TextStyle) => limits.isFull(style);
	for (breaker.skip(isFull); !breaker.done; breaker.skip(isFull)) {
		const first = breaker.atStart;
		const line = breaker.take(limit(first), box.wordWrap === 'wrap');
		limits.count(line.spans);
		yield {
			spans: line.spans,
			width: line.width,
			indent: indent(first),
			rightIndent: right,
			before: 0,
			...lineHeight(line.spans, paragraph, box.renderer, measure),
			base,
			align: align === 'justify' && line.ends ? (lastAlign ?? 'left') : align,
		};
	}
}
