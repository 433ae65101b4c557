import type { TextStyle } from '../../protocol/text-document.js';
import { roundOffset } from '../geometry/rounding.js';
import { levels, mayTurn, stretchesOf, visualOrder } from './bidi.js';
import type { LineSpan } from './break-lines.js';
import { graphemes } from './break-opportunities.js';
import { justified } from './justify.js';
import type { Line, TextRenderer } from './line.js';
import type { TextMeasure } from './measure.js';
import { isTurnedByEngine } from './styled-runs.js';

/** A stretch of text in one style on one line. */
export interface TextPiece {
	readonly text: string;
	readonly style: TextStyle;
	/** where the pen starts */
	readonly x: number;
	/** row of the baseline, the run's rise included */
	readonly baseline: number;
	/** how far the pen moves */
	readonly width: number;
	/** the text runs from right to left */
	readonly rtl?: true;
	/** the piece is turned about the pen's start, degrees clockwise; absent: 0 */
	readonly turn?: number;
}

/** Of what a line leaves free, how much lies left of it. */
export const HORIZONTAL_SHARE = { left: 0, center: 0.5, right: 1, justify: 0 } as const;

/**
 * Puts the pieces of a line beside each other, as they are seen.
 * @param width of the box, from whose left edge `x` counts
 */
export function placeLine(
	line: Line,
	width: number,
	baseline: number,
	renderer: TextRenderer,
	measure: TextMeasure,
): readonly TextPiece[] {
	const room = width - line.indent - line.rightIndent;
	const free = Math.max(0, room - line.width);
	const spans = line.align === 'justify' ? justified(line.spans, free, measure) : line.spans;
	const start = line.indent + free * HORIZONTAL_SHARE[line.align];
	let x = start + (renderer === 'text' ? sideOverhang(line, start, width, measure) : 0);
	return visualSpans(spans, line.base, measure).map(({ text, style, width: advance, level }) => {
		const rise = (style.rise ?? 0) * measure.scale;
		const piece: TextPiece = {
			text,
			style,
			x,
			baseline: roundOffset(baseline - rise),
			width: advance,
			...(level % 2 === 1 && isTurnedByEngine(text, style) && { rtl: true }),
		};
		x += advance;
		return piece;
	});
}

/** Spans of one direction each, from left to right. */
function visualSpans(
	spans: readonly LineSpan[],
	base: 0 | 1,
	measure: TextMeasure,
): readonly (LineSpan & { readonly level: number })[] {
	const plain = base === 0 && spans.every(({ text, style }) => !style.direction && !mayTurn(text));
	if (plain) return spans.map((span) => ({ ...span, level: 0 }));
	const clusters = spans.flatMap(({ text, style }) =>
		graphemes(text).map((cluster) => ({ text: cluster, turned: style.direction === 'rtl' })),
	);
	const all = levels(clusters, base);
	let at = 0;
	const stretches = spans.flatMap((span) => {
		const own = all.slice(at, at + graphemes(span.text).length);
		at += own.length;
		const parts = stretchesOf(span.text, own);
		if (parts.length <= 1) return [{ ...span, level: parts[0]?.level ?? base }];
		return parts.map(({ text, level }) => {
			return { text, style: span.style, level, width: measure.text(text, span.style).advance };
		});
	});
	return visualOrder(stretches);
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

/** How much wider than its letters a line's slanted or swashed ink is, on both sides together. */
export function sideInk({ spans }: Line, measure: TextMeasure): number {
	const [first, last] = [spans[0], spans.at(-1)];
	if (!first || !last) return 0;
	const { advance, right } = measure.text(last.text, last.style);
	return overhang(measure.text(first.text, first.style).left) + overhang(right - advance);
}

/** Engines round ink to whole pixels, outwards: less than one is no overhang. */
export function overhang(pixels: number): number {
	return pixels > 1 ? pixels : 0;
}
