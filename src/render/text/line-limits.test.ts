import { describe, expect, test } from 'vitest';
import { readRtf } from '../../protocol/rtf/read-rtf.js';
import { atOnce } from '../pixels/steps.js';
import { fitText } from './fit-text.js';
import { FlowShape, outlineOf } from './flow-shape.js';
import { flowText } from './flow-text.js';
import type { TextMeasure } from './measure.js';
import type { TextPiece } from './place-line.js';

/** A typewriter: every character is half an em wide. */
const typewriter = (scale: number): TextMeasure => ({
	scale,
	font: ({ size }) => ({ ascent: 0.905 * size, descent: 0.212 * size, lineGap: 0.033 * size }),
	text: (text, { size }) => {
		const advance = text.length * 0.5 * size;
		return { advance, left: 0, right: advance, above: 0.716 * size };
	},
});

/** Pieces by lines. */
function lines(pieces: readonly TextPiece[]): readonly string[] {
	const rows = [...new Set(pieces.map(({ baseline }) => baseline))];
	return rows.map((row) =>
		pieces
			.filter(({ baseline }) => baseline === row)
			.map(({ text }) => text)
			.join(''),
	);
}

/** Lines of ten characters of the usual size. */
const box = { width: 60, height: 300, wordWrap: 'wrap', renderer: 'textPs' } as const;
const inBox = (source: string) =>
	atOnce(fitText(readRtf(source, 'textPs'), box, { resolution: 72, mode: 'fixedRes' }, typewriter)).layout
		.pieces;

describe('\\copyfitmaxlines counts for what it is said for', () => {
	const cases: readonly (readonly [source: string, expected: readonly string[]])[] = [
		['{\\copyfitmaxlines1 one two three}\\par four five six', ['one two', 'four five', 'six']],
		['four five six\\par {\\copyfitmaxlines1 one two three}', ['four five', 'six', 'one two']],
		['{\\copyfitmaxlines1 one two three\\par}{\\copyfitmaxlines1 four five six}', ['one two', 'four five']],
		['{\\copyfitmaxlines2 one two three\\par four five six}\\par seven', ['one two', 'three', 'seven']],
		['{\\copyfitmaxlines1 a\\line b\\line c}d', ['a', 'd']],
		['{\\copyfitmaxlines1 one two three four} five', ['one two', 'five']],
		['one {\\copyfitmaxlines1 two three} four', ['one two', 'four']],
		['{\\copyfitmaxlines1 one {\\b two} three {\\b four}} five', ['one two', 'five']],
		[
			'{\\copyfitmaxlines3 one two three {\\copyfitmaxlines1 four five six seven}}',
			['one two', 'three four'],
		],
		['\\copyfitmaxlines2 one two three four five six', ['one two', 'three four']],
		['\\copyfitmaxlines0 one two three', ['one two', 'three']],
		['{\\copyfitmaxlines1 title}\\par\\par text', ['title', '', 'text']],
	];

	test.each(cases)('%s in a box', (source, expected) => {
		expect(lines(inBox(source))).toEqual(expected);
	});

	test.each(cases)('%s in a shape', (source, expected) => {
		const corners = [
			{ x: 0, y: 0 },
			{ x: 60, y: 0 },
			{ x: 60, y: 300 },
			{ x: 0, y: 300 },
		];
		const shape = new FlowShape(corners, outlineOf([]));
		const { pieces } = atOnce(flowText(readRtf(source, 'textPs'), [shape], typewriter(1)));
		expect(lines(pieces)).toEqual(expected);
	});

	test('what is left out leaves no room', () => {
		const bottom = (source: string) => inBox(`\\vertalb ${source}`).at(-1)?.baseline;
		expect(bottom('{\\copyfitmaxlines1 one two three\\par four}')).toBe(bottom('one two'));
	});
});

describe('copy-fitting with limits of spans', () => {
	const sizes = (source: string) => [...new Set(inBox(source).map(({ style }) => style.size))];

	test('a title of one line does not keep the text below it small', () => {
		const body = '{\\fs10\\copyfit40 one two three four five six seven eight}';
		const [title = 0, text = 0] = sizes(`{\\fs12\\copyfit20\\copyfitlines1 title}\\par ${body}`);
		expect([title, text]).toEqual([10, 20]);
	});

	test.each(['copyfitlines', 'copyfitmaxlines'])(
		'\\%s1 keeps the sizes so that the title is one line',
		(word) => {
			const body = '{\\fs10\\copyfit40 one two}';
			const [title = 0] = sizes(`{\\fs12\\copyfit48\\${word}1 a title}\\par ${body}`);
			// seven characters on 60 pixels
			expect(title).toBeCloseTo(60 / 3.5, 1);
		},
	);

	test('\\copyfitlines gives way at the smallest size, \\copyfitmaxlines cuts', () => {
		const long = 'one two three four five';
		expect(lines(inBox(`{\\fs24\\copyfit48\\copyfitlines1 ${long}}`))).toHaveLength(3);
		expect(lines(inBox(`{\\fs24\\copyfit48\\copyfitmaxlines1 ${long}}`))).toEqual(['one two']);
	});
});
