import { expect, test } from 'vitest';
import { readRtf } from '../../protocol/rtf/read-rtf.js';
import { setStyle } from './measure.js';
import { styledRuns } from './styled-runs.js';

/** How the last run of a text is kerned. */
function kerning(source: string): string | undefined {
	const runs = readRtf(source, 'textPs').paragraphs.flatMap((paragraph) => paragraph.runs);
	const { text, style } = styledRuns(runs).at(-1) ?? {};
	const canvas: Pick<OffscreenCanvasRenderingContext2D, 'font' | 'fontKerning' | 'letterSpacing'> = {
		font: '',
		fontKerning: 'auto',
		letterSpacing: '',
	};
	if (style) setStyle(canvas as OffscreenCanvasRenderingContext2D, text ?? '', style, 1);
	return canvas.fontKerning;
}

test.each([
	['AV', 'normal'],
	['\\kerning0 AV', 'none'],
	['\\fs40\\kerning39 AV', 'normal'],
	['\\fs40\\kerning40 AV', 'none'],
	['\\fs40\\kerning41 AV', 'none'],
	['\\fs40\\kerning39{\\super AV}', 'normal'],
	['\\fs40\\kerning40{\\super AV}', 'none'],
	['\\fs40\\kerning39\\scaps av', 'normal'],
	['\\fs40\\kerning40\\scaps av', 'none'],
	['\\fs40\\kerning39\\scaps{\\sub av}', 'normal'],
	['\\fs40\\kerning40\\scaps{\\sub av}', 'none'],
])('\\kerning switches kerning on above a size, as it is written: %s', (source, expected) => {
	expect(kerning(source)).toBe(expected);
});
