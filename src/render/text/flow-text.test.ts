import { afterEach, describe, expect, test, vi } from 'vitest';
import type { TextDocument } from '../../protocol/text-document.js';
import { path } from '../../protocol/value-types/path.js';
import { BLACK } from '../canvas/color.js';
import { IDENTITY } from '../geometry/matrix.js';
import { atOnce } from '../pixels/steps.js';
import { copyFitted } from './fit-text.js';
import { FlowShape, outlineOf, polygons } from './flow-shape.js';
import { flowText } from './flow-text.js';
import { flowWork } from './flow-work.js';
import type { TextMeasure } from './measure.js';

afterEach(() => {
	vi.restoreAllMocks();
});

const WORDS = 'The quick brown fox jumps over the lazy dog. ';

/** Letters half as wide as they are high. */
const typewriter: TextMeasure = {
	scale: 1,
	font: ({ size }) => ({ ascent: 0.905 * size, descent: 0.212 * size, lineGap: 0.033 * size }),
	text: (text, { size }) => {
		const advance = text.length * 0.5 * size;
		return { advance, left: 0, right: advance, above: 0.716 * size };
	},
};

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

function shapesOf(outlines: string, holes = ''): readonly FlowShape[] {
	const read = (value: string) => polygons(path.read(value, () => {}) ?? [], IDENTITY);
	const cut = outlineOf(read(holes));
	return read(outlines).map((one) => new FlowShape(one, cut));
}

function flow(text: TextDocument, outlines: string, holes = '') {
	return atOnce(flowText(text, shapesOf(outlines, holes), typewriter));
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

describe('what filling shapes takes is known before', () => {
	const noise = (count: number) =>
		`M${Array.from({ length: count }, (_, at) => `${(at * 7919) % 1000},${(at * 104729) % 1000}`).join('L')}Z`;
	const circle = (count: number) =>
		`M${Array.from({ length: count }, (_, at) => {
			const angle = (2 * Math.PI * at) / count;
			return `${500 + 500 * Math.cos(angle)},${500 + 500 * Math.sin(angle)}`;
		}).join('L')}Z`;
	const squares = (count: number, side: number) =>
		Array.from({ length: count }, (_, at) => {
			const [x, y] = [((at % 30) * 1000) / 30, (Math.floor(at / 30) * 1000) / 30];
			return `M${x},${y}L${x + side},${y}L${x + side},${y + side}L${x},${y + side}Z`;
		}).join('');
	const LONG = WORDS.repeat(440);
	const fitted = (text: string, least: number, most: number): TextDocument => {
		const { paragraphs, ...rest } = document(text, least, 'center');
		return {
			...rest,
			paragraphs: paragraphs.map((paragraph) => ({
				...paragraph,
				runs: paragraph.runs.map((run) => ({ ...run, style: { ...run.style, copyfitSize: most } })),
			})),
		};
	};
	/** What all drawing together may take, in touched pixels. */
	const ALLOWANCE = 256_000_000;

	test.each([
		['a column of no width and a billion rows', 'M0,0L1,0L1,1e9L0,1e9Z', '', document(LONG, 4)],
		['letters of no size', 'M0,0L1e9,0L1e9,1e9L0,1e9Z', '', document(LONG, 0)],
		['a circle', circle(500), '', fitted(LONG, 4, 100)],
		['a tangle', noise(50), '', document(LONG, 4, 'center')],
		['a square with a tangle of holes', squares(1, 1000), noise(50), document(LONG, 4, 'bottom')],
		['words that are too long', squares(30, 30), '', document(`${'x'.repeat(90)} `.repeat(99), 4, 'center')],
		[
			'nothing but paragraphs',
			squares(30, 30),
			'',
			{ ...document(''), paragraphs: Array(999).fill({ align: 'left', runs: [] }) },
		],
	] as const)('%s: no more rows are tried than are announced', (_, outlines, holes, text) => {
		const shapes = shapesOf(outlines, holes);
		const work = flowWork(text, shapes, typewriter);
		expect(work).toBeLessThan(ALLOWANCE);
		const rows = vi.spyOn(FlowShape.prototype, 'intervals');
		atOnce(
			copyFitted(
				text,
				typewriter,
				(sized) => flowText(sized, shapes, typewriter),
				(sized, measure) => flowText({ ...sized, verticalAlign: 'top' }, shapes, measure, false),
			),
		);
		expect(rows).toHaveBeenCalled();
		expect(rows.mock.calls.length * 1000).toBeLessThan(work);
	});

	test.each([
		['a thousand squares, for a text of any size', squares(900, 30), '', fitted(LONG, 1, 100)],
		['20,000 shapes', 'M0,0L1,0L1,900L0,900Z'.repeat(20_000), '', document(LONG, 4)],
		['a circle of 30,000 corners', circle(30_000), '', fitted(LONG, 1, 1000)],
		['a tangle of 5,000 lines', noise(5_000), '', document(LONG, 4, 'center')],
		['a tangle of 60,000 lines', noise(60_000), '', document(LONG, 4, 'center')],
		['a tangle of holes', squares(1, 1000), noise(5_000), document(LONG, 4, 'center')],
	])('%s: too much', (_, outlines, holes, text) => {
		expect(flowWork(text, shapesOf(outlines, holes), typewriter)).toBeGreaterThan(ALLOWANCE);
	});

	test.each([
		['twenty thousand characters in a circle', circle(300), '', fitted(LONG, 2, 100)],
		['five columns', squares(5, 1000), '', fitted(LONG, 4, 100)],
		['a column round ten pictures', squares(1, 1000), squares(10, 100), fitted(LONG, 2, 100)],
		['thirty labels', squares(30, 33), '', fitted('thirty words or less', 2, 100)],
	])('%s, brought to the greatest size: not too much', (_, outlines, holes, text) => {
		expect(flowWork(text, shapesOf(outlines, holes), typewriter)).toBeLessThan(ALLOWANCE);
	});

	test('coordinates beyond all bounds are filled with nothing', () => {
		expect(flow(document(WORDS), 'M1e99,1e99L-1e99,1e99L1e99,-1e99Z').pieces.length).toBeLessThan(9);
	});
});
