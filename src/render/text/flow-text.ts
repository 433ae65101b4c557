import type { Paragraph, TextDocument } from '../../protocol/text-document.js';
import type { Steps } from '../pixels/steps.js';
import { baseLevel } from './bidi.js';
import type { BrokenLine } from './break-lines.js';
import { LineBreaker } from './break-lines.js';
import type { FlowShape, Interval } from './flow-shape.js';
import { MOST_ROWS } from './flow-shape.js';
import { PS_FIRST_BASELINE } from './layout.js';
import type { Line } from './line.js';
import { lineHeight } from './line.js';
import { LineLimits } from './line-limits.js';
import type { TextMeasure } from './measure.js';
import { DEFAULT_STYLE, filledParagraphs } from './paragraph-runs.js';
import type { TextPiece } from './place-line.js';
import { placeLine } from './place-line.js';
import { styledRuns } from './styled-runs.js';
import { trialMeasure } from './trial-measure.js';

/** A text that has flowed into shapes. */
export interface FlowedText {
	readonly pieces: readonly TextPiece[];
	/** false: some stretch has more lines than its limit, or would have */
	readonly limitsKept: boolean;
	/** false: the shapes were full before the text was over */
	readonly complete: boolean;
}

/** Halvings when lines are moved down to the middle or the bottom of a shape. */
export const STEPS = 10;

/**
 * Fills shapes with text, one after another, from top to bottom (`r-textflowpath.md`). A line is as long as
 * the shape is wide over the whole height of its letters; where a shape is cut in two, a line goes on
 * behind the gap.
 * @param place false: only whether the text fits is wanted, and there are no pieces
 */
export function* flowText(
	document: TextDocument,
	shapes: readonly FlowShape[],
	measure: TextMeasure,
	place = true,
): Steps<FlowedText> {
	const flowed = yield* new Flow(document, measure, place).fill(shapes);
	// Shapes that are full have nothing to move: the text is moved where it ends.
	const used = shapes.slice(0, flowed.used);
	const shape = used.at(-1);
	if (document.verticalAlign === 'top' || !flowed.complete || !shape) return flowed;
	const trial = trialMeasure(document, measure);
	let [fitting, over] = [0, shape.bottom - shape.top];
	for (let step = 0; step < STEPS; step++) {
		const middle = (fitting + over) / 2;
		const { complete } = yield* new Flow(document, trial, false).fill(used, middle);
		if (complete) fitting = middle;
		else over = middle;
	}
	const offset = document.verticalAlign === 'bottom' ? fitting : fitting / 2;
	const moved = yield* new Flow(document, measure, place).fill(used, offset);
	return moved.complete ? moved : flowed;
}

interface PlacedLine {
	readonly line: BrokenLine;
	readonly interval: Interval;
	readonly indent: number;
}

interface FilledShapes extends FlowedText {
	/** how many there are up to the last one that has a line */
	readonly used: number;
}

interface FlowingParagraph {
	readonly paragraph: Paragraph;
	readonly breaker: LineBreaker;
}

/** A text on its way through shapes. */
class Flow {
	private readonly pieces: TextPiece[] = [];
	private readonly paragraphs: readonly FlowingParagraph[];
	private index = 0;
	private readonly limits = new LineLimits();

	constructor(
		document: TextDocument,
		private readonly measure: TextMeasure,
		private readonly places: boolean,
	) {
		this.paragraphs = filledParagraphs(document).map(({ paragraph, runs }) => ({
			paragraph,
			breaker: new LineBreaker(styledRuns(runs), measure),
		}));
	}

	/** @param offset how far below the top of the last shape its first line begins */
	*fill(shapes: readonly FlowShape[], offset = 0): Steps<FilledShapes> {
		let used = 0;
		for (const [at, shape] of shapes.entries()) {
			const isLast = at === shapes.length - 1;
			if (yield* this.fillShape(shape, shape.top + (isLast ? offset : 0))) used = at + 1;
		}
		const complete = this.index >= this.paragraphs.length;
		return { pieces: this.pieces, limitsKept: this.limits.kept, complete, used };
	}

