import { readFileSync } from 'node:fs';
import { GlobalFonts } from '@napi-rs/canvas';
import { beforeAll, describe, expect, test } from 'vitest';
import { type DrawnRequest, drawRequest, type PixelTest } from '../../testing/draw-request.js';
import { pngOfColor } from '../../testing/pixels.js';

/*
 * The vectors of text as whole requests, from their text to the pixels of the picture. Rows and columns may
 * be off by one: where an edge lies within a pixel, smoothing decides.
 */

const ARIMO = new URL('../../../../e2e/goldens/font/arimo-latin-400-normal.woff2', import.meta.url);

// its widths and heights are those of Arial, the font of text that names none
beforeAll(() => {
	GlobalFonts.register(readFileSync(ARIMO), 'Arial');
});

const isInk: PixelTest = (red, green, blue) => red + green + blue < 600;

interface Ink {
	readonly left: number;
	readonly top: number;
	/** the first row below: of letters without a descender, their baseline */
	readonly bottom: number;
	readonly right: number;
}

/** Where ink shows, between two columns. */
function inkOf(
	{ width, height, at }: DrawnRequest,
	from = 0,
	to = width,
	rows: readonly [number, number] = [0, height],
): Ink {
	let ink: Ink = { left: to, top: rows[1], bottom: rows[0], right: from };
	for (let y = rows[0]; y < rows[1]; y++) {
		for (let x = from; x < to; x++) {
			if (!isInk(...at(x, y))) continue;
			ink = {
				left: Math.min(ink.left, x),
				top: Math.min(ink.top, y),
				bottom: Math.max(ink.bottom, y + 1),
				right: Math.max(ink.right, x + 1),
			};
		}
	}
	return ink;
}

/** Rows with ink that follow one another, as lines of text do. */
function linesOf(picture: DrawnRequest): Ink[] {
	const lines: Ink[] = [];
	for (let y = 0; y < picture.height; y++) {
		const row = inkOf(picture, 0, picture.width, [y, y + 1]);
		if (row.right <= row.left) continue;
		const last = lines.at(-1);
		if (last?.bottom !== y) lines.push(row);
		else {
			lines[lines.length - 1] = {
				left: Math.min(last.left, row.left),
				top: last.top,
				bottom: y + 1,
				right: Math.max(last.right, row.right),
			};
		}
	}
	return lines;
}

const draw = (request: string) => drawRequest(`/c?${request}&fmt=png`);
const near = (value: number | undefined, expected: number) =>
	expect(Math.abs((value ?? Number.NaN) - expected), `${value} for ${expected}`).toBeLessThanOrEqual(1);
const isSame = async (one: string, other: string) =>
	Buffer.compare((await draw(one)).bytes, (await draw(other)).bytes) === 0;

const FOX = 'The quick brown fox jumps over the lazy dog and then runs away from the angry bear again';

