import { describe, expect, test } from 'vitest';
import { drawRequest, type PixelTest } from '../testing/draw-request.js';
import { plainPng } from '../testing/pixels.js';

const sources = { blue: plainPng(40, 40, '#00f'), clear: plainPng(40, 40, '#0000') };

const isRed: PixelTest = (red, green, blue, alpha) =>
	red === 255 && green === 0 && blue === 0 && alpha === 255;
const isShown: PixelTest = (_red, _green, _blue, alpha) => alpha > 0;

/** Layer 0 is empty, of 100 x 100 pixels; its origin is its centre. */
const on100 = (layer: string) =>
	drawRequest(`/c?fmt=png-alpha&size=100,100&text=&layer=1&${layer}`, { sources });

describe('a negative extend crops', () => {
	test.each([
		['the fill of a text', 'text=&size=40,40&color=ff0000'],
		['the fill of a picture', 'src=c/clear&color=ff0000'],
		['a solid colour', 'size=40,40&color=ff0000'],
		['the background', 'text=&size=40,40&bgColor=ff0000'],
		['a mask that is turned off', 'src=c/clear&color=ff0000&maskUse=off&op_colorize=ff0000'],
		['a mask that is inverted', 'src=c/clear&color=ff0000&maskUse=invert'],
		['a grown mask', 'size=40,40&color=ff0000&op_growMask=6'],
		['a blend', 'text=&size=40,40&color=ff0000&blendMode=mult'],
	])('%s', async (_, layer) => {
		const { box } = await on100(`${layer}&extend=-10,-5,-10,-15`);
		expect(box(isShown)).toEqual([40, 40, 20, 20]);
	});

	test('on one side, while it adds a margin on the other', async () => {
		const { box } = await on100('text=&size=40,40&color=ff0000&extend=-10,0,30,0&origin=0,0');
		expect(box(isRed)).toEqual([50, 50, 30, 40]);
	});

	test('the corners of a fill that is turned', async () => {
		const { box } = await on100('text=&size=40,40&color=ff0000&rotate=45&extend=-14,-14,-13,-13');
		expect(box(isShown)).toEqual([35, 35, 30, 30]);
	});
});

describe('what crop adds beyond the picture', () => {
	const cropped = 'crop=-10,-5,60,50';

	test.each([
		['is transparent', `src=c/blue&${cropped}`, undefined],
		['is not filled by color', `src=c/clear&${cropped}&color=ff0000`, [30, 30, 40, 40]],
		['is filled by bgColor', `src=c/clear&${cropped}&bgColor=ff0000`, [20, 25, 60, 50]],
		[
			'nor where it is scaled and mirrored',
			`src=c/clear&crop=-20,0,60,40&scale=0.5&flip=lr&color=ff0000`,
			[35, 40, 20, 20],
		],
		['nor where there is nothing but that', 'src=c/clear&crop=50,50,30,30&color=ff0000', undefined],
	])('%s', async (_, layer, expected) => {
		const { box } = await on100(layer);
		expect(box(isRed)).toEqual(expected);
	});
});

describe('a clip path that gives a layer its size', () => {
	const square = 'clipPath=M10,-20L30,-20L30,10L10,10Z';
	const place = [60, 30, 20, 30];

	test.each([
		['', place],
		// r-clippath.md: not permitted; ignored
		['&rotate=45', place],
		['&scale=2', place],
		['&anchor=0,0', place],
		// of the finished rectangle
		['&origin=0,0', [50, 50, 20, 30]],
		['&pos=-5,5', [55, 35, 20, 30]],
		// about 0,0 of the path
		['&flip=lr', [20, 30, 20, 30]],
		['&flip=ud', [60, 40, 20, 30]],
	])('color=ff0000%s', async (commands, expected) => {
		const { box } = await on100(`color=ff0000&${square}${commands}`);
		expect(box(isShown)).toEqual(expected);
	});

	test.each(['rotate=45', 'scale=2', 'anchor=0,0'])('%s is told to be left out', async (command) => {
		const { problems } = await on100(`color=ff0000&${square}&${command}`);
		expect(problems).toEqual(['not-permitted']);
		const sized = await on100(`color=ff0000&size=20,20&${square}&${command}`);
		expect(sized.problems).toEqual([]);
	});

	test('keeps its shape and its place in margins', async () => {
		const triangle = 'color=ff0000&clipPath=M0,0L30,0L0,30Z';
		const plain = await on100(triangle);
		const framed = await on100(`${triangle}&extend=7,9,3,3`);
		for (const [x, y] of [
			[51, 51],
			[75, 52],
			[52, 75],
			[70, 70],
			[48, 60],
		] as const) {
			expect(framed.at(x, y), `${x},${y}`).toEqual(plain.at(x, y));
		}
	});

	test('turns with its text', async () => {
		const { box } = await on100('text=&color=ff0000&clipPath=M0,0L30,0L30,10L0,10Z&rotate=90');
		expect(box(isShown)).toEqual([40, 50, 10, 30]);
	});

	describe('in perspective', () => {
		// 30 x 30 pixels are stretched to 80 x 80: the triangle leaves the lower right half free
		const triangle = 'clipPath=M0,0L30,0L0,30Z&perspective=10,10,90,10,90,90,10,90';

		test.each([
			['a colour', 'color=ff0000'],
			['a colour on a background', 'color=ff0000&bgColor=0000ff'],
			['a blurred colour', 'color=ff0000&op_blur=9'],
			['a text on a background', 'text=&bgColor=ff0000'],
			['a text on a fill', 'text=&color=ff0000'],
		])('%s is nowhere beyond its warped path', async (_, layer) => {
			const { at } = await on100(`${layer}&${triangle}`);
			expect(isShown(...at(20, 20)), 'inside').toBe(true);
			for (const [x, y] of [
				[55, 55],
				[80, 80],
				[95, 50],
				[5, 50],
			] as const) {
				expect(isShown(...at(x, y)), `${x},${y}`).toBe(false);
			}
		});

		test('a hole is warped with it', async () => {
			const { at } = await on100(`color=ff0000&bgColor=0000ff&clipXPath=M0,0L9,0L9,9L0,9Z&${triangle}`);
			expect(isShown(...at(20, 20))).toBe(false);
			expect(isRed(...at(20, 50))).toBe(true);
		});
	});

	test('of text heeds the anchor that it is given', async () => {
		const text = `text=&color=ff0000&${square}`;
		const { box } = await on100(text);
		expect(box(isShown)).toEqual(place);
		const anchored = await on100(`${text}&anchor=0,0`);
		expect(anchored.box(isShown)).toEqual([50, 50, 20, 30]);
	});
});

test("a colour in the shape of a record's mask has the resolution of the record", async () => {
	const records = { m: { Path: 'm.png', MaskPath: 'shape.png', Resolution: 100 } };
	const shape = { 'shape.png': plainPng(40, 40, '#fff') };
	const { box, notes } = await drawRequest(
		'/c?fmt=png-alpha&size=100,100&text=&layer=1&color=ff0000&mask=c/m&res=50',
		{
			catalogs: { c: { records } },
			sources: shape,
		},
	);
	expect(box(isRed)).toEqual([40, 40, 20, 20]);
	expect(notes).toEqual([]);
});
