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
	// dashes: round long ones (B2), which stay together (LB17); after shorter ones (LB21), before digits too
	['wait—what', 'wait|—|what'],
	['wait——what', 'wait|——|what'],
	['日本——語', '日|本|——|語'],
	['Mon–Fri, 10–20', 'Mon–|Fri, |10–|20'],
	['a–—b', 'a–|—|b'],
	['a –5 and —b', 'a |–5 |and |—b'],
	['a--b', 'a--|b'],
	['he said “wait—”', 'he |said |“wait|—”'],
	['pre-)order', 'pre-)order'],
	// slashes (SY), but not in numbers (LB25)
	['und/oder', 'und/|oder'],
	['km/h, 24/7, 3/4', 'km/|h, |24/7, |3/4'],
	['S/M/L', 'S/|M/|L'],
	['https://example.com/a/b?c=d&e', 'https://|example.com/|a/|b?|c=d&e'],
	['see /home/user', 'see /home/|user'],
	// ends of sentences without a space
	['Sale!Now', 'Sale!|Now'],
	['what?!', 'what?!'],
	['wait…what, …and', 'wait…|what, |…and'],
	// spaces that do not part (LB13 to LB15), as French sets them
	['« bonjour » ça va ?', '« bonjour » |ça |va ?'],
	['prix : 5 € !', 'prix : |5 |€ !'],
	['er sagt »Hallo« leise', 'er |sagt |»Hallo« |leise'],
	['( a )', '( a )'],
	['Acme™ ©2026 I❤️it', 'Acme™ |©2026 |I|❤️|it'],
	['nur € 5 statt 7 €', 'nur |€ 5 |statt |7 |€'],
	['(\u200b)', '(\u200b|)'],
	// quotes of one kind only may open or close (LB19)
	['"日本"語', '"日|本"語'],
	['日本“語”です', '日|本|“語”|で|す'],
	['價€5', '價|€5'],
	['', ''],
])('%s', (text, expected) => {
	expect(marked(text)).toBe(expected);
});

test('graphemes keep combined characters together', () => {
	expect(graphemes('e\u0301👨‍👩‍👧🇫🇷x')).toEqual(['e\u0301', '👨‍👩‍👧', '🇫🇷', 'x']);
});

test.each([
	'👨‍👩‍👧'.repeat(100),
	`${'e\u0301'.repeat(99)}x🇫🇷`.repeat(9),
	'🇫🇷🇩🇪'.repeat(77),
	`a${'\u0301'.repeat(999)}b`,
	'นี้'.repeat(150),
])('graphemes of a long text are those of the whole: %s', (text) => {
	const segments = Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
	expect(graphemes(text)).toEqual(segments);
});

test('graphemes that need no segmenter are those that it finds', () => {
	const text = 'Añ€ “x” Ωж שלום سلام ひらがな・カタカナ。 漢字 한국어 ＡＢ';
	const segments = Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
	expect(graphemes(text)).toEqual(segments);
});
