import type { TextDocument } from '../../protocol/text-document.js';
import { halvings } from './fit-text.js';
import type { FlowShape } from './flow-shape.js';
import { flowHeight, STEPS } from './flow-text.js';
import type { TextMeasure } from './measure.js';
import { filledParagraphs } from './paragraph-runs.js';
import { styledRuns } from './styled-runs.js';

/**
 * The work of filling shapes with a text, as touched pixels: at most that of all rows of all shapes, as often as
 * they are filled to find sizes and a place.
 */
export function flowWork(document: TextDocument, shapes: readonly FlowShape[], measure: TextMeasure): number {
	let [band, pitch] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
	for (const { paragraph, runs } of filledParagraphs(document)) {
		for (const run of styledRuns(runs)) {
			const height = flowHeight([run], paragraph, measure);
			band = Math.min(band, height.band);
			pitch = Math.min(pitch, height.pitch);
		}
	}
	const sizes = halvings(document);
	const times = (sizes > 0 ? sizes + 2 : 1) + (document.verticalAlign === 'top' ? 0 : STEPS + 1);
	return times * shapes.reduce((sum, shape) => sum + shape.work(band, pitch), 0);
}
