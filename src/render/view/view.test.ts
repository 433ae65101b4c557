import { describe, expect, test } from 'vitest';
import type { FitMode, Rectangle, Size } from '../../protocol/values.js';
import type { RenderErrorCode } from '../render-error.js';
import { RenderError } from '../render-error.js';
import type { ViewInput } from './view.js';
import { viewGeometry } from './view.js';

const size = (width: number, height: number): Size => ({ width, height });
const rectangle = (x: number, y: number, width: number, height: number): Rectangle => ({
	x,
	y,
	width,
	height,
});
const UNBOUNDED = size(0, 0);

function view(composite: Size, input: Partial<ViewInput> = {}) {
	return viewGeometry(composite, { defaultPix: UNBOUNDED, maxPix: UNBOUNDED, ...input });
}

function expectError(code: RenderErrorCode, composite: Size, input: Partial<ViewInput>) {
	try {
		view(composite, input);
	} catch (error) {
		expect(error).toBeInstanceOf(RenderError);
		expect((error as RenderError).code).toBe(code);
		return;
	}
	throw new Error(`no ${code}`);
}

const fitting = (mode: FitMode, upscale = false) => ({ mode, upscale });

interface Row {
	readonly name: string;
	readonly composite: Size;
	readonly input: Partial<ViewInput>;
	readonly reply: Size;
	/** absent: the picture covers the reply exactly */
	readonly picture?: Rectangle;
}

const wide = size(1000, 500);
const box300 = { wid: 300, hei: 300 };
const box400 = { wid: 400, hei: 400 };
const small = size(100, 50);

