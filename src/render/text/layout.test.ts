import { describe, expect, test } from 'vitest';
import type { Paragraph, TextDocument, TextStyle } from '../../protocol/text-document.js';
import { BLACK } from '../canvas/color.js';
import { atOnce } from '../pixels/steps.js';
import type { TextBox } from './layout.js';
import { layoutText } from './layout.js';
import type { TextMeasure } from './measure.js';

/** A typewriter: every character is half an em wide; ascent and line pitch are those of Arial. */
const measure: TextMeasure = {
	scale: 1,
	font: ({ size }) => ({ ascent: 0.905 * size, descent: 0.212 * size, lineGap: 0.033 * size }),
	text: (text, { size }) => {
		const advance = Array.from(text).length * 0.5 * size;
		return { advance, left: 0, right: advance, above: 0.716 * size };
	},
};

const style = (size: number): TextStyle => ({ size, bold: false, italic: false, color: BLACK });

function text(
	content: string,
	options: Partial<Paragraph & TextDocument> & { size?: number } = {},
): TextDocument {
	const runs = [{ text: content, style: style(options.size ?? 12) }];
	return {
		paragraphs: [{ align: options.align ?? 'left', runs }],
		verticalAlign: options.verticalAlign ?? 'top',
	};
}

const box = (width?: number, height?: number, wordWrap: TextBox['wordWrap'] = 'wrap'): TextBox => ({
	width,
	height,
	wordWrap,
	renderer: 'text',
});

const lines = (document: TextDocument, area: TextBox) =>
	atOnce(layoutText(document, area, measure)).pieces.map((piece) => piece.text);

describe('wrapping', () => {
	test.each([
		['wrap', ['the quick', 'brown fox', 'jumps']],
		['nbWrap', ['the quick', 'brown fox', 'jumps']],
		['noWrap', ['the quick brown fox jumps']],
	] as const)('%s breaks between words', (wordWrap, expected) => {
		// 10 characters of 6 pixels
		expect(lines(text('the quick brown fox jumps'), box(60, 100, wordWrap))).toEqual(expected);
	});

	test('a hyphen ends a line', () => {
		expect(lines(text('bottom-right'), box(60, 100))).toEqual(['bottom-', 'right']);
	});

	test.each([
		['where the line ends', 'incompre\u00adhensible', 60, ['incompre-', 'hensible']],
		['at the last one that fits', 'a in\u00adcom\u00adprehensible', 60, ['a incom-', 'prehensibl', 'e']],
		['but nowhere else', 'in\u00adcomprehensible', 100, ['incomprehensible']],
		['if it fits itself', 'incompre\u00adhensible', 50, ['incompr', 'e-', 'hensible']],
		['before a number, too', 'size\u00ad1234567', 60, ['size-', '1234567']],
		['not before a space', 'incompre\u00ad hensible', 60, ['incompre', 'hensible']],
		['not at the end of a line of the text', 'soft\u00ad\nhard\u00ad', 60, ['soft', 'hard']],
		['never by itself', 'a \u00adincompreh', 60, ['a', 'incompreh']],
	])('a soft hyphen is seen %s', (_, content, width, expected) => {
		expect(lines(text(content), box(width, 100))).toEqual(expected);
	});

	test('a soft hyphen that is wider than what follows does not break a word that fits', () => {
		const wide: TextMeasure = {
			...measure,
			text: (content, own) => measure.text(content.replaceAll('-', '---'), own),
		};
		for (const word of ['precis', 'preci\u00ads', 'prec\u00adi\u00ads']) {
			const { pieces } = atOnce(layoutText(text(`a b ${word} d e f g h`), box(60, 100), wide));
			expect(pieces.map((piece) => piece.text)).toEqual(['a b precis', 'd e f g h']);
		}
	});

	test('a soft hyphen looks like the letters before it, which are kerned as if it were not there', () => {
		const [big, small] = [style(12), style(6)];
		const runs = [
			{ text: 'ta\u00adble\u00ad', style: big },
			{ text: 'spoon', style: small },
		];
		const { pieces } = atOnce(
			layoutText({ paragraphs: [{ align: 'left', runs }], verticalAlign: 'top' }, box(40, 100), measure),
		);
		expect(pieces.map((piece) => [piece.text, piece.style.size, piece.width])).toEqual([
			['table-', 12, 36],
			['spoon', 6, 15],
		]);
	});

	test('a long word is cut only by wrap, and begins on a new line', () => {
		expect(lines(text('a incomprehensible b'), box(60, 100))).toEqual(['a', 'incomprehe', 'nsible b']);
		expect(lines(text('a incomprehensible b'), box(60, 100, 'nbWrap'))).toEqual([
			'a',
			'incomprehensible',
			'b',
		]);
	});

	test('a grapheme is never cut', () => {
		const family = '👨‍👩‍👧';
		expect(lines(text(family.repeat(3)), box(1, 100))).toEqual([family, family, family]);
	});

	test('spaces hang over the edge', () => {
		expect(lines(text('0123456789   next'), box(60, 100))).toEqual(['0123456789', 'next']);
	});

	test('text 50: \\line breaks inside a paragraph, \\par between paragraphs; empty lines keep their height', () => {
		const [first, last] = [text('a'), text('b')].map((document) => document.paragraphs[0] as Paragraph);
		const paragraphs = [first, { align: 'left', runs: [] }, last] as readonly Paragraph[];
		const rows = (document: TextDocument) =>
			atOnce(layoutText(document, box(), measure))
				.pieces.filter((piece) => piece.text)
				.map((piece) => piece.baseline);
		expect(rows({ paragraphs, verticalAlign: 'top' })).toEqual([11, 38]);
		expect(rows(text('a\nb'))).toEqual([11, 25]);
	});

	test('text 39: lines beyond the box are not laid out, the last one is cut by the box', () => {
		expect(lines(text('x\n'.repeat(40)), box(300, 300))).toHaveLength(22);
	});

	test('a box narrower than a character still ends', () => {
		expect(lines(text('abc'), box(1, 100))).toEqual(['a', 'b', 'c']);
	});

	test('20,000 characters without a space take no time', () => {
		const start = performance.now();
		atOnce(layoutText(text('x'.repeat(20_000)), box(300, 0), measure));
		expect(performance.now() - start).toBeLessThan(500);
	});
});

