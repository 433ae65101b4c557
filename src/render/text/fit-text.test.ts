import { describe, expect, test } from 'vitest';
import { readRtf } from '../../protocol/rtf/read-rtf.js';
import { BLACK } from '../canvas/color.js';
import { atOnce } from '../pixels/steps.js';
import { fitText, withSizes } from './fit-text.js';
import type { TextBox } from './layout.js';
import type { TextMeasure } from './measure.js';

/** Characters of 5 x 20 pixels at 12 points and a pixel per point. */
const measureAt = (scale: number): TextMeasure => ({
	scale,
	font: ({ size }) => ({ ascent: (15 / 12) * size * scale, descent: (5 / 12) * size * scale, lineGap: 0 }),
	text: (text, { size }) => {
		const advance = (Array.from(text).length * 5 * size * scale) / 12;
		return { advance, left: 0, right: advance, above: size * scale };
	},
});

describe('resolutions that fit', () => {
	const box: TextBox = { width: 100, height: 50, wordWrap: 'noWrap', renderer: 'text' };
	const style = { size: 12, bold: false, italic: false, color: BLACK };

	test.each([
		['19: 200 x 20 pixels', 40, 'maxRes', 36],
		['20: 50 x 20 pixels', 10, 'autoRes', 144],
		['20: 50 x 20 pixels', 10, 'maxRes', 72],
		['18: 50 x 20 pixels', 10, 'fixedRes', 72],
	] as const)('text %s, %s characters, with %s', (_, characters, mode, resolution) => {
		const runs = [{ text: 'x'.repeat(characters), style }];
		const text = { paragraphs: [{ align: 'left', runs }], verticalAlign: 'top' } as const;
		const { scale } = atOnce(fitText(text, box, { resolution: 72, mode }, measureAt));
		expect(scale * 72).toBeCloseTo(resolution, 1);
	});
});

describe('copy-fitting', () => {
	const points = (text: string, share: number) =>
		withSizes(readRtf(text, 'textPs'), share).paragraphs.flatMap(({ runs }) =>
			runs.map((run) => [run.text, run.style.size]),
		);
	const ranges = '{\\fs10\\copyfit100 A{\\fs20\\copyfit200 B}}';
	const oneGreatest = '{\\copyfit100\\fs10 A{\\fs20 B}}';

	test.each([
		['40', ranges, 0, [5, 10]],
		['40', ranges, 0.5, [27.5, 55]],
		['40', ranges, 1, [50, 100]],
		['41', oneGreatest, 0, [5, 10]],
		['41', oneGreatest, 1, [50, 50]],
	])('text %s: %s with a share of %d', (_, text, share, [a, b]) => {
		expect(points(text, share)).toEqual([
			['A', a],
			['B', b],
		]);
	});

	test.each(['{\\fs50\\copyfit0 B}', '{\\fs50\\copyfit50 B}'])('text 42: %s is fixed', (text) => {
		for (const share of [0, 0.5, 1]) expect(points(text, share)).toEqual([['B', 25]]);
	});

	const box: TextBox = { width: 100, height: 50, wordWrap: 'wrap', renderer: 'textPs' };
	/** The size of the letters, points. */
	const fitted = (text: string) =>
		atOnce(fitText(readRtf(text, 'textPs'), box, { resolution: 72, mode: 'fixedRes' }, measureAt)).layout
			.pieces[0]?.style.size;

	test.each([100, 2000, 2_000_000, 200_000_000])(
		'up to %d half-points, letters are as large as the box to a tenth of a point',
		(most) => {
			const size = fitted(`\\fs20\\copyfit${most} hello`);
			expect(size).toBeGreaterThan(43.18);
			expect(size).toBeLessThan(43.29);
		},
	);

	test('what does not even fit at its smallest size keeps it', () => {
		const words = 'hello '.repeat(20);
		expect(fitted(`\\fs20\\copyfit2000000 ${words}`)).toBe(10);
	});
});