describe('sizes and places', () => {
	test('text 5: encoded and raw are one', async () => {
		const box = 'size=60,40&bgc=ffffff&text=';
		expect(await isSame(`${box}%5Cfs40%20x`, `${box}\\fs40 x`)).toBe(true);
		const { top, bottom } = inkOf(await draw(`${box}%5Cfs40%20x`));
		near(bottom - top, 20 * 0.519);
	});

	test.each([
		['16', 'textAttr=144', 24],
		['16', 'textAttr=72', 12],
		['17', 'textAttr=36', 6],
	])('text %s: %s', async (_, attributes, em) => {
		const { top, bottom } = inkOf(await draw(`size=60,40&bgc=ffffff&text=\\fs24 H&${attributes}`));
		near(bottom - top, em * 0.716);
	});

	test('text 18: autoRes without a height', async () => {
		const box = 'size=300,0&bgc=ffffff&text=x';
		expect(await isSame(`${box}&textAttr=72,norm,autoRes`, `${box}&textAttr=72`)).toBe(true);
		const { top, bottom } = inkOf(await draw(`${box}&textAttr=72,norm,autoRes`));
		near(bottom - top, 12 * 0.519);
	});

	test.each([
		['\\up', '', -3],
		['\\up', '&textAttr=144', -6],
		['\\dn10', '', 5],
	])('text 22: %s%s', async (word, attributes, down) => {
		const picture = await draw(`size=200,60&bgc=ffffff&text=\\fs40 H     {${word} H}${attributes}`);
		const middle = attributes ? 60 : 30;
		near(inkOf(picture, middle).bottom - inkOf(picture, 0, middle).bottom, down);
	});

	test.each([
		['', 10],
		['&textAttr=144', 20],
	])('text 23: \\margt200%s', async (attributes, down) => {
		const top = async (word: string) =>
			inkOf(await draw(`size=200,60&bgc=ffffff&textPs=${word}H${attributes}`)).top;
		near((await top('\\margt200 ')) - (await top('')), down);
	});

	test.each([
		['text=', 'size=200,60&text=', ''],
		['point text', 'size=200,60&color=ffffff&layer=1&textPs=', ''],
		['text in a shape', 'size=200,60&textPs=', '&textFlowPath=M0,0L200,0L200,60L0,60Z'],
		['text on a path', 'size=200,60&textPs=', '&textPath=M0,40L200,40'],
	])('text 23: no margins for %s', async (_, before, after) => {
		const request = (words: string) => `bgc=ffffff&${before}${words}H${after}`;
		expect(inkOf(await draw(request(''))).right).toBeGreaterThan(0);
		expect(await isSame(request('\\margt200\\margl200 '), request(''))).toBe(true);
	});

	test('text 24: spacing of two pixels', async () => {
		const box = 'size=60,40&bgc=ffffff&text=';
		const right = async (word: string) => inkOf(await draw(`${box}\\fs40${word} HH`)).right;
		expect(await right('\\expnd8')).toBe((await right('')) + 2);
		expect(await isSame(`${box}\\fs40\\expnd8 HH`, `${box}\\fs40\\expndtw40 HH`)).toBe(true);
	});

	test.each([
		['', 13.8],
		['\\sl200 ', 13.8],
		['\\sl400 ', 20],
		['\\sl-200 ', 10],
		['\\sl0 ', 13.8],
		['\\sl480\\slmult1 ', 27.6],
	])('text 25: %s', async (words, pitch) => {
		const lines = linesOf(
			await draw(`size=99,300&bgc=ffffff&text=${words}${Array(10).fill('H').join('\\line ')}`),
		);
		near((lines.at(-1)?.bottom ?? 0) - (lines[0]?.bottom ?? 0), 9 * pitch);
	});

	test('text 50: an empty paragraph is a line', async () => {
		const baselines = async (text: string) =>
			linesOf(await draw(`size=99,60&bgc=ffffff&text=${text}`)).map(({ bottom }) => bottom);
		expect(await baselines('H\\par\\par H')).toEqual([11, 38]);
		expect(await baselines('H\\line H')).toEqual([11, 25]);
	});
});

