import type { TextRun, TextStyle } from '../../protocol/text-document.js';
import { breakOpportunities, graphemes, SOFT_HYPHEN } from './break-opportunities.js';
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
/** Characters that are measured faster as a whole than word by word. */
const SHORT = 200;

/** Soft hyphens of a word that may all together be narrower than the hyphen. */
const SYLLABLES = 4;

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
	readonly widths: WordWidths | undefined;
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
		return this.paragraph.styleAt(this.state.from);
	}

	/** Goes on behind the text that is left out. */
	skip(isLeftOut: (style: TextStyle) => boolean): void {
		const { from } = this.state;
		const to = this.done ? from : this.paragraph.skip(from, isLeftOut);
		if (to !== from) this.state = this.part(to);
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
		const hasCuts = state.cut < state.cuts.length;
		const guess = hasCuts ? undefined : this.guess(limit);
		let count = countFitting((index) => lineEnd(state, index), fits, guess);
		if (count === 0 && breakWords && !hasCuts) {
			const cuts = graphemeEnds(this.paragraph.text, from, state.words[state.word] ?? end);
			state = { ...state, word: state.word + 1, cuts, cut: 0 };
			count = countFitting((index) => lineEnd(state, index), fits);
		}
		// A hyphen may be wider than the letters that follow it: the word may fit where a part of it does not.
		let whole = count;
		while (whole < count + SYLLABLES && this.paragraph.isHyphenated(lineEnd(state, whole))) whole++;
		if (whole > count && fits(lineEnd(state, whole) ?? end)) count = whole + 1;
		const taken = Math.max(1, count);
		const to = lineEnd(state, taken - 1) ?? end;
		if (to === end) return this.finish(from, end);
		const cut = Math.min(state.cuts.length, state.cut + taken);
		this.state = { ...state, from: to, cut, word: state.word + taken - (cut - state.cut) };
		return { ...this.paragraph.line(from, to), ends: false };
	}

	/** About how many words fit: in a short text by their share of it, which takes a single measurement. */
	private guess(limit: number): number | undefined {
		const { from, end, words, word, widths } = this.state;
		if (end - from > SHORT) return widths?.countFitting(word, from, limit);
		const count = words.length - word;
		const width = this.paragraph.width(from, end);
		return width <= limit ? count : Math.floor((count * Math.max(0, limit)) / width);
	}

	private finish(from: number, end: number): BrokenLine {
		this.state = this.part(end + 1);
		return { ...this.paragraph.line(from, end), ends: true };
	}

	/** The stretch up to the next U+000A. */
	private part(from: number): BreakState {
		const { text } = this.paragraph;
		if (from > text.length) return { from, end: -1, words: [], word: 0, widths: undefined, cuts: [], cut: 0 };
		const found = text.indexOf('\n', from);
		const end = found < 0 ? text.length : found;
		const words = breakOpportunities(text.slice(from, end)).map((offset) => from + offset);
		const widths = new WordWidths(this.paragraph, from, words);
		return { from, end, words, word: 0, widths, cuts: [], cut: 0 };
	}
}

/** The offsets where the next line may end, by index: cuts of a word first. */
function lineEnd({ words, word, cuts, cut }: BreakState, index: number): number | undefined {
	return cuts[cut + index] ?? words[word + index - (cuts.length - cut)];
}

/** Every place where a word that is longer than a line may be cut: not where a hyphen would begin a line. */
function graphemeEnds(text: string, from: number, to: number): readonly number[] {
	let offset = from;
	const ends = graphemes(text.slice(from, to)).map((cluster) => {
		offset += cluster.length;
		return offset;
	});
	return ends.filter((end) => text[end] !== SOFT_HYPHEN);
}

/**
 * How many of the offsets where a line may end are near enough.
 * @param guess where to look first
 */
function countFitting(
	endAt: (index: number) => number | undefined,
	fits: (to: number) => boolean,
	guess = 0,
): number {
	// Widths grow with the text: from the guess in steps that double, then by bisection, no more is measured
	// than a few lines.
	const fitting = (count: number) => {
		const to = endAt(count - 1);
		return to !== undefined && fits(to);
	};
	let step = 1;
	let [low, high] = [guess, guess + 1];
	if (guess === 0 || fitting(guess)) {
		for (; fitting(high); step *= 2) [low, high] = [high, high + step];
	} else {
		[low, high] = [guess - 1, guess];
		for (; low > 0 && !fitting(low); step *= 2) [low, high] = [Math.max(0, low - step), low];
	}
	while (high - low > 1) {
		const middle = (low + high) >> 1;
		if (fitting(middle)) low = middle;
		else high = middle;
	}
	return low;
}

/** About how wide words are, each measured by itself and as far as lines have come. */
class WordWidths {
	/** from the start of the first word, with the spaces behind each */
	private readonly sums: number[] = [];
	/** without them */
	private readonly trimmed: number[] = [];

