import type { TextRun, TextStyle } from '../../protocol/text-document.js';
import { breakOpportunities, graphemes } from './break-opportunities.js';
import type { TextMeasure } from './measure.js';

/** A stretch of one run on one line. */
export interface LineSpan {
	readonly text: string;
	readonly style: TextStyle;
	/** advance in pixels */
	readonly width: number;
}

export interface BrokenLine {
	/** never empty; the last one has lost the spaces at the line's end */
	readonly spans: readonly LineSpan[];
	readonly width: number;
	/** true if the text itself ends the line: by U+000A or because it is over */
	readonly ends: boolean;
}

export interface BreakRule {
	/** room for the first line of the paragraph, and for others; Infinity: lines end only where the text says so */
	limit(first: boolean): number;
	/** words longer than a line are cut */
	readonly breakWords: boolean;
}

/** Forgives the noise of adding widths. */
const TOLERANCE = 1e-3;

/**
 * Breaks a paragraph into lines: at every U+000A, and wherever the next word would not fit.
 * @param runs at least one
 * @returns at least one line
 */
export function breakLines(
	runs: readonly TextRun[],
	rule: BreakRule,
	measure: TextMeasure,
): readonly BrokenLine[] {
	const paragraph = new ParagraphText(runs, measure);
	const lines: BrokenLine[] = [];
	let start = 0;
	for (const part of paragraph.text.split('\n')) {
		const end = start + part.length;
		for (const [from, to] of lineBounds(paragraph, start, end, rule)) {
			lines.push({ ...paragraph.line(from, to), ends: to === end });
		}
		start = end + 1;
	}
	return lines;
}

/** First and last offset of each line of a stretch without U+000A. */
function* lineBounds(
	paragraph: ParagraphText,
	start: number,
	end: number,
	{ limit, breakWords }: BreakRule,
): Generator<readonly [number, number]> {
	if (limit(false) === Number.POSITIVE_INFINITY || start === end) {
		yield [start, end];
		return;
	}
	const ends = breakOpportunities(paragraph.text.slice(start, end)).map((offset) => start + offset);
	let next = 0;
	let from = start;
	while (next < ends.length) {
		const fits = (to: number) => paragraph.width(from, to) <= limit(from === 0) + TOLERANCE;
		const count = countFitting(ends, next, fits);
		if (count === 0 && breakWords)
			ends.splice(next, 1, ...graphemeEnds(paragraph.text, from, ends[next] ?? end));
		next += count || Math.max(1, breakWords ? countFitting(ends, next, fits) : 1);
		const to = ends[next - 1] ?? end;
		yield [from, to];
		from = to;
	}
}

/** Every place where a word that is longer than a line may be cut. */
function graphemeEnds(text: string, from: number, to: number): readonly number[] {
	let offset = from;
	return graphemes(text.slice(from, to)).map((cluster) => {
		offset += cluster.length;
		return offset;
	});
}

/** How many of `ends` from `first` on are fit for the line's end. */
function countFitting(ends: readonly number[], first: number, fits: (to: number) => boolean): number {
	// Widths grow with the text: doubling steps, then bisection, measure little more than the line itself.
	const fitting = (count: number) => {
		const to = ends[first + count - 1];
		return to !== undefined && fits(to);
	};
	let low = 0;
	let high = 1;
	while (fitting(high)) {
		low = high;
		high *= 2;
	}
	while (high - low > 1) {
		const middle = (low + high) >> 1;
		if (fitting(middle)) low = middle;
		else high = middle;
	}
	return low;
}

/** The runs of a paragraph as one text. */
class ParagraphText {
	readonly text: string;
	private readonly ends: readonly number[];

	constructor(
		private readonly runs: readonly TextRun[],
		private readonly measure: TextMeasure,
	) {
		let end = 0;
		this.text = runs.map((run) => run.text).join('');
		this.ends = runs.map((run) => {
			end += run.text.length;
			return end;
		});
	}

	width(from: number, to: number): number {
		return this.line(from, to).width;
	}

	/** The stretch as a line, without the spaces at its end. */
	line(from: number, to: number): Omit<BrokenLine, 'ends'> {
		const end = from + this.text.slice(from, to).replace(/[ \t\u3000]+$/, '').length;
		const spans = this.slices(from, end).map(({ text, style }) => ({
			text,
			style,
			width: text ? this.measure.text(text, style).advance : 0,
		}));
		return { spans, width: spans.reduce((sum, span) => sum + span.width, 0) };
	}

	/** The runs between two offsets; an empty stretch keeps the style that it has. */
	private slices(from: number, to: number): readonly TextRun[] {
		const slices = this.runs.flatMap((run, index) => {
			const end = this.ends[index] ?? 0;
			const start = end - run.text.length;
			const text = run.text.slice(Math.max(0, from - start), Math.max(0, to - start));
			return text ? [{ text, style: run.style }] : [];
		});
		if (slices.length > 0) return slices;
		const index = this.ends.findIndex((end) => end >= from);
		const run = this.runs[index] ?? this.runs[this.runs.length - 1];
		return run ? [{ text: '', style: run.style }] : [];
	}
}