const ROWS: readonly Row[] = [
	{
		name: 'geometry 21: res=12, DefaultPix 100,100',
		composite: size(240, 120),
		input: { defaultPix: size(100, 100) },
		reply: size(100, 50),
	},
	{
		name: 'geometry 21: scl=1',
		composite: size(240, 120),
		input: { scl: 1, defaultPix: size(100, 100) },
		reply: size(240, 120),
	},
	{
		name: 'geometry 21: scl=1 with wid and hei',
		composite: size(240, 120),
		input: { scl: 1, wid: 100, hei: 100 },
		reply: size(100, 100),
		picture: rectangle(-70, -10, 240, 120),
	},
	{
		name: 'geometry 35: DefaultPix=400,400',
		composite: wide,
		input: { defaultPix: size(400, 400) },
		reply: size(400, 200),
	},
	{
		name: 'geometry 35: DefaultPix=0,200',
		composite: wide,
		input: { defaultPix: size(0, 200) },
		reply: size(400, 200),
	},
	{
		name: 'geometry 35: DefaultPix never enlarges',
		composite: wide,
		input: { defaultPix: size(2000, 2000) },
		reply: wide,
	},
	{
		name: 'geometry 35: scl=1 with DefaultPix',
		composite: wide,
		input: { scl: 1, defaultPix: size(400, 400) },
		reply: wide,
	},
	{ name: 'geometry 36: wid=200', composite: wide, input: { wid: 200 }, reply: size(200, 100) },
	{ name: 'geometry 36: hei=200', composite: wide, input: { hei: 200 }, reply: size(400, 200) },
	{ name: 'geometry 36: scl=2', composite: wide, input: { scl: 2 }, reply: size(500, 250) },
	{ name: 'geometry 36: scl=0.5', composite: wide, input: { scl: 0.5 }, reply: size(2000, 1000) },
	{
		name: 'geometry 37: align=0,-1, wide',
		composite: wide,
		input: { wid: 200, hei: 200, align: { horizontal: 0, vertical: -1 } },
		reply: size(200, 200),
		picture: rectangle(0, 0, 200, 100),
	},
	{
		name: 'geometry 37: align=0,-1, high',
		composite: size(500, 1000),
		input: { wid: 200, hei: 200, align: { horizontal: 0, vertical: -1 } },
		reply: size(200, 200),
		picture: rectangle(50, 0, 100, 200),
	},
	{
		name: 'geometry 38: fit',
		composite: wide,
		input: { ...box300, fit: fitting('fit') },
		reply: size(300, 300),
		picture: rectangle(0, 75, 300, 150),
	},
	{
		name: 'geometry 38: constrain',
		composite: wide,
		input: { ...box300, fit: fitting('constrain') },
		reply: size(300, 150),
	},
	{
		name: 'geometry 38: crop',
		composite: wide,
		input: { ...box300, fit: fitting('crop') },
		reply: size(300, 300),
		picture: rectangle(-150, 0, 600, 300),
	},
	{
		name: 'geometry 38: wrap',
		composite: wide,
		input: { ...box300, fit: fitting('wrap') },
		reply: size(600, 300),
	},
	{
		name: 'geometry 38: stretch',
		composite: wide,
		input: { ...box300, fit: fitting('stretch') },
		reply: size(300, 300),
	},
	{
		name: 'geometry 38: hfit',
		composite: wide,
		input: { ...box300, fit: fitting('hfit') },
		reply: size(300, 300),
		picture: rectangle(0, 75, 300, 150),
	},
	{
		name: 'geometry 38: vfit',
		composite: wide,
		input: { ...box300, fit: fitting('vfit') },
		reply: size(300, 300),
		picture: rectangle(-150, 0, 600, 300),
	},
	{
		name: 'geometry 39: no fit',
		composite: small,
		input: box400,
		reply: size(400, 400),
		picture: rectangle(150, 175, 100, 50),
	},
	{
		name: 'geometry 39: fit=fit,1',
		composite: small,
		input: { ...box400, fit: fitting('fit', true) },
		reply: size(400, 400),
		picture: rectangle(0, 100, 400, 200),
	},
	{
		name: 'geometry 39: fit=constrain,0',
		composite: small,
		input: { ...box400, fit: fitting('constrain') },
		reply: small,
	},
	{
		name: 'geometry 39: fit=constrain,1',
		composite: small,
		input: { ...box400, fit: fitting('constrain', true) },
		reply: size(400, 200),
	},
	{
		name: 'geometry 39: fit=crop,1',
		composite: small,
		input: { ...box400, fit: fitting('crop', true) },
		reply: size(400, 400),
		picture: rectangle(-200, 0, 800, 400),
	},
	{
		name: 'geometry 39: fit=stretch,0',
		composite: small,
		input: { ...box400, fit: fitting('stretch') },
		reply: size(400, 400),
		picture: rectangle(150, 175, 100, 50),
	},
	{
		name: 'geometry 39: fit=wrap,1',
		composite: small,
		input: { ...box400, fit: fitting('wrap', true) },
		reply: size(800, 400),
	},
	{
		name: 'geometry 40: fit=crop,0 leaves bars',
		composite: size(300, 300),
		input: { wid: 600, hei: 200, fit: fitting('crop') },
		reply: size(600, 200),
		picture: rectangle(150, -50, 300, 300),
	},
	{
		name: 'geometry 41: scl=2 with wid and hei',
		composite: wide,
		input: { scl: 2, ...box300 },
		reply: size(300, 300),
		picture: rectangle(-100, 25, 500, 250),
	},
	{
		name: 'geometry 41: align=-1,1',
		composite: wide,
		input: { scl: 2, ...box300, align: { horizontal: -1, vertical: 1 } },
		reply: size(300, 300),
		picture: rectangle(0, 50, 500, 250),
	},
	{
		name: 'geometry 41: scl=2 with wid',
		composite: wide,
		input: { scl: 2, wid: 300 },
		reply: size(300, 250),
		picture: rectangle(-100, 0, 500, 250),
	},
	{
		name: 'geometry 42: rgn does not crop',
		composite: size(1000, 1000),
		input: { ...box400, rgn: rectangle(100, 100, 200, 200) },
		reply: size(400, 400),
		picture: rectangle(0, 0, 1000, 1000),
	},
	{
		name: 'geometry 42: rgn enlarged',
		composite: size(1000, 1000),
		input: { ...box400, rgn: rectangle(100, 100, 200, 200), fit: fitting('fit', true) },
		reply: size(400, 400),
		picture: rectangle(-200, -200, 2000, 2000),
	},
	{
		name: 'geometry 43: rgn counts before scl',
		composite: size(1000, 800),
		input: { rgn: rectangle(100, 100, 400, 300), scl: 2 },
		reply: size(200, 150),
		picture: rectangle(-50, -50, 500, 400),
	},
	{
		name: 'geometry 44: rgn beyond the composite',
		composite: wide,
		input: { rgn: rectangle(-50, 0, 200, 100), scl: 1 },
		reply: size(200, 100),
		picture: rectangle(50, 0, 1000, 500),
	},
	{
		name: 'geometry 48: dpr=on,2',
		composite: size(4000, 3000),
		input: { wid: 816, hei: 500, dpr: 2, fit: fitting('stretch') },
		reply: size(1632, 1000),
	},
	{
		name: 'geometry 48: dpr=on,3',
		composite: size(4000, 3000),
		input: { wid: 816, hei: 500, dpr: 3, fit: fitting('stretch') },
		reply: size(2448, 1500),
	},
	{
		name: 'geometry 48: dpr=on,3 is clamped by MaxPix',
		composite: size(4000, 3000),
		input: { wid: 816, hei: 500, dpr: 3, fit: fitting('stretch'), maxPix: size(2000, 2000) },
		reply: size(2000, 1225),
	},
	{
		name: 'geometry 48: dpr=on,1',
		composite: size(4000, 3000),
		input: { wid: 816, hei: 500, dpr: 1, fit: fitting('stretch') },
		reply: size(816, 500),
	},
	{
		name: 'dpr without wid, hei and scl enlarges the reply of DefaultPix',
		composite: wide,
		input: { dpr: 2, defaultPix: size(400, 400) },
		reply: size(800, 400),
	},
	{
		name: 'geometry 49: sizes are rounded',
		composite: size(3000, 2000),
		input: { defaultPix: size(400, 400) },
		reply: size(400, 267),
	},
	{ name: 'wid alone enlarges without fit', composite: small, input: { wid: 200 }, reply: size(200, 100) },
	{
		name: 'wid alone does not enlarge with fit=fit,0',
		composite: small,
		input: { wid: 200, fit: fitting('fit') },
		reply: small,
	},
	{
		name: 'align is ignored with wid alone',
		composite: wide,
		input: { wid: 200, align: { horizontal: 1, vertical: 1 } },
		reply: size(200, 100),
	},
	{
		name: 'align is ignored with fit=stretch, which may leave bars',
		composite: small,
		input: { ...box400, fit: fitting('stretch'), align: { horizontal: -1, vertical: 1 } },
		reply: size(400, 400),
		picture: rectangle(150, 175, 100, 50),
	},
	{
		name: 'align counts with scl, whatever fit says',
		composite: wide,
		input: { scl: 2, ...box300, fit: fitting('stretch'), align: { horizontal: -1, vertical: 1 } },
		reply: size(300, 300),
		picture: rectangle(0, 50, 500, 250),
	},
	{
		name: 'scl makes fit meaningless',
		composite: wide,
		input: { scl: 2, fit: fitting('crop') },
		reply: size(500, 250),
	},
	{ name: 'a dimension never becomes 0', composite: size(1000, 1), input: { wid: 10 }, reply: size(10, 1) },
];

