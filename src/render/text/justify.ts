import type { LineSpan } from './break-lines.js';
import { graphemes } from './break-opportunities.js';
import type { TextMeasure } from './measure.js';

const IDEOGRAPHIC = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/**
 * Widens the spaces of a line; lines of ideographs without spaces are widened between all characters.
 * @param free pixels to be shared out
 * @returns words and spaces, a span each
 */
export function justified(
	spans: readonly LineSpan[],
	free: number,
	measure: TextMeasure,
): readonly LineSpan[] {
	const gaps = spans.reduce((sum, { text }) => sum + (text.match(/ /g)?.length ?? 0), 0);
	if (gaps === 0)
		return spans.some(({ text }) => IDEOGRAPHIC.test(text)) ? spread(spans, free, measure) : spans;
	return spans.flatMap(({ text, style }) =>
		(text.match(/ +|[^ ]+/g) ?? [text]).map((part) => {
			const width = part ? measure.text(part, style).advance : 0;
			return { text: part, style, width: part.startsWith(' ') ? width + (free * part.length) / gaps : width };
		}),
	);
}

function spread(spans: readonly LineSpan[], free: number, measure: TextMeasure): readonly LineSpan[] {
	const parts = spans.flatMap(({ text, style }) => graphemes(text).map((part) => ({ text: part, style })));
	const gap = parts.length > 1 ? free / (parts.length - 1) : 0;
	return parts.map(({ text, style }) => ({ text, style, width: measure.text(text, style).advance + gap }));
}