	constructor(
		private readonly paragraph: ParagraphText,
		private readonly start: number,
		/** offsets of their ends */
		private readonly ends: readonly number[],
	) {}

	/**
	 * How many words fit on a line, if nothing is kerned between words.
	 * @param first index of the word that the line begins with, or with the rest of which it begins
	 */
	countFitting(first: number, from: number, limit: number): number {
		const before = this.sums[first - 1] ?? 0;
		const wordStart = this.ends[first - 1] ?? this.start;
		const base = before + (from > wordStart ? this.paragraph.rough(wordStart, from) : 0);
		let count = 0;
		while (first + count < this.ends.length && this.endOf(first + count) - base <= limit) count++;
		return count;
	}

	private endOf(index: number): number {
		for (let at = this.trimmed.length; at <= index; at++) {
			const from = this.ends[at - 1] ?? this.start;
			const to = this.ends[at] ?? from;
			const before = this.sums[at - 1] ?? 0;
			const end = this.paragraph.trimmedEnd(from, to);
			const width = this.paragraph.rough(from, end);
			this.trimmed.push(before + width);
			this.sums.push(before + width + (end < to ? this.paragraph.rough(end, to) : 0));
		}
		return this.trimmed[index] ?? 0;
	}
}

/** The runs of a paragraph as one text. */
class ParagraphText {
	readonly text: string;
	private readonly ends: readonly number[];
	/** what was measured for the line that begins there, by its end */
	private tried: { readonly from: number; readonly lines: Map<number, Omit<BrokenLine, 'ends'>> } = {
		from: -1,
		lines: new Map(),
	};

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

	/** About the width of a stretch, its spaces included. */
	rough(from: number, to: number): number {
		const { measure } = this;
		return this.slices(from, to).reduce(
			(sum, { text, style }) =>
				sum + (text ? (measure.rough?.(text, style) ?? measure.text(text, style).advance) : 0),
			0,
		);
	}

	styleAt(offset: number): TextStyle | undefined {
		return this.slices(offset, offset + 1)[0]?.style;
	}

	/** The first offset whose style is not left out, without the spaces there; beyond the text: there is none. */
	skip(from: number, isLeftOut: (style: TextStyle) => boolean): number {
		let index = Math.min(this.runAt(from), this.runs.length - 1);
		for (; index < this.runs.length; index++) {
			const run = this.runs[index];
			if (run && !isLeftOut(run.style)) break;
		}
		const start = index === 0 ? 0 : (this.ends[index - 1] ?? 0);
		if (start <= from) return from;
		if (index === this.runs.length) return this.text.length + 1;
		return start + (/^ */.exec(this.text.slice(start))?.[0].length ?? 0);
	}

	/** The end of a stretch without the spaces there. */
	trimmedEnd(from: number, to: number): number {
		let end = to;
		while (end > from && ' \t\u3000'.includes(this.text[end - 1] ?? '')) end--;
		return end;
	}

	/** True if a line that ends there shows a hyphen. */
	isHyphenated(to: number | undefined): boolean {
		if (to === undefined || this.text[to - 1] !== SOFT_HYPHEN) return false;
		return to < this.text.length && this.text[to] !== '\n';
	}

	/** The stretch as a line, without the spaces at its end. */
	line(from: number, to: number): Omit<BrokenLine, 'ends'> {
		if (this.tried.from !== from) this.tried = { from, lines: new Map() };
		const known = this.tried.lines.get(to);
		if (known) return known;
		const spans = this.slices(from, this.trimmedEnd(from, to), this.isHyphenated(to)).map(
			({ text, style }) => ({
				text,
				style,
				width: text ? this.measure.text(text, style).advance : 0,
			}),
		);
		const line = { spans, width: spans.reduce((sum, span) => sum + span.width, 0) };
		this.tried.lines.set(to, line);
		return line;
	}

	/** What is seen of the runs between two offsets; an empty stretch keeps the style that it has. */
	private slices(from: number, to: number, isHyphenated = false): readonly TextRun[] {
		const slices: TextRun[] = [];
		for (let index = this.runAt(from); index < this.runs.length; index++) {
			const run = this.runs[index];
			const start = (this.ends[index] ?? 0) - (run?.text.length ?? 0);
			if (!run || start >= to) break;
			const isLast = (this.ends[index] ?? 0) >= to;
			const text = seen(run.text.slice(Math.max(0, from - start), to - start), isHyphenated && isLast);
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

function seen(text: string, isHyphenated: boolean): string {
	if (!text.includes(SOFT_HYPHEN)) return text;
	return `${text.replaceAll(SOFT_HYPHEN, '')}${isHyphenated ? '-' : ''}`;
}
