import sharp from 'sharp';
import { blueJpeg, bluePng, islandPng, stripedPng } from './assets.js';
import { expect, test } from './renderer.js';

const BLUE = [0, 0, 255, 255];
const CLEAR = [0, 0, 0, 0];

test('pixels 13: png-alpha has no background, neither in the picture nor beside it', async ({ render }) => {
	const assets = { 'Acme/a': await bluePng(100, 200) };
	const picture = await render('/Acme/a?fmt=png-alpha&bgc=ff0000&wid=200&hei=200', { assets });
	expect([picture.width, picture.height]).toEqual([200, 200]);
	for (const x of [0, 49, 150, 199]) expect(picture.at(x, 100)).toEqual(CLEAR);
	for (const x of [50, 149]) expect(picture.at(x, 100)).toEqual(BLUE);
});

test('pixels 32: JPEG without fmt, gray on request', async ({ render }) => {
	const assets = { 'Acme/a': await bluePng(40, 40) };
	const plain = await render('/Acme/a?wid=20', { assets });
	expect([plain.type, ...plain.notes]).toEqual(['image/jpeg']);
	expect(plain.at(10, 10)[2]).toBeGreaterThan(240);
	const gray = await render('/Acme/a?fmt=jpeg,gray&qlt=60', { assets });
	expect([gray.type, ...gray.notes]).toEqual(['image/jpeg']);
	const [red, green, blue] = gray.at(10, 10);
	expect([green, blue]).toEqual([red, red]);
});

const SUBSTITUTES = [
	['pixels 33', 'tif,,jpeg&qlt=95', 'image/png', 'image/tiff'],
	['pixels 33', 'tif,cmyk&qlt=95', 'image/png', 'image/tiff'],
	['pixels 33', 'tif-alpha,,jpeg', 'image/png', 'image/tiff'],
	['avif', 'avif', 'image/webp', 'image/avif'],
	['heic', 'heic', 'image/png', 'image/heic'],
	['jpeg2000', 'jpeg2000,,lossless', 'image/png', 'image/jp2'],
	['pdf', 'pdf', 'image/jpeg', 'application/pdf'],
	['eps', 'eps', 'image/png', 'image/eps'],
] as const;
for (const [title, format, type, asked] of SUBSTITUTES) {
	test(`${title}: fmt=${format} comes as ${type}, and that is said`, async ({ render }) => {
		const assets = { 'Acme/a': await islandPng(40, 40) };
		const picture = await render(`/Acme/a?fmt=${format}`, { assets });
		expect(picture.type).toBe(type);
		expect(picture.notes).toContain(`${asked} cannot be encoded here: ${type} instead.`);
		expect(picture.at(20, 20)[2]).toBeGreaterThan(240);
		const { alpha } = await render(`/Acme/a?fmt=${format}`, { assets }).then(({ at }) => ({
			alpha: at(2, 2)[3],
		}));
		expect(alpha).toBe(format.startsWith('tif-alpha') ? 0 : 255);
	});
}

test('pixels 34: lossy WebP by quality, lossless WebP whatever the quality', async ({ render }) => {
	const assets = { 'Acme/a': await stripedPng(200, 200) };
	const make = (format: string) => render(`/Acme/a?wid=150&fmt=${format}`, { assets });
	const [high, low] = [await make('webp&qlt=80,1'), await make('webp&qlt=10')];
	expect([high.type, low.type]).toEqual(['image/webp', 'image/webp']);
	expect(low.bytes.length).toBeLessThan(high.bytes.length);
	const [lossless, png] = [await make('webp-alpha,,lossless&qlt=20'), await make('png-alpha')];
	expect(lossless.type).toBe('image/webp');
	for (let x = 0; x < 150; x++) expect(lossless.at(x, 75)).toEqual(png.at(x, 75));
});

