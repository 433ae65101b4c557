import { bluePng, islandPng, markedPng, redPng, svg } from './assets.js';
import { expect, test } from './renderer.js';

const BLUE = [0, 0, 255, 255];
const RED = [255, 0, 0, 255];
const WHITE = [255, 255, 255, 255];
const GREEN = { red: 0, green: 200, blue: 0, alpha: 1, type: 'rgb', sourceSpace: false } as const;

test.describe('req=tmb', () => {
	for (const [ThumbHorizAlign, mark] of [
		['left', [5, 50]],
		['center', undefined],
		['right', undefined],
	] as const) {
		test(`geometry 51: ThumbType 1 covers the view, ThumbHorizAlign ${ThumbHorizAlign}`, async ({
			render,
		}) => {
			// its left half is red when it is halved: 100 of 200 columns
			const assets = { 'Acme/a': await markedPng(400, 200, 200) };
			const attributes = { ThumbType: 'crop', ThumbHorizAlign } as const;
			const picture = await render('/Acme/a?req=tmb&fmt=png', { assets, attributes });
			expect([picture.width, picture.height]).toEqual([100, 100]);
			const red = { left: 100, center: 50, right: 0 }[ThumbHorizAlign];
			expect([5, 45, 55, 95].map((x) => picture.at(x, 50))).toEqual(
				[5, 45, 55, 95].map((x) => (x < red ? RED : WHITE)),
			);
			if (mark) expect(picture.at(...mark)).toEqual(RED);
		});
	}

	for (const [ThumbVertAlign, top] of [
		['top', 0],
		['center', 25],
		['bottom', 50],
	] as const) {
		test(`geometry 52: ThumbType 2 lies within the view, ThumbVertAlign ${ThumbVertAlign}`, async ({
			render,
		}) => {
			const assets = { 'Acme/a': await bluePng(400, 200) };
			const attributes = { ThumbVertAlign, ThumbBkgColor: GREEN } as const;
			const picture = await render('/Acme/a?req=tmb&fmt=png', { assets, attributes });
			const rows = [0, 24, 25, 49, 50, 74, 75, 99];
			expect(rows.map((y) => picture.at(50, y))).toEqual(
				rows.map((y) => (y >= top && y < top + 50 ? BLUE : [0, 200, 0, 255])),
			);
			const filled = await render('/Acme/a?req=tmb&fmt=png&bgc=ff0000', { assets, attributes });
			expect(filled.at(50, top === 0 ? 99 : 0)).toEqual(RED);
		});
	}

	test('geometry 53: ThumbType 3 has a scale of its own', async ({ render }) => {
		const assets = { 'Acme/a': await bluePng(400, 200) };
		const attributes = { ThumbType: 'texture', Resolution: 200, ThumbRes: 50 } as const;
		const quarter = await render('/Acme/a?req=tmb&fmt=png', { assets, attributes });
		expect(quarter.ink()).toEqual({ left: 0, right: 99, top: 25, bottom: 74 });
		const half = await render('/Acme/a?req=tmb&fmt=png', {
			assets,
			attributes: { ...attributes, ThumbRes: 100 },
		});
		expect([half.width, half.height]).toEqual([100, 100]);
		expect(half.ink()).toEqual({ left: 0, right: 99, top: 0, bottom: 99 });
	});

	test('geometry 54: wid and hei before DefaultThumbPix', async ({ render }) => {
		const assets = { 'Acme/a': await bluePng(400, 200) };
		const attributes = { DefaultThumbPix: { width: 100, height: 80 }, DefaultPix: { width: 9, height: 9 } };
		const { width, height } = await render('/Acme/a?req=tmb&wid=60', { assets, attributes });
		expect([width, height]).toEqual([60, 80]);
	});

	test('geometry 55: size= of layer 0 is the canvas', async ({ render }) => {
		const assets = { 'Acme/a': await bluePng(400, 400) };
		const picture = await render('/Acme/a?req=tmb&size=200,100&fmt=png', { assets });
		expect([picture.width, picture.height]).toEqual([100, 100]);
		// 100x100 in the middle of 200x100, all of it halved
		expect(picture.ink()).toEqual({ left: 25, right: 74, top: 25, bottom: 74 });
	});

	test('geometry 56: thumbnails enlarge', async ({ render }) => {
		const assets = { 'Acme/a': await bluePng(40, 20) };
		const picture = await render('/Acme/a?req=tmb&fmt=png', { assets });
		expect(picture.ink()).toEqual({ left: 0, right: 99, top: 25, bottom: 74 });
	});

	test('the record has a ThumbType of its own, 0 leaves it to the attribute', async ({ render }) => {
		const assets = { 'Acme/cover': await bluePng(400, 200), 'Acme/unset': await bluePng(400, 200) };
		const catalogs = { Acme: { records: { cover: { ThumbType: 1 }, unset: { ThumbType: 0 } } } };
		const cover = await render('/Acme/cover?req=tmb&fmt=png', { assets, catalogs });
		expect(cover.at(50, 0)).toEqual(BLUE);
		const unset = await render('/Acme/unset?req=tmb&fmt=png', { assets, catalogs });
		expect(unset.at(50, 0)).toEqual(WHITE);
	});

	test('a layer above is brought into the canvas as well', async ({ render }) => {
		const assets = { 'Acme/a': await bluePng(400, 200), 'Acme/b': await redPng(50, 100) };
		const picture = await render('/Acme/a?req=tmb&layer=1&src=Acme/b&fmt=png', { assets });
		expect(picture.at(5, 50)).toEqual(BLUE);
		// 50x100 fits as it is: columns 25 to 74
		expect(picture.at(30, 10)).toEqual(RED);
		expect(picture.at(50, 99)).toEqual(RED);
	});

	test('an SVG keeps its format', async ({ render }) => {
		const assets = {
			'Acme/a': svg(
				'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="#00f"/></svg>',
			),
		};
		const picture = await render('/Acme/a?req=tmb', { assets });
		expect(picture.type).toBe('image/svg+xml');
		expect(picture.ink()).toEqual({ left: 0, right: 99, top: 25, bottom: 74 });
	});

	test('no size anywhere, or a size beyond MaxPix, is an error', async ({ render }) => {
		const assets = { 'Acme/a': await bluePng(40, 20) };
		const attributes = { DefaultThumbPix: { width: 0, height: 100 } };
		await expect(render('/Acme/a?req=tmb', { assets, attributes })).rejects.toThrow('thumbnail-size');
		const MaxPix = { width: 90, height: 90 };
		await expect(render('/Acme/a?req=tmb', { assets, attributes: { MaxPix } })).rejects.toThrow('max-pix');
	});
});

test.describe('req=mask', () => {
	test('alpha as gray, whatever the format and bgc', async ({ render }) => {
		const assets = { 'Acme/a': await islandPng(100, 100) };
		for (const format of ['png', 'png-alpha']) {
			const mask = await render(`/Acme/a?req=mask&fmt=${format}&bgc=ff0000&wid=200&hei=100`, { assets });
			expect(mask.at(100, 50)).toEqual([255, 255, 255, 255]);
			expect(mask.at(60, 10)).toEqual([0, 0, 0, 255]);
			expect(mask.at(5, 50)).toEqual([0, 0, 0, 255]);
		}
	});

	test('pixels 32: without fmt it is a gray JPEG', async ({ render }) => {
		const assets = { 'Acme/a': await islandPng(100, 100) };
		const mask = await render('/Acme/a?req=mask', { assets });
		expect(mask.type).toBe('image/jpeg');
		const [red, green, blue] = mask.at(50, 50);
		expect(red).toBeGreaterThan(250);
		expect([green, blue]).toEqual([red, red]);
	});
});
