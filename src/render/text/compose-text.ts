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
	if (isPlain) return textInBox(document, 0, frame);
	// few texts need it, and it is an eighth of the renderer
	const { shapedText } = await import('./shaped-text.js');
	return shapedText(document, frame);
}
