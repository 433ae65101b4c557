import { describe, expect, test } from 'vitest';
import type { TextDocument, TextStyle } from '../../protocol/text-document.js';
import { BLACK } from '../canvas/color.js';
import { atOnce } from '../pixels/steps.js';
import { composeText } from './compose-text.js';
import { fitText } from './fit-text.js';
import type { TextBox } from './layout.js';
import { layoutText } from './layout.js';
import { canvasMeasure } from './measure.js';

/** A canvas whose letters are all half an em wide; the characters that it measures are counted. */
function countingCanvas() {
	const work = { characters: 0, spent: 0 };
	const canvas = {
		font: '10px x',
		measureText(text: string) {
			work.characters += text.length;
			const width = text.length * 0.5 * Number.parseFloat(/[\d.e+-]+px/.exec(this.font)?.[0] ?? '0');
			return {
				width,
				actualBoundingBoxLeft: 0,
				actualBoundingBoxRight: width,
				actualBoundingBoxAscent: 0,
				fontBoundingBoxAscent: 900,
				fontBoundingBoxDescent: 200,
			};
		},
	};
	const context = canvas as unknown as OffscreenCanvasRenderingContext2D;
	const widths = new Map<string, Map<string, number>>();
	const spend = (pixels: number) => {
		work.spent += pixels;
	};
	return {
		work,
		spend,
		measureAt: (scale: number) => canvasMeasure(context, scale, { widths, lineGaps: new Map(), spend }),
	};
}

const style: TextStyle = { size: 2, bold: false, italic: false, color: BLACK };

const document = (text: string, changes: Partial<TextStyle> = {}): TextDocument => ({
	paragraphs: [{ align: 'left', runs: [{ text, style: { ...style, ...changes } }] }],
	verticalAlign: 'top',
});

const fill = (piece: string) => piece.repeat(Math.floor(19_900 / piece.length));
const box = (renderer: TextBox['renderer']): TextBox => ({
	width: 600,
	height: 600,
	wordWrap: 'wrap',
	renderer,
});

describe('twenty thousand characters are measured a few times, however many sizes are tried', () => {
	const texts = {
		words: Array.from({ length: 3600 }, (_, at) => `w${at}`).join(' '),
		ideographs: fill('日本語の文章はどこでも改行できます。'),
		arabic: fill('مرحبا بالعالم هذا نص عربي طويل '),
	};

	test.each(Object.entries(texts))('copy-fitting of %s', (_, text) => {
		const { work, measureAt } = countingCanvas();
		const fit = { resolution: 72, mode: 'fixedRes' } as const;
		const { layout } = atOnce(fitText(document(text, { copyfitSize: 200 }), box('textPs'), fit, measureAt));
		expect(work.characters).toBeLessThan(6 * text.length);
		expect(work.spent).toBeLessThan(200_000_000);
		expect(layout.complete).toBe(true);
		expect(layout.text.height).toBeGreaterThan(540);
	});

	test.each(Object.entries(texts))('autoRes of %s', (_, text) => {
		const { work, measureAt } = countingCanvas();
		const { layout } = atOnce(
			fitText(document(text), box('text'), { resolution: 72, mode: 'autoRes' }, measureAt),
		);
		expect(work.characters).toBeLessThan(6 * text.length);
		expect(layout.complete).toBe(true);
		expect(layout.text.height).toBeGreaterThan(540);
	});
});

test('a word that comes again is measured once', () => {
	const { work, measureAt } = countingCanvas();
	const justified = document(fill('lorem ipsum '), { size: 5 });
	const [paragraph] = justified.paragraphs;
	if (!paragraph) throw new Error('no paragraph');
	atOnce(
		layoutText(
			{ ...justified, paragraphs: [{ ...paragraph, align: 'justify' }] },
			box('textPs'),
			measureAt(1),
		),
	);
	expect(work.characters).toBeLessThan(50_000);
});

test.each([
	['of letters that most fonts have', 'twelve chars', 100],
	['of other ones, which are looked for in several fonts', '十二个字符十二个字符十二', 1500],
])('work is announced for every measurement %s', (_, text, each) => {
	const { work, measureAt } = countingCanvas();
	measureAt(1).text(text, style);
	expect(work.spent).toBeGreaterThanOrEqual(text.length * each);
});

test('text that only a segmenter can divide is announced as a whole, what shows of it or not', async () => {
	const spentOn = async (text: string) => {
		const { work, measureAt, spend } = countingCanvas();
		const fit = { resolution: 72, mode: 'fixedRes' } as const;
		const frame = { box: { ...box('textPs'), height: 20 }, fit, commands: {}, measureAt, spend };
		await composeText(document(text, { size: 10 }), frame);
		return work.spent;
	};
	const apart = (await spentOn(fill('สวัสดีชาวโลก'))) - (await spentOn('สวัสดีชาวโลก'.repeat(200)));
	// the boxes show the same; a character takes up to ten microseconds
	expect(apart).toBeGreaterThan(17_000 * 500);
});
