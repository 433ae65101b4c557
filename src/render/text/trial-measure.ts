import type { TextDocument } from '../../protocol/text-document.js';
import type { TextMeasure } from './measure.js';
import { roughMeasure } from './measure.js';

/** Characters from which on only the widths of words decide whether a text fits. */
const LONG = 500;
/** A long text is made smaller by this, because of what its words alone do not tell. */
export const CAUTION = 0.99;

/**
 * What a text is measured with while its size or its place is sought: it is then laid out a dozen times.
 * @returns `measure` itself for a text of usual length
 */
export function trialMeasure(document: TextDocument, measure: TextMeasure): TextMeasure {
	return characters(document) > LONG ? roughMeasure(measure) : measure;
}

/** What it takes to lay a character out once, as touched pixels: measured anew with its line, or a part of a known word. */
const TOUCHES = { measured: 2000, known: 400 };

/** The work of laying a text out once with such a measure, as touched pixels. */
export function trialWork(document: TextDocument): number {
	const count = characters(document);
	return count * (count > LONG ? TOUCHES.known : TOUCHES.measured);
}

export function characters({ paragraphs }: TextDocument): number {
	return paragraphs.reduce(
		(sum, { runs }) => sum + runs.reduce((length, { text }) => length + text.length, 0),
		0,
	);
}