describe('published pictures', () => {
	test('text 34: corners and middle', async () => {
		const picture = await draw(
			'size=300,50&bgc=f0f0f0&text=top-left&layer=1&sizen=1,1&text=\\vertalc\\qc%20center&layer=2&sizen=1,1&text=\\vertalb\\qr%20bottom-right',
		);
		expect([picture.width, picture.height]).toEqual([300, 50]);
		// letters with descenders reach three rows below their baseline
		for (const [from, to, rows, left, right, bottom] of [
			[0, 100, [0, 16], 0, 36, 14],
			[100, 200, [16, 36], 133.3, 166.7, 29],
			[200, 300, [34, 50], 236, 300, 50],
		] as const) {
			const ink = inkOf(picture, from, to, rows);
			near(ink.left, left);
			near(ink.right, right);
			near(ink.bottom, bottom);
		}
	});

	test('four sizes stand on one baseline, where they do in print', async () => {
		const picture = await draw(
			'size=300,50&bgc=f0f0f0&text=\\fs16eight,%20\\fs32sixteen,%20\\fs60thirty,%20\\fs100fifty',
		);
		expect([picture.width, picture.height]).toEqual([300, 50]);
		// printed as 295 x 49 pixels: columns 0, 21, 80 and 159, rows of the tops of i, h and f
		const scale = 300 / 295;
		near(inkOf(picture, 0, 18).left, 0);
		near(inkOf(picture, 21, 60).left, 21 * scale);
		near(inkOf(picture, 79, 140).left, 80 * scale);
		near(inkOf(picture, 158, 300).left, 159 * scale);
		for (const [from, to, height] of [
			[29, 32, 11.5],
			[91, 94, 21.5],
			// Arimo's dotted i is as high as an f, Arial's as a capital
			[177, 180, 36.5],
		] as const) {
			const { top, bottom } = inkOf(picture, from, to);
			near(bottom, 45);
			near(bottom - top, height);
		}
	});

	test('text 35: superscript and subscript', async () => {
		const picture = await draw(
			'size=300,50&bgc=f0f0f0&text=\\fs36normal{\\super%20superscript}normal{\\sub%20subscript}',
		);
		for (const [from, to, left, right, bottom] of [
			[0, 55, 1, 54, 16],
			[56, 57 + 6, 56, 63, 12],
			[115, 168, 115, 167, 16],
			[170, 175, 170, 175, 19],
		] as const) {
			const ink = inkOf(picture, from, to);
			near(ink.left, left);
			near(ink.right, right);
			near(ink.bottom, bottom);
		}
		near(inkOf(picture).right, 216.7);
	});

	test('text 36: kerning and pitch', async () => {
		const picture = await draw(
			'size=300,100&bgc=f0f0f0&text=\\fs80F.P.T.V.W.Y.{\\fs20(kerning%20on)}\\line{\\kerning0F.P.T.V.W.Y.}{\\fs20(kerning%20off)}',
		);
		near(inkOf(picture, 0, 200, [0, 45]).bottom, 36);
		near(inkOf(picture, 0, 200, [45, 100]).bottom, 82);
		// the captions stand below the tops of the letters, to their right
		const [kerned, plain] = [
			inkOf(picture, 206, 300, [26, 36]).left,
			inkOf(picture, 231, 300, [72, 82]).left,
		];
		near(kerned, 208.3);
		near(plain, 233.3);
		near(plain - kerned, 25);
	});
});

