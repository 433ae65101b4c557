import type { TextDocument, TextStyle } from '../../protocol/text-document.js';
import type { TextAttributes } from '../../protocol/values.js';
import type { Steps } from '../pixels/steps.js';
import type { TextBox, TextLayout } from './layout.js';
import { layoutText } from './layout.js';
import type { TextMeasure } from './measure.js';
import { CAUTION, trialMeasure, trialWork } from './trial-measure.js';

export interface FittedText {
	readonly layout: TextLayout;
	/** pixels per point */
	readonly scale: number;
}

/** How the size of text is found (`r-textattr.md`). */
export interface TextFit {
	/** pixels per inch */
	readonly resolution: number;
	readonly mode: TextAttributes['resolutionMode'];
}

type MeasureAt = (scale: number) => TextMeasure;

/** Halvings of an interval: enough to be exact to a thousandth. */
const STEPS = 14;
/** Points to which the sizes of copy-fitting are exact, however wide their range is. */
const EXACT = 0.1;
/** Halvings of the widest range. */
const MOST_STEPS = 64;

/**
 * Lays a text out at the resolution that was asked for, or at the one that makes it fit its box; text with
 * copy-fitting is brought to the largest sizes that fit.
 * @param measureAt gives a measure for so many pixels per point
 */
export function* fitText(
	document: TextDocument,
	box: TextBox,
	fit: TextFit,
	measureAt: MeasureAt,
): Steps<FittedText> {
	const scale = fit.resolution / 72;
	if (box.renderer === 'textPs')
		return { layout: yield* copyFittedBox(document, box, measureAt(scale)), scale };
	if (fit.mode === 'fixedRes' || box.height === undefined) {
		return { layout: yield* layoutText(document, box, measureAt(scale)), scale };
	}
	const fitting = yield* fittingScale(document, box, fit.mode === 'maxRes' ? scale : undefined, measureAt);
	return { layout: yield* layoutText(document, box, measureAt(fitting)), scale: fitting };
}

/** The work of finding the size of a text, as touched pixels; 0: its size is given. */
export function fittingWork(document: TextDocument, box: TextBox, fit: TextFit): number {
	const isGiven = fit.mode === 'fixedRes' || box.height === undefined;
	const trials = box.renderer === 'textPs' ? halvings(document) : isGiven ? 0 : STEPS;
	return trials === 0 ? 0 : trials * trialWork(document);
}

/** The largest scale at which everything is inside the box and no word is cut. */
function* fittingScale(
	document: TextDocument,
	box: TextBox,
	limit: number | undefined,
	measureAt: MeasureAt,
): Steps<number> {
	const uncut: TextBox = box.wordWrap === 'wrap' ? { ...box, wordWrap: 'nbWrap' } : box;
	const trial = (scale: number, area: TextBox) => {
		const measure = measureAt(scale);
		const tried = trialMeasure(document, measure);
		isRough ||= tried !== measure;
		return layoutText(document, area, tried, false);
	};
	let isRough = false;
	const fits = function* (scale: number): Steps<boolean> {
		return (yield* trial(scale, uncut)).complete;
	};
	if (limit !== undefined && (yield* fits(limit))) return limit;
	// At one pixel per point the text's height bounds what can fit at all.
	const natural = (yield* trial(1, { ...uncut, width: undefined, wordWrap: 'noWrap' })).text;
	const greatest = Math.min(
		limit ?? Number.POSITIVE_INFINITY,
		(box.height ?? 0) / Math.max(1e-3, natural.height),
	);
	// Text that fits nowhere is drawn all the same, as small as was tried.
	const fitting = (yield* greatestFitting(greatest, STEPS, fits)) || greatest / 2 ** STEPS;
	return fitting * (isRough ? CAUTION : 1);
}

/**
 * Bisection; `high` is tried first.
 * @returns a value that fits; 0, which is not tried, if none of those that were tried does
 */
function* greatestFitting(
	high: number,
	steps: number,
	fits: (value: number) => Steps<boolean>,
): Steps<number> {
	if (yield* fits(high)) return high;
	let [lower, upper] = [0, high];
	for (let step = 0; step < steps; step++) {
		const middle = (lower + upper) / 2;
		if (yield* fits(middle)) lower = middle;
		else upper = middle;
	}
	return lower;
}

function copyFittedBox(document: TextDocument, box: TextBox, measure: TextMeasure): Steps<TextLayout> {
	// No word is cut so that letters may grow.
	const uncut: TextBox = { ...box, wordWrap: 'nbWrap' };
	return copyFitted(
		document,
		measure,
		(sized) => layoutText(sized, box, measure),
		(sized, trial) => layoutText(sized, uncut, trial, false),
	);
}

/**
 * Copy-fitting (`r-copy-fitting.md`): all sizes grow together from `\fs` to `\copyfit`, as far as the text
 * stays inside its area and within its limits of lines.
 * @param lay lays text out as it will be drawn
 * @param attempt tells whether a text fits, by a measure that may be a rough one
 */
export function* copyFitted<Layout>(
	document: TextDocument,
	measure: TextMeasure,
	lay: (document: TextDocument) => Steps<Layout>,
	attempt: (
		document: TextDocument,
		measure: TextMeasure,
	) => Steps<{ readonly limitsKept: boolean; readonly complete: boolean }>,
): Steps<Layout> {
	const steps = halvings(document);
	if (steps === 0) return yield* lay(document);
	const trial = trialMeasure(document, measure);
	const fits = function* (share: number): Steps<boolean> {
		const { limitsKept, complete } = yield* attempt(withSizes(document, share), trial);
		return limitsKept && complete;
	};
	const greatest = (yield* greatestFitting(1, steps, fits)) * (trial === measure ? 1 : CAUTION);
	return yield* lay(withSizes(document, greatest));
}

/**
 * How often the range of sizes is halved: after that no size differs by more than `EXACT` from the next one that
 * would be tried. 0: there is no copy-fitting.
 */
export function halvings({ paragraphs }: TextDocument): number {
	const ranges = paragraphs.flatMap(({ runs }) =>
		runs.map(({ style: { size, copyfitSize = size } }) => copyfitSize - size),
	);
	const widest = Math.max(0, ...ranges);
	if (widest === 0) return 0;
	return Math.min(MOST_STEPS, Math.max(STEPS, Math.ceil(Math.log2(widest / EXACT))));
}

/** @param share 0: the smallest sizes, 1: the greatest */
export function withSizes(document: TextDocument, share: number): TextDocument {
	const sized = (style: TextStyle): TextStyle => {
		const { size, copyfitSize = size } = style;
		return copyfitSize > size ? { ...style, size: size + share * (copyfitSize - size) } : style;
	};
	return {
		...document,
		paragraphs: document.paragraphs.map((paragraph) => ({
			...paragraph,
			runs: paragraph.runs.map((run) => ({ ...run, style: sized(run.style) })),
		})),
	};
}