test.describe('pixels 35: palettes', () => {
	test('gif-alpha in two listed colours and a key colour', async ({ render }) => {
		const assets = { 'Acme/a': await islandPng(200, 200) };
		const picture = await render('/Acme/a?fmt=gif-alpha&wid=100&quantize=adaptive,off,2,000000,ffffff', {
			assets,
		});
		expect([picture.type, ...picture.notes]).toEqual(['image/gif']);
		expect([picture.width, picture.height]).toEqual([100, 100]);
		expect(picture.at(10, 10)[3]).toBe(0);
		expect(picture.at(50, 50)).toEqual([0, 0, 0, 255]);
	});

	test('gif has no transparency: bgc lies below', async ({ render }) => {
		const assets = { 'Acme/a': await islandPng(100, 100) };
		const picture = await render('/Acme/a?fmt=gif&bgc=ff8000', { assets });
		expect(picture.type).toBe('image/gif');
		expect(picture.at(5, 5)).toEqual([255, 128, 0, 255]);
		expect(picture.at(50, 50)).toEqual(BLUE);
	});

	test('the web palette without and with dithering', async ({ render }) => {
		const solid = '?size=40,40&color=128,128,128&fmt=gif&quantize=web';
		const flat = await render(`${solid},off`);
		const colors = (picture: typeof flat) =>
			new Set(Array.from({ length: 1600 }, (_, at) => picture.at(at % 40, Math.floor(at / 40)).join()));
		expect([...colors(flat)]).toEqual(['153,153,153,255']);
		expect(colors(await render(solid)).size).toBeGreaterThan(1);
	});

	test('png8 has a palette, png8-alpha keeps soft edges, png ignores quantize', async ({ render }) => {
		const assets = { 'Acme/a': await stripedPng(100, 100) };
		const isPalette = async (format: string) => {
			const { bytes } = await render(`/Acme/a?wid=50&fmt=${format}`, { assets });
			return (await sharp(bytes).metadata()).isPalette ?? false;
		};
		expect(await isPalette('png8')).toBe(true);
		expect(await isPalette('png&quantize=web')).toBe(false);
		const soft = await render('?size=9,9&color=255,0,0,128&fmt=png8-alpha');
		expect(soft.at(4, 4)[3]).toBe(128);
		expect(soft.notes).toEqual(['png8-alpha is written with all its colours.']);
	});
});

test('pixels 36: jpegSize lowers the quality as far as it must, PNG ignores it', async ({ render }) => {
	const assets = { 'Acme/a': await stripedPng(300, 300) };
	const make = (query: string) => render(`/Acme/a?wid=290&${query}`, { assets });
	const free = await make('qlt=60');
	const room = Math.ceil(free.bytes.length / 1024) + 1;
	expect((await make(`qlt=60&jpegSize=${room}`)).bytes).toEqual(free.bytes);
	const limited = await make(`qlt=60&jpegSize=${room / 2}`);
	expect(limited.bytes.length).toBeLessThanOrEqual(room * 512);
	await expect(make('jpegSize=0.1')).rejects.toThrow('jpeg-size');
	await expect(make('jpegSize=-1')).rejects.toThrow('invalid-request');
	expect((await make('fmt=png&jpegSize=0.1')).type).toBe('image/png');
});

test.describe('pixels 42: printRes', () => {
	for (const format of ['jpeg', 'png', 'png8'] as const) {
		test(`is written into ${format}, and changes no pixel`, async ({ render }) => {
			const assets = { 'Acme/a': await islandPng(40, 40) };
			const without = await render(`/Acme/a?wid=20&fmt=${format}`, { assets });
			const picture = await render(`/Acme/a?wid=20&fmt=${format}&printRes=300`, { assets });
			expect((await sharp(picture.bytes).metadata()).density).toBe(300);
			expect([picture.width, picture.height]).toEqual([20, 20]);
			for (let x = 0; x < 20; x++) expect(picture.at(x, 10)).toEqual(without.at(x, 10));
		});
	}

	test('of the attribute, also where the picture stays as it is', async ({ render }) => {
		const assets = { 'Acme/a': await blueJpeg(40, 40) };
		const { bytes } = await render('/Acme/a', { assets, attributes: { PrintResolution: 150 } });
		expect((await sharp(bytes).metadata()).density).toBe(150);
	});
});

test('pixels 44: BkgColor above and below', async ({ render }) => {
	const assets = { 'Acme/a': await bluePng(100, 50) };
	const BkgColor = { red: 128, green: 255, blue: 0, alpha: 1, type: 'rgb', sourceSpace: false } as const;
	const picture = await render('/Acme/a?wid=100&hei=100&fmt=png', { assets, attributes: { BkgColor } });
	expect([0, 24, 25, 74, 75, 99].map((y) => picture.at(50, y))).toEqual([
		...[
			[128, 255, 0, 255],
			[128, 255, 0, 255],
		],
		...[BLUE, BLUE],
		...[
			[128, 255, 0, 255],
			[128, 255, 0, 255],
		],
	]);
});
