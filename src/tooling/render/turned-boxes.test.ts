import { describe, expect, test } from 'vitest';
import { drawRequest, type PixelTest } from '../testing/draw-request.js';

const isRed: PixelTest = (red, green) => red > 200 && green < 100;
const isInk: PixelTest = (red, green) => red < 128 && green < 128;

/** A text layer in the middle of a white picture of 300 x 300 pixels. */
const centred = (layer: string) => drawRequest(`/c?fmt=png&size=300,300&color=ffffff&layer=1&${layer}`);

/** Directions in which lines run downwards. */
const DOWNWARDS = [
	['textAngle=90', '', '&textAngle=90'],
	['\\stextflow1', '\\stextflow1', ''],
] as const;

describe.each(DOWNWARDS)('%s in a box of variable height', (_, words, command) => {
	const box = (text: string) => centred(`size=100,0&color=ff0000&textPs=${words}\\fs40${text}${command}`);

	test('lies around the middle of the canvas, as all boxes do', async () => {
		const [left = 0, top = 0, width = 0, height = 0] = (await box(' \\u160 ')).box(isRed) ?? [];
		expect([left, width]).toEqual([100, 100]);
		expect(Math.abs(top - (300 - top - height))).toBeLessThanOrEqual(1);
	});

	test('has margins', async () => {
		const plain = (await box(' H')).box(isRed) ?? [];
		const picture = await box('\\margt300\\margb400\\margr200 H');
		const [, top = 0, width, height = 0] = picture.box(isRed) ?? [];
		expect([width, height]).toEqual([100, (plain[3] ?? 0) + 35]);
		const [left = 0, inkTop = 0, inkWidth = 0] = picture.box(isInk) ?? [];
		expect(inkTop - top).toBeGreaterThanOrEqual(15);
		expect(200 - (left + inkWidth)).toBeGreaterThanOrEqual(10);
	});

	test('aligns its lines by the longest one', async () => {
		const picture = await box('\\ql HHHHHH\\par\\qr H');
		const [, top = 0, , height = 0] = picture.box(isRed) ?? [];
		const [second = 0] = picture.box(isInk) ?? [];
		const rows = Array.from({ length: height }, (_, row) => top + row);
		const inked = rows.filter((y) =>
			[0, 4, 8, 12].some((column) => isInk(...picture.at(second + column, y))),
		);
		expect(inked.length).toBeGreaterThan(2);
		expect(inked.length).toBeLessThan(30);
		expect(top + height - Math.max(...inked)).toBeLessThanOrEqual(5);
	});
});

test.each([
	['margl', 'left'],
	['margt', 'top'],
	['margr', 'right'],
	['margb', 'bottom'],
])('a box with text at an angle has \\%s', async (word, side) => {
	const text = 'word '.repeat(200);
	const edges = async (margin: string) => {
		const layer = `size=200,200&textPs=${margin}\\fs16 ${text}&textAngle=30`;
		const [left = 0, top = 0, width = 0, height = 0] = (await centred(layer)).box(isInk) ?? [];
		return { left: left - 50, top: top - 50, right: 250 - left - width, bottom: 250 - top - height };
	};
	const [plain, inset] = [await edges(''), await edges(`\\${word}1200`)];
	const edge = side as keyof typeof plain;
	expect(plain[edge]).toBeLessThan(20);
	expect(inset[edge]).toBeGreaterThanOrEqual(58);
});
