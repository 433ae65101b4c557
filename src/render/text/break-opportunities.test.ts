import { expect, test } from 'vitest';
import { breakOpportunities, graphemes } from './break-opportunities.js';

/** The text with `|` wherever a line may end. */
function marked(text: string): string {
	let start = 0;
	return breakOpportunities(text)
		.map((end) => {
			const part = text.slice(start, end);
			start = end;
			return part;
		})
		.join('|');
}

test.each([
	['the quick  fox', 'the |quick  |fox'],
	['bottom-right', 'bottom-|right'],
	['a -5 to 10-20', 'a |-5 |to |10-20'],
	['2026-11-22', '2026-11-22'],
	['no\u00a0break here', 'no\u00a0break |here'],
	['zero\u200bwidth', 'zero\u200b|width'],
	['日本語。です', '日|本|語。|で|す'],
	['「東京」へ', '「東|京」|へ'],
	['キャット', 'キャッ|ト'],
	['价格 $5', '价|格 |$5'],
	['ab中cd', 'ab|中|cd'],
	['👩‍👩‍👧👍🏽', '👩‍👩‍👧|👍🏽'],
	['สวัสดีชาวโลก', 'สวัสดี|ชาว|โลก'],
	['مرحبا بالعالم', 'مرحبا |بالعالم'],
	['', ''],
])('%s', (text, expected) => {
	expect(marked(text)).toBe(expected);
});

test('graphemes keep combined characters together', () => {
	expect(graphemes('e\u0301👨‍👩‍👧🇫🇷x')).toEqual(['e\u0301', '👨‍👩‍👧', '🇫🇷', 'x']);
});

test('graphemes that need no segmenter are those that it finds', () => {
	const text = 'Añ€ “x” Ωж שלום سلام ひらがな・カタカナ。 漢字 한국어 ＡＢ';
	const segments = Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
	expect(graphemes(text)).toEqual(segments);
});
