import type { LineSpan } from './break-lines.js';
import type { TextMeasure } from './measure.js';

/**
 * Widens the spaces of a line.
 * @param free pixels to be shared out
 * @returns spans that end with a space each, save the last
 */
export function justified(
	spans: readonly LineSpan[],
	free: number,
	measure: TextMeasure,
): readonly LineSpan[] {
	const words = spans.flatMap(({ text, style }) =>
		(text.match(/[^ ]* |[^ ]+/g) ?? [text]).map((word) => ({ text: word, style })),
	);
	const spaces = words.filter(({ text }) => text.endsWith(' ')).length;
	if (spaces === 0) return spans;
	return words.map(({ text, style }) => {
		const width = text ? measure.text(text, style).advance : 0;
		return { text, style, width: text.endsWith(' ') ? width + free / spaces : width };
	});
}