describe('viewGeometry', () => {
	test.each(ROWS)('$name', ({ composite, input, reply, picture }) => {
		expect(view(composite, input)).toEqual({
			reply,
			window: { x: 0, y: 0, ...reply },
			picture: picture ?? { x: 0, y: 0, ...reply },
		});
	});

	test('geometry 45: four strips reproduce the view', () => {
		const composite = size(2000, 2400);
		const tiles = [0, 600, 1200, 1800].map((y) =>
			view(composite, { rect: { ...rectangle(0, y, 2000, 600), scale: 1 } }),
		);
		expect(tiles.map((tile) => tile.reply)).toEqual(Array(4).fill(size(2000, 600)));
		expect(tiles.map((tile) => tile.picture)).toEqual(
			[0, -600, -1200, -1800].map((y) => rectangle(0, y, 2000, 2400)),
		);
	});

	test('geometry 46: a tile of the scaled view', () => {
		expect(view(size(800, 600), { rect: { ...rectangle(100, 50, 200, 100), scale: 0.5 } })).toEqual({
			reply: size(200, 100),
			window: rectangle(-100, -50, 400, 300),
			picture: rectangle(-100, -50, 400, 300),
		});
	});

	test('geometry 46: a tile beyond the view', () => {
		const { reply, window } = view(size(800, 600), { rect: { ...rectangle(700, 0, 200, 100), scale: 1 } });
		expect(reply).toEqual(size(200, 100));
		expect(window.x + window.width).toBe(100);
	});

	test('geometry 47: MaxPix', () => {
		const maxPix = size(1000, 1000);
		expectError('max-pix', wide, { maxPix, wid: 1200 });
		expect(view(wide, { maxPix, wid: 1000, hei: 1000 }).reply).toEqual(size(1000, 1000));
		expectError('max-pix', size(1500, 500), { maxPix, scl: 1 });
		const tile = { ...rectangle(0, 0, 1000, 500), scale: 1 };
		expect(view(size(2000, 1000), { maxPix, scl: 1, rect: tile }).reply).toEqual(wide);
		expect(view(size(9000, 9000), { scl: 1 }).reply).toEqual(size(9000, 9000));
	});

	test('catalog-and-errors 2: 600x600 in a view of 300x200', () => {
		const { reply, picture } = view(size(600, 600), { wid: 300, hei: 200 });
		expect([reply, picture]).toEqual([size(300, 200), rectangle(50, 0, 200, 200)]);
	});

	test('catalog-and-errors 20: MaxPix itself is not too much, one pixel more is', () => {
		const maxPix = size(2000, 2000);
		expect(view(wide, { maxPix, wid: 2000, hei: 2000 }).reply).toEqual(maxPix);
		expectError('max-pix', wide, { maxPix, wid: 2001, hei: 10 });
		expectError('max-pix', wide, { maxPix, wid: 10, hei: 2001 });
	});

	test('catalog-and-errors 21: a height that follows counts as well', () => {
		expectError('max-pix', size(3000, 6000), { maxPix: size(2000, 2000), wid: 1500 });
	});

	test('catalog-and-errors 22: MaxPix 0,0 is no limit', () => {
		expect(view(size(3000, 6000), { wid: 1500 }).reply).toEqual(size(1500, 3000));
	});

	test('catalog-and-errors 24 to 26: DefaultPix shrinks, scl=1 does without it', () => {
		const square = { defaultPix: size(400, 400) };
		expect(view(size(2000, 1000), square).reply).toEqual(size(400, 200));
		expect(view(size(300, 200), square).reply).toEqual(size(300, 200));
		const tall = size(1000, 2000);
		expect(view(tall, { defaultPix: size(400, 0) }).reply).toEqual(size(400, 800));
		expect(view(tall, { defaultPix: size(0, 400) }).reply).toEqual(size(200, 400));
		expect(view(tall).reply).toEqual(tall);
		expect(view(size(2000, 1000), { ...square, scl: 1 }).reply).toEqual(size(2000, 1000));
	});

	test('catalog-and-errors 27: dpr is clamped to MaxPix', () => {
		const asked = { wid: 816, hei: 500, dpr: 3 };
		expect(view(size(2000, 2000), asked).reply).toEqual(size(2448, 1500));
		expect(view(size(2000, 2000), { ...asked, maxPix: size(2000, 2000) }).reply).toEqual(size(2000, 1225));
	});

	const thumbnail = (type: 'crop' | 'fit' | 'texture', horizontal = 0, vertical = 0) => ({
		...{ wid: 100, hei: 100 },
		thumbnail: { type, texture: 1, align: { horizontal, vertical } },
	});
	const thumbnails = [
		['51: crop', size(400, 200), thumbnail('crop'), rectangle(-50, 0, 200, 100)],
		['51: crop, left', size(400, 200), thumbnail('crop', -1), rectangle(0, 0, 200, 100)],
		['51: crop, right', size(400, 200), thumbnail('crop', 1), rectangle(-100, 0, 200, 100)],
		['52: fit', size(400, 200), thumbnail('fit'), rectangle(0, 25, 100, 50)],
		['52: fit, top', size(400, 200), thumbnail('fit', 0, -1), rectangle(0, 0, 100, 50)],
		['52: fit, bottom', size(400, 200), thumbnail('fit', 0, 1), rectangle(0, 50, 100, 50)],
		['53: a texture was scaled before', size(200, 100), thumbnail('texture'), rectangle(-50, 0, 200, 100)],
		['55: the canvas in the view', size(200, 100), thumbnail('fit'), rectangle(0, 25, 100, 50)],
		['56: thumbnails enlarge', size(40, 20), thumbnail('fit'), rectangle(0, 25, 100, 50)],
	] as const;
	for (const [title, composite, input, picture] of thumbnails) {
		test(`geometry ${title}`, () => {
			expect(view(composite, input)).toEqual({
				reply: size(100, 100),
				window: rectangle(0, 0, 100, 100),
				picture,
			});
		});
	}

	test('fit without wid and hei is an error', () => {
		expectError('fit-without-size', wide, { fit: fitting('crop', true) });
	});
});