	/** @returns whether the shape has a line */
	private *fillShape(shape: FlowShape, start: number): Steps<boolean> {
		let isUsed = false;
		let top = start;
		let known: number | undefined;
		const widest = (band: number) => (known ??= shape.widest(band));
		for (let row = 0; row < MOST_ROWS; row++) {
			const current = this.paragraphs[this.index];
			if (!current) return isUsed;
			yield;
			const { paragraph, breaker } = current;
			breaker.skip((style) => this.limits.isFull(style));
			if (breaker.done) {
				this.index++;
				continue;
			}
			let height = flowHeight(breaker.style ? [{ style: breaker.style }] : [], paragraph, this.measure);
			if (top + height.band > shape.bottom + 0.5) return isUsed;
			const before = breaker.state;
			let placed = this.takeLines(shape, top, height.band, current, widest);
			const needed = flowHeight(
				placed.flatMap(({ line }) => line.spans),
				paragraph,
				this.measure,
			);
			if (placed.length > 0 && needed.band > height.band + 0.01) {
				// A larger character further on: the row is taken anew with more height.
				breaker.state = before;
				height = needed;
				if (top + height.band > shape.bottom + 0.5) return isUsed;
				placed = this.takeLines(shape, top, height.band, current, widest);
			}
			if (placed.length === 0) {
				top += shape.emptyPitch(height.pitch);
				continue;
			}
			this.place(placed, paragraph, top, height);
			isUsed = true;
			top += height.pitch;
			if (breaker.done) {
				const next = this.paragraphs[++this.index]?.paragraph;
				top += ((paragraph.spaceAfter ?? 0) + (next?.spaceBefore ?? 0)) * this.measure.scale;
			}
		}
		return isUsed;
	}

	/** Fills the rooms of one row. */
	private takeLines(
		shape: FlowShape,
		top: number,
		band: number,
		{ paragraph, breaker }: FlowingParagraph,
		widest: (band: number) => number,
	): readonly PlacedLine[] {
		const { firstIndent = 0, leftIndent = 0, rightIndent = 0 } = paragraph;
		const placed: PlacedLine[] = [];
		for (const interval of shape.intervals(top, top + band)) {
			if (breaker.done) break;
			const indent = (leftIndent + (breaker.atStart ? firstIndent : 0)) * this.measure.scale;
			const room = interval.end - interval.start - indent - rightIndent * this.measure.scale;
			if (room <= 0) continue;
			// A word goes on to where it fits; one that fits nowhere is cut.
			const isNarrow = (width: number) => room < width - 1e-3;
			if (isNarrow(breaker.wordWidth) && isNarrow(0.9 * widest(band))) continue;
			const line = breaker.take(room, true);
			placed.push({ line, interval, indent });
			if (line.ends) break;
		}
		return placed;
	}

	private place(
		placed: readonly PlacedLine[],
		paragraph: Paragraph,
		top: number,
		{ letters, pitch, band }: FlowHeight,
	): void {
		this.limits.count(placed.flatMap(({ line }) => line.spans));
		if (!this.places) return;
		const base = baseLevel(paragraph.runs.map((run) => run.text).join(''));
		for (const { line, interval, indent } of placed) {
			const { align, lastAlign = 'left', rightIndent = 0 } = paragraph;
			const full: Line = {
				...line,
				indent,
				rightIndent: rightIndent * this.measure.scale,
				before: 0,
				ascent: letters,
				descent: band - letters,
				pitch,
				align: align === 'justify' && line.ends ? lastAlign : align,
				base,
			};
			const width = interval.end - interval.start;
			for (const piece of placeLine(full, width, top + letters, 'textPs', this.measure)) {
				this.pieces.push({ ...piece, x: piece.x + interval.start });
			}
		}
	}
}

interface FlowHeight {
	/** from the top of a row to its baseline */
	readonly letters: number;
	/** of the stretch that has to be free */
	readonly band: number;
	/** from the top of a row to that of the next one */
	readonly pitch: number;
}

/** @param spans of a line; none: nothing tells how high it is */
export function flowHeight(
	spans: readonly Pick<BrokenLine['spans'][number], 'style'>[],
	paragraph: Paragraph,
	measure: TextMeasure,
): FlowHeight {
	const all = spans.length > 0 ? spans : [{ style: DEFAULT_STYLE }];
	const { descent, pitch } = lineHeight(all, paragraph, 'textPs', measure);
	const share = measure.firstBaseline ?? PS_FIRST_BASELINE;
	const letters = share * measure.scale * Math.max(...all.map(({ style }) => style.size));
	return { letters, band: letters + descent, pitch };
}
