import { inTurns } from '../../in-turns.js';
import type { TextDocument } from '../../protocol/text-document.js';
import { segmentingWork } from './break-opportunities.js';
import type { ComposedText, TextFrame } from './composed-text.js';
import { fittingWork } from './fit-text.js';
import { textInBox } from './text-in-box.js';
import { characters } from './trial-measure.js';

/**
 * Lays a text out after the model of its layer (`r-text-layers.md`).
 * @throws RenderError `too-much-work`
 */
export async function composeText(document: TextDocument, frame: TextFrame): Promise<ComposedText> {
	for (const { runs } of document.paragraphs) {
		for (const { text } of runs) frame.spend(segmentingWork(text));
	}
	frame.spend(fittingWork(document, frame.box, frame.fit));
	const { textAngle = 0, textPath, textFlowPath } = frame.commands;
	const isByLetters = Boolean(textPath?.length) || document.flow === 'vertical';
	// Of many texts none is laid out in vain: what they cost is known before the first one has its turn.
	if (isByLetters) frame.spend(characters(document) * TURNED);
	const isPlain = textAngle === 0 && !textFlowPath?.length && !isByLetters;
	if (isPlain) return inTurns(textInBox(document, 0, frame));
	// few texts need it, and it is an eighth of the renderer
	const { shapedText } = await import('./shaped-text.js');
	const text = await inTurns(shapedText(document, frame));
	if (!isByLetters) frame.spend(text.pieces.length * TURNED);
	return text;
}

/** What it takes to draw a piece that is turned, as touched pixels: engines know its letters upright only. */
const TURNED = 8000;
