import type { Paragraph, TextDocument } from '../../protocol/text-document.js';
import { baseLevel } from './bidi.js';
import type { BrokenLine } from './break-lines.js';
import { LineBreaker } from './break-lines.js';
import type { FlowShape, Interval } from './flow-shape.js';
import { DEFAULT_STYLE, PS_FIRST_BASELINE } from './layout.js';
import type { Line } from './line.js';
import { lineHeight } from './line.js';
import { LineLimits, withoutLimits } from './line-limits.js';
import type { TextMeasure } from './measure.js';
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

/** Rows that are tried in one shape, at most: a shape may be huge, and too narrow everywhere. */
const MOST_ROWS = 2000;
/** Halvings when lines are moved down to the middle or the bottom of a shape. */
const STEPS = 10;

/**
 * Fills shapes with text, one after another, from top to bottom (`r-textflowpath.md`). A line is as long as
 * the shape is wide over the whole height of its letters; where a shape is cut in two, a line goes on
 * behind the gap.
 * @param place false: only whether the text fits is wanted, and there are no pieces
 */
export function flowText(
	document: TextDocument,
	shapes: readonly FlowShape[],
	measure: TextMeasure,
	place = true,
): FlowedText {
	const flowed = new Flow(document, measure, place).fill(shapes);
	// Shapes that are full have nothing to move: the text is moved where it ends.
	const used = shapes.slice(0, flowed.used);
	const shape = used.at(-1);
	if (document.verticalAlign === 'top' || !flowed.complete || !shape) return flowed;
	const from = (offset: number) => new Flow(document, measure, place).fill(used, offset);
	const trial = trialMeasure(document, measure);
	let [fitting, over] = [0, shape.bottom - shape.top];
	for (let step = 0; step < STEPS; step++) {
		const middle = (fitting + over) / 2;
		if (new Flow(document, trial, false).fill(used, middle).complete) fitting = middle;
		else over = middle;
	}
	const moved = from(document.verticalAlign === 'bottom' ? fitting : fitting / 2);
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

/** A text on its way through shapes. */
class Flow {
	private readonly pieces: TextPiece[] = [];
	private readonly paragraphs: readonly { readonly paragraph: Paragraph; readonly breaker: LineBreaker }[];
	private index = 0;
	private readonly limits = new LineLimits();

	constructor(
		document: TextDocument,
		private readonly measure: TextMeasure,
		private readonly places: boolean,
	) {
		let style = DEFAULT_STYLE;
		this.paragraphs = document.paragraphs.map((paragraph) => {
			const runs = paragraph.runs.length > 0 ? paragraph.runs : [{ text: '', style: withoutLimits(style) }];
			style = runs[runs.length - 1]?.style ?? style;
			return { paragraph, breaker: new LineBreaker(styledRuns(runs), measure) };
		});
	}

	/** @param offset how far below the top of the last shape its first line begins */
	fill(shapes: readonly FlowShape[], offset = 0): FilledShapes {
		let used = 0;
		for (const [at, shape] of shapes.entries()) {
			const isLast = at === shapes.length - 1;
			if (this.fillShape(shape, shape.top + (isLast ? offset : 0))) used = at + 1;
		}
		const complete = this.index >= this.paragraphs.length;
		return { pieces: this.pieces, limitsKept: this.limits.kept, complete, used };
	}

	/** @returns whether the shape has a line */
	private fillShape(shape: FlowShape, start: number): boolean {
		let isUsed = false;
		let top = start;
		let widest: number | undefined;
		for (let row = 0; row < MOST_ROWS; row++) {
			const current = this.paragraphs[this.index];
			if (!current) return isUsed;
			const { paragraph, breaker } = current;
			breaker.skip((style) => this.limits.isFull(style));
			if (breaker.done) {
				this.index++;
				continue;
			}
			let height = this.height(breaker.style ? [{ style: breaker.style }] : [], paragraph);
			if (top + height.band > shape.bottom + 0.5) return isUsed;
			widest ??= shape.widest(height.band);
			const before = breaker.state;
			let placed = this.takeLines(shape.intervals(top, top + height.band), paragraph, breaker, widest);
			const needed = this.height(
				placed.flatMap(({ line }) => line.spans),
				paragraph,
			);
			if (placed.length > 0 && needed.band > height.band + 0.01) {
				// A larger character further on: the row is taken anew with more height.
				breaker.state = before;
				height = needed;
				if (top + height.band > shape.bottom + 0.5) return isUsed;
				placed = this.takeLines(shape.intervals(top, top + height.band), paragraph, breaker, widest);
			}
			if (placed.length === 0) {
				top += Math.max(1, height.pitch / 8, (shape.bottom - shape.top) / MOST_ROWS);
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
		intervals: readonly Interval[],
		paragraph: Paragraph,
		breaker: LineBreaker,
		widest: number,
	): readonly PlacedLine[] {
		const { firstIndent = 0, leftIndent = 0, rightIndent = 0 } = paragraph;
		const placed: PlacedLine[] = [];
		for (const interval of intervals) {
			if (breaker.done) break;
			const indent = (leftIndent + (breaker.atStart ? firstIndent : 0)) * this.measure.scale;
			const room = interval.end - interval.start - indent - rightIndent * this.measure.scale;
			const needed = Math.min(breaker.wordWidth, 0.9 * widest);
			if (room <= 0 || room < needed - 1e-3) continue;
			const line = breaker.take(room, true);
			placed.push({ line, interval, indent });
			if (line.ends) break;
		}
		return placed;
	}

	private height(spans: readonly Pick<BrokenLine['spans'][number], 'style'>[], paragraph: Paragraph) {
		const all = spans.length > 0 ? spans : [{ style: DEFAULT_STYLE }];
		const { descent, pitch } = lineHeight(all, paragraph, 'textPs', this.measure);
		const share = this.measure.firstBaseline ?? PS_FIRST_BASELINE;
		const letters = share * this.measure.scale * Math.max(...all.map(({ style }) => style.size));
		return { letters, band: letters + descent, pitch };
	}

	private place(
		placed: readonly PlacedLine[],
		paragraph: Paragraph,
		top: number,
		{ letters, pitch, band }: { letters: number; pitch: number; band: number },
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
