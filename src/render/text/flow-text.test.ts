import { describe, expect, test } from 'vitest';
import type { TextDocument } from '../../protocol/text-document.js';
import { path } from '../../protocol/value-types/path.js';
import { BLACK } from '../canvas/color.js';
import { IDENTITY } from '../geometry/matrix.js';
import { edgesOf, FlowShape, polygons } from './flow-shape.js';
import { flowText } from './flow-text.js';
import type { TextMeasure } from './measure.js';

const WORDS = 'The quick brown fox jumps over the lazy dog. ';

/** A typewriter, and an allowance of work; both are counted. */
function bench(allowance = 256_000_000) {
	const work = { spent: 0, measured: 0 };
	const measure: TextMeasure = {
		scale: 1,
		font: ({ size }) => ({ ascent: 0.905 * size, descent: 0.212 * size, lineGap: 0.033 * size }),
		text: (text, { size }) => {
			work.measured++;
			const advance = text.length * 0.5 * size;
			return { advance, left: 0, right: advance, above: 0.716 * size };
		},
	};
	const spend = (pixels: number) => {
		work.spent += pixels;
		if (work.spent > allowance) throw new Error('too-much-work');
	};
	return { work, measure, spend };
}

const document = (
	text: string,
	size = 10,
	verticalAlign: TextDocument['verticalAlign'] = 'top',
): TextDocument => ({
	paragraphs: [
		{ align: 'left', runs: [{ text, style: { size, bold: false, italic: false, color: BLACK } }] },
	],
	verticalAlign,
});

function flow(text: TextDocument, outline: string, holes = '', { measure, spend, work } = bench()) {
	const cut = polygons(path.read(holes, () => {}) ?? [], IDENTITY).flatMap(edgesOf);
	const shapes = polygons(path.read(outline, () => {}) ?? [], IDENTITY).map(
		(one) => new FlowShape(one, cut, spend),
	);
	return { ...flowText(text, shapes, measure), work };
}

describe('text in a shape', () => {
	test('lines are as long as the shape is wide over their whole height', () => {
		const { pieces } = flow(document(WORDS.repeat(9)), 'M100,0L200,200L0,200Z');
		expect(pieces.length).toBeGreaterThan(5);
		for (const { x, width, baseline } of pieces) {
			const top = baseline - 8;
			expect(x).toBeGreaterThanOrEqual(100 - top / 2 - 1);
			expect(x + width).toBeLessThanOrEqual(100 + top / 2 + 1);
		}
	});

	test('a line goes on behind a hole', () => {
		const { pieces } = flow(
			document(WORDS.repeat(9)),
			'M0,0L200,0L200,100L0,100Z',
			'M80,20L120,20L120,80L80,80Z',
		);
		const beside = pieces.filter(({ baseline }) => baseline > 30 && baseline < 78);
		expect(beside.some(({ x }) => x < 80)).toBe(true);
		expect(beside.some(({ x }) => x >= 120)).toBe(true);
		expect(beside.some(({ x, width }) => x < 119 && x + width > 81)).toBe(false);
	});

	test('the next shape follows when one is full, and what is left is told', () => {
		const shapes = 'M0,0L90,0L90,30L0,30ZM100,0L190,0L190,30L100,30Z';
		const some = flow(document('one two three four five six seven eight'), shapes);
		expect(some.complete).toBe(true);
		expect(some.pieces.some(({ x }) => x >= 100)).toBe(true);
		expect(flow(document(WORDS.repeat(9)), shapes).complete).toBe(false);
	});

	test.each([
		['center', 44, 56],
		['bottom', 90, 98],
	] as const)('%s', (verticalAlign, least, most) => {
		const [piece] = flow(document('x', 10, verticalAlign), 'M0,0L100,0L100,100L0,100Z').pieces;
		expect(piece?.baseline).toBeGreaterThanOrEqual(least);
		expect(piece?.baseline).toBeLessThanOrEqual(most);
	});

	test.each([
		['top', [7.5, 18.95, 7.5]],
		['center', [7.5, 18.95, 53.2]],
		['bottom', [7.5, 18.95, 97.9]],
	] as const)('of several shapes the one where the text ends: %s', (verticalAlign, expected) => {
		const shapes = 'M0,0L30,0L30,22L0,22ZM100,0L200,0L200,100L100,100ZM300,0L400,0L400,100L300,100Z';
		const { pieces } = flow(document('one two three', 10, verticalAlign), shapes);
		expect(pieces.map(({ text }) => text)).toEqual(['one', 'two', 'three']);
		expect(pieces[2]?.x).toBe(100);
		for (const [at, baseline] of expected.entries()) {
			expect(Math.abs((pieces[at]?.baseline ?? 0) - baseline)).toBeLessThan(1);
		}
	});

	test('a word that fits nowhere is cut', () => {
		const { pieces, complete } = flow(document('x'.repeat(40)), 'M0,0L50,0L50,100L0,100Z');
		expect(complete).toBe(true);
		expect(pieces.length).toBeGreaterThanOrEqual(4);
	});
});

describe('hostile shapes are bounded work', () => {
	const noise = (count: number) =>
		`M${Array.from({ length: count }, (_, at) => `${(at * 7919) % 1000},${(at * 104729) % 1000}`).join('L')}Z`;
	const circle = (count: number) =>
		`M${Array.from({ length: count }, (_, at) => {
			const angle = (2 * Math.PI * at) / count;
			return `${500 + 500 * Math.cos(angle)},${500 + 500 * Math.sin(angle)}`;
		}).join('L')}Z`;
	const LONG = WORDS.repeat(440);

	test.each([
		['a circle of 30,000 corners', circle(30_000), document(LONG, 4)],
		['a column of no width and a billion rows', 'M0,0L1,0L1,1e9L0,1e9Z', document(LONG, 4)],
		['letters of no size', 'M0,0L1e9,0L1e9,1e9L0,1e9Z', document(LONG, 0)],
		['20,000 shapes', 'M0,0L1,0L1,900L0,900Z'.repeat(20_000), document(LONG, 4)],
		['a tangle of 5,000 lines', noise(5_000), document(LONG, 4, 'center')],
		['a tangle of 60,000 lines', noise(60_000), document(LONG, 4, 'center')],
		['coordinates beyond all bounds', 'M1e99,1e99L-1e99,1e99L1e99,-1e99Z', document(LONG, 4)],
	])('%s', (_, outline, text) => {
		const counted = bench();
		try {
			flow(text, outline, '', counted);
		} catch (error) {
			expect(String(error)).toContain('too-much-work');
		}
		expect(counted.work.measured).toBeLessThan(200_000);
	});
});
