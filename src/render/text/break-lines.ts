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

/** Forgives the noise of adding widths. */
const TOLERANCE = 1e-3;

/** Where the breaking of a paragraph stands. */
export interface BreakState {
	/** offset of the next line's start */
	readonly from: number;
	/** U+000A or the end of the text, whichever comes next; -1: nothing is left */
	readonly end: number;
	/** offsets where lines may end, ascending */
	readonly words: readonly number[];
	/** index of the next one */
	readonly word: number;
	/** offsets before that where a word may be cut that was too long */
	readonly cuts: readonly number[];
	/** index of the next one */
	readonly cut: number;
}

/** Breaks a paragraph line by line: at every U+000A, and wherever the next word would not fit. */
export class LineBreaker {
	/** may be read and set back, to try a line again */
	state: BreakState;
	private readonly paragraph: ParagraphText;
	private measured: { readonly state: BreakState; readonly width: number } | undefined;

	/** @param runs at least one */
	constructor(runs: readonly TextRun[], measure: TextMeasure) {
		this.paragraph = new ParagraphText(runs, measure);
		this.state = this.part(0);
	}

	/** True once the last line has been taken. */
	get done(): boolean {
		return this.state.end < 0;
	}

	/** True before the first line of the paragraph, and of what follows U+000A at its very start. */
	get atStart(): boolean {
		return this.state.from === 0;
	}

	/** Advance of what the next line must begin with, if words are not cut. */
	get wordWidth(): number {
		const { state } = this;
		if (this.measured?.state !== state) {
			const width = this.paragraph.width(state.from, lineEnd(state, 0) ?? state.end);
			this.measured = { state, width };
		}
		return this.measured.width;
	}

	/** Style of the next line's first character. */
	get style(): TextStyle | undefined {
		return this.paragraph.line(this.state.from, this.state.from + 1).spans[0]?.style;
	}

	/**
	 * The next line; never without a character, if there is one.
	 * @param limit pixels; Infinity: the line ends only where the text says so
	 * @param breakWords a word longer than the line is cut
	 */
	take(limit: number, breakWords: boolean): BrokenLine {
		const { from, end } = this.state;
		if (limit === Number.POSITIVE_INFINITY || from === end) return this.finish(from, end);
		const fits = (to: number) => this.paragraph.width(from, to) <= limit + TOLERANCE;
		let { state } = this;
		let count = countFitting((index) => lineEnd(state, index), fits);
		if (count === 0 && breakWords && state.cut >= state.cuts.length) {
			const cuts = graphemeEnds(this.paragraph.text, from, state.words[state.word] ?? end);
			state = { ...state, word: state.word + 1, cuts, cut: 0 };
			count = countFitting((index) => lineEnd(state, index), fits);
		}
		const taken = Math.max(1, count);
		const to = lineEnd(state, taken - 1) ?? end;
		if (to === end) return this.finish(from, end);
		const cut = Math.min(state.cuts.length, state.cut + taken);
		this.state = { ...state, from: to, cut, word: state.word + taken - (cut - state.cut) };
		return { ...this.paragraph.line(from, to), ends: false };
	}

	private finish(from: number, end: number): BrokenLine {
		this.state = this.part(end + 1);
		return { ...this.paragraph.line(from, end), ends: true };
	}

	/** The stretch up to the next U+000A. */
	private part(from: number): BreakState {
		const { text } = this.paragraph;
		if (from > text.length) return { from, end: -1, words: [], word: 0, cuts: [], cut: 0 };
		const found = text.indexOf('\n', from);
		const end = found < 0 ? text.length : found;
		const words = breakOpportunities(text.slice(from, end)).map((offset) => from + offset);
		return { from, end, words, word: 0, cuts: [], cut: 0 };
	}
}

/** The offsets where the next line may end, by index: cuts of a word first. */
function lineEnd({ words, word, cuts, cut }: BreakState, index: number): number | undefined {
	return cuts[cut + index] ?? words[word + index - (cuts.length - cut)];
}

/** Every place where a word that is longer than a line may be cut. */
function graphemeEnds(text: string, from: number, to: number): readonly number[] {
	let offset = from;
	return graphemes(text.slice(from, to)).map((cluster) => {
		offset += cluster.length;
		return offset;
	});
}

/** How many of the offsets where a line may end are near enough. */
function countFitting(endAt: (index: number) => number | undefined, fits: (to: number) => boolean): number {
	// Widths grow with the text: doubling steps, then bisection, measure little more than the line itself.
	const fitting = (count: number) => {
		const to = endAt(count - 1);
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
		const slices: TextRun[] = [];
		for (let index = this.runAt(from); index < this.runs.length; index++) {
			const run = this.runs[index];
			const start = (this.ends[index] ?? 0) - (run?.text.length ?? 0);
			if (!run || start >= to) break;
			const text = run.text.slice(Math.max(0, from - start), to - start);
			if (text) slices.push({ text, style: run.style });
		}
		if (slices.length > 0) return slices;
		const run = this.runs[this.runAt(from - 1)] ?? this.runs[this.runs.length - 1];
		return run ? [{ text: '', style: run.style }] : [];
	}

	/** Index of the run with the character at an offset. */
	private runAt(offset: number): number {
		let [low, high] = [0, this.ends.length];
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((this.ends[middle] ?? 0) > offset) high = middle;
			else low = middle + 1;
		}
		return low;
	}
}