describe('lines', () => {
	const ERROR_IMAGE = 'size=300,300&bgc=ffffff&text=';

	test.each([
		['', [287.5, 195.4], [11, 25]],
		['\\fs48 ', [285.5, 282.9, 270.8, 113.4], [22, 49, 77, 105]],
	])('text 38: black text on white, %s', async (size, widths, baselines) => {
		const picture = await draw(`${ERROR_IMAGE}${size}${FOX}`);
		expect([picture.width, picture.height]).toEqual([300, 300]);
		expect(picture.at(299, 299)).toEqual([255, 255, 255, 255]);
		let darkest = 255;
		picture.box((red, green, blue) => {
			darkest = Math.min(darkest, Math.max(red, green, blue));
			return false;
		});
		expect(darkest).toBeLessThan(size ? 1 : 40);
		// descenders of one line do not touch the next: from baseline to baseline
		for (const [line, baseline] of baselines.entries()) {
			const above = line === 0 ? 0 : (baselines[line - 1] ?? 0) + (size ? 6 : 3);
			const ink = inkOf(picture, 0, 300, [above, baseline + (size ? 6 : 3)]);
			expect(Math.abs(ink.right - (widths[line] ?? 0))).toBeLessThanOrEqual(2);
			// the letters that stand on the line: most rows of ink end there
			const rowInk = (y: number) => {
				let count = 0;
				for (let x = 0; x < 300; x++) if (isInk(...picture.at(x, y))) count++;
				return count;
			};
			expect(rowInk(baseline - 1)).toBeGreaterThan(3 * rowInk(baseline + 1));
		}
		const last = baselines.at(-1) ?? 0;
		expect(inkOf(picture, 0, 300, [last + (size ? 7 : 4), 300]).right).toBe(0);
	});

	test('text 39: 21 lines and a part of the next one, or 21', async () => {
		const lines = Array(40).fill('H').join('\\line ');
		const [plain, photoshop] = [
			linesOf(await draw(`size=300,300&bgc=ffffff&text=${lines}`)),
			linesOf(await draw(`size=300,300&bgc=ffffff&textPs=${lines}`)),
		];
		expect([plain.length, photoshop.length]).toEqual([22, 21]);
		const heights = (list: readonly Ink[]) => list.map(({ top, bottom }) => bottom - top);
		for (const height of [...heights(plain.slice(0, 21)), ...heights(photoshop)]) near(height, 8.6);
		expect(plain[21]?.bottom).toBe(300);
	});

	test.each(['', '&size=300,0'])('text 30: two alignments need a box, not: %s', async (size) => {
		await expect(draw(`text=\\ql a\\par\\qr b${size}`)).rejects.toMatchObject({ code: 'invalid-request' });
	});

	test('text 30: two alignments in a box', async () => {
		const lines = linesOf(await draw('size=300,50&bgc=ffffff&text=\\ql H\\par\\qr H'));
		expect(lines).toHaveLength(2);
		near(lines[0]?.left, 1);
		near(lines[1]?.right, 299);
	});
});

describe('boxes', () => {
	test('text 44: in the margin above the picture', async () => {
		const sources = { img: await pngOfColor(200, 40, [0, 0, 255, 255]) };
		const picture = await drawRequest(
			'/c/img?layer=0&extend=0,30,0,0&origin=0,0&bgColor=ffffff&layer=1&text=title-text&origin=0,0&fmt=png',
			{ sources },
		);
		expect([picture.width, picture.height]).toEqual([200, 70]);
		expect(picture.at(100, 30)).toEqual([0, 0, 255, 255]);
		const ink = inkOf(picture, 0, 200, [0, 30]);
		near(ink.left, 0);
		// 12 pixels: the tops of t and l, and the baseline is row 11
		near(ink.top, 2);
		near(ink.bottom, 11);
	});

	test('text 45: its box is in the middle of layer 0', async () => {
		const boxed = await draw('size=300,300&color=ffffff&layer=1&text=HHH&color=ff0000');
		const [left = 0, top = 0, width = 0, height = 0] =
			boxed.box((red, green, blue) => red > 128 && green < 128 && blue < 128) ?? [];
		near(left + width / 2, 150);
		near(top + height / 2, 150);
		near(height, 13.8);
		near(width, 3 * 12 * 0.722);
	});

	test.each([
		['\\qc', (ink: Ink) => near((ink.left + ink.right) / 2, 150)],
		['\\ql', (ink: Ink) => near(ink.left, 151)],
		['\\qr', (ink: Ink) => near(ink.right, 149)],
	])('text 45: point text, %s', async (align, expectPlace) => {
		const ink = inkOf(await draw(`size=300,300&color=ffffff&layer=1&textPs=${align} H`));
		expectPlace(ink);
		near(ink.bottom, 150);
		near(ink.top, 150 - 8.6);
	});

	test.each([
		['size=200,50', 50],
		['size=200,0', 14],
	])('text 46: %s is red all over', async (size, height) => {
		const picture = await draw(`${size}&color=ff0000&text=x`);
		expect([picture.width, picture.height]).toEqual([200, height]);
		expect(picture.box((red, green, blue) => red === 255 && green === 0 && blue === 0)).toEqual([
			0,
			0,
			200,
			height,
		]);
		expect(picture.box((red) => red < 128)?.[0]).toBeLessThanOrEqual(1);
	});
});
