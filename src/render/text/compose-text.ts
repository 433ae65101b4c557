import { inTurns } from '../../in-turns.js';
import type { TextDocument } from '../../protocol/text-document.js';
import { segmentingWork } from './break-opportunities.js';
import type { ComposedText, TextFrame } from './composed-text.js';
import { textInBox } from './text-in-box.js';

/**
 * Lays a text out after the model of its layer (`r-text-layers.md`).
 * @throws RenderError `too-much-work`
 */
export async function composeText(document: TextDocument, frame: TextFrame): Promise<ComposedText> {
	for (const { runs } of document.paragraphs) {
		for (const { text } of runs) frame.spend(segmentingWork(text));
	}
	const { textAngle = 0, textPath, textFlowPath } = frame.commands;
	const isPlain =
		textAngle === 0 && !textPath?.length && !textFlowPath?.length && document.flow !== 'vertical';
	if (isPlain) return inTurns(textInBox(document, 0, frame));
	// few texts need it, and it is an eighth of the renderer
	const { shapedText } = await import('./shaped-text.js');
	const text = await inTurns(shapedText(document, frame));
	frame.spend(text.pieces.length * TURNED);
	return text;
}

/** What it takes to draw a piece that is turned, as touched pixels: engines know its letters upright only. */
const TURNED = 8000;