describe('placement', () => {
	const place = (document: TextDocument, area: TextBox) =>
		atOnce(layoutText(document, area, measure)).pieces[0];

	test.each([
		['top', 'left', 0, 11],
		['center', 'center', 132, 29],
		['bottom', 'right', 264, 47],
	] as const)('text 34: %s %s', (verticalAlign, align, x, baseline) => {
		expect(place(text('center', { verticalAlign, align }), box(300, 50))).toMatchObject({ x, baseline });
	});

	test.each([
		[8, 7],
		[12, 11],
		[16, 14],
		[18, 16],
		[20, 18],
		[30, 27],
		[40, 36],
		[50, 45],
	])('first baseline of %d points is row %d', (size, baseline) => {
		expect(place(text('x', { size }), box(300, 100))?.baseline).toBe(baseline);
	});

	test('text 36: two lines of 40 points', () => {
		const { pieces } = atOnce(layoutText(text('a\nb', { size: 40 }), box(300, 100), measure));
		expect(pieces.map((piece) => piece.baseline)).toEqual([36, 82]);
	});

	test('runs of a line share the baseline of the largest', () => {
		const runs = [8, 50, 16].map((size) => ({ text: 'ab', style: style(size) }));
		const { pieces } = atOnce(
			layoutText({ paragraphs: [{ align: 'left', runs }], verticalAlign: 'top' }, box(), measure),
		);
		expect(pieces.map(({ x, baseline }) => [x, baseline])).toEqual([
			[0, 45],
			[8, 45],
			[58, 45],
		]);
	});

	test('self-sizing text is as large as its lines', () => {
		expect(atOnce(layoutText(text('abcde\nab'), box(), measure))).toMatchObject({ width: 30, height: 28 });
	});

	describe('point text', () => {
		const point: TextBox = { ...box(), renderer: 'textPs' };
		const paragraph = (content: string, more: Partial<Paragraph>): Paragraph => ({
			align: 'left',
			runs: [{ text: content, style: style(12) }],
			...more,
		});
		const laid = (...paragraphs: readonly Paragraph[]) => {
			const { pieces, width, pointX } = atOnce(
				layoutText({ paragraphs, verticalAlign: 'top' }, point, measure),
			);
			return { width, starts: pieces.map(({ x }) => x - (pointX ?? Number.NaN)) };
		};

		test.each([
			['right of its origin', [paragraph('abcd', {})], 24, [0]],
			['left of it', [paragraph('abcd', { align: 'right' })], 24, [-24]],
			['around it', [paragraph('abcd', { align: 'center' })], 24, [-12]],
			['indented', [paragraph('abcd', { leftIndent: 5 })], 29, [5]],
			['indented at its right', [paragraph('abcd', { align: 'right', rightIndent: 5 })], 29, [-29]],
			[
				'each paragraph where it belongs',
				[paragraph('abcd', {}), paragraph('ab', { align: 'right' }), paragraph('abc', { align: 'center' })],
				36,
				[0, -12, -9],
			],
			[
				'never justified',
				[paragraph('abcd', { align: 'justify', lastAlign: 'right' }), paragraph('abcdef', {})],
				36,
				[0, 0],
			],
		] as const)('%s', (_, paragraphs, width, starts) => {
			expect(laid(...paragraphs)).toEqual({ width, starts });
		});
	});

	test('text 46: size=200,0 is as high as its lines', () => {
		expect(atOnce(layoutText(text('x'), box(200), measure))).toMatchObject({ width: 200, height: 14 });
	});

	test.each([
		['left', 4],
		['center', 4],
		['right', 4],
	] as const)('text= that sizes itself has room for swashes and high marks: %s', (align, x) => {
		const swash: TextMeasure = {
			...measure,
			text: (content, run) => {
				const extent = measure.text(content, run);
				return { ...extent, left: 4, right: extent.advance + 4, above: 20 };
			},
		};
		const { pieces, width, height } = atOnce(layoutText(text('f', { align }), box(), swash));
		expect([width, pieces[0]?.x]).toEqual([4 + 6 + 4, x]);
		// 9 more than one line, which moves down by as much
		expect([height, pieces[0]?.baseline]).toEqual([23, 20]);
		expect(atOnce(layoutText(text('f', { align }), box(50), swash)).height).toBe(23);
	});

	test.each([
		['top', [9, 23]],
		['center', [13, 27]],
		['bottom', [17, 31]],
	] as const)('textPs= omits lines that do not fit, and places those that do: %s', (verticalAlign, rows) => {
		const area: TextBox = { ...box(60, 34), renderer: 'textPs' };
		const { pieces, complete } = atOnce(layoutText(text('a\nb\nc\nd', { verticalAlign }), area, measure));
		expect(pieces.map(({ baseline }) => baseline)).toEqual(rows);
		expect(complete).toBe(false);
	});

	test.each(['text', 'textPs'] as const)(
		'%s= that sizes itself shows lines that stand close, too',
		(renderer) => {
			const [paragraph] = text('a\nb').paragraphs as [Paragraph];
			const close = { ...paragraph, lineSpacing: { type: 'exactly', points: 5 } } as const;
			const document: TextDocument = { paragraphs: [close], verticalAlign: 'top' };
			for (const area of [box(), box(60)]) {
				const { pieces, height } = atOnce(layoutText(document, { ...area, renderer }, measure));
				expect(pieces.map(({ baseline }) => baseline)).toEqual([11, 16]);
				// 5 and the whole of the last one
				expect(height).toBe(18);
			}
		},
	);

	test('a line that is too wide stays at the left edge', () => {
		expect(place(text('0123456789', { align: 'center' }), box(30, 20, 'noWrap'))?.x).toBe(0);
	});

	test('ink beyond the left edge or above the first row moves the line inside', () => {
		const swash: TextMeasure = {
			...measure,
			text: (content, run) => ({ ...measure.text(content, run), left: 4, above: 20 }),
		};
		const { pieces } = atOnce(layoutText(text('f'), box(300, 50), swash));
		expect(pieces[0]?.x).toBe(4);
		expect(pieces[0]?.baseline).toBeGreaterThanOrEqual(20);
	});
});
