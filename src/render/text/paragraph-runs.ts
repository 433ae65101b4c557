import type { Paragraph, TextDocument, TextRun, TextStyle } from '../../protocol/text-document.js';
import { BLACK } from '../canvas/color.js';

/** Of a text that says nothing of its style. */
export const DEFAULT_STYLE: TextStyle = { size: 12, bold: false, italic: false, color: BLACK };

/** A paragraph with something to set. */
export interface FilledParagraph {
	readonly paragraph: Paragraph;
	/** at least one */
	readonly runs: readonly TextRun[];
}

/** The paragraphs of a text; an empty one looks like the text before it, but has no part in that text's limits. */
export function filledParagraphs({ paragraphs }: TextDocument): readonly FilledParagraph[] {
	let style = DEFAULT_STYLE;
	return paragraphs.map((paragraph) => {
		const runs = paragraph.runs.length > 0 ? paragraph.runs : [{ text: '', style: withoutLimits(style) }];
		style = runs[runs.length - 1]?.style ?? style;
		return { paragraph, runs };
	});
}

function withoutLimits({ copyfitLines: _, copyfitMaxLines: __, ...style }: TextStyle): TextStyle {
	return style;
}
