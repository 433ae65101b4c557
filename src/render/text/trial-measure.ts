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
export function trialMeasure({ paragraphs }: TextDocument, measure: TextMeasure): TextMeasure {
	const characters = paragraphs.reduce(
		(sum, { runs }) => sum + runs.reduce((length, { text }) => length + text.length, 0),
		0,
	);
	return characters > LONG ? roughMeasure(measure) : measure;
}
