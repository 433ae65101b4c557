import { blueJpeg, bluePng, islandPng, stripedPng } from './assets.js';
import { expect, test } from './renderer.js';

const BLUE = [0, 0, 255, 255];
const WHITE = [255, 255, 255, 255];
const CLEAR = [0, 0, 0, 0];

test.describe('a default image in its view', () => {
	test('catalog-and-errors 2: wid and hei: fits inside, centred, the rest is BkgColor', async ({
		render,
	}) => {
		const assets = { 'Acme/no-image': await bluePng(1000, 500) };
		const BkgColor = { red: 10, green: 200, blue: 30, alpha: 1, type: 'rgb', sourceSpace: false } as const;
		const picture = await render('/Acme/no-image?wid=200&hei=200&fmt=png', {
			assets,
			attributes: { BkgColor },
		});
		expect([picture.width, picture.height]).toEqual([200, 200]);
		for (const y of [0, 49, 150, 199]) expect(picture.at(100, y)).toEqual([10, 200, 30, 255]);
		for (const y of [50, 100, 149]) expect(picture.at(0, y)).toEqual(BLUE);
	});

	test('bgc overrides BkgColor, its alpha is ignored', async ({ render }) => {
		const assets = { 'Acme/no-image': await bluePng(500, 1000) };
		const picture = await render('/Acme/no-image?wid=200&hei=200&fmt=png&bgc=ff000000', { assets });
		expect(picture.at(0, 0)).toEqual([255, 0, 0, 255]);
		expect(picture.at(199, 199)).toEqual([255, 0, 0, 255]);
		expect(picture.at(100, 0)).toEqual(BLUE);
	});

	test('align moves the picture', async ({ render }) => {
		const assets = { 'Acme/no-image': await bluePng(1000, 500) };
		const picture = await render('/Acme/no-image?wid=200&hei=200&align=0,-1&fmt=png', { assets });
		expect(picture.at(100, 99)).toEqual(BLUE);
		expect(picture.at(100, 100)).toEqual(WHITE);
	});

	test('catalog-and-errors 24: one dimension: the other follows; neither: DefaultPix', async ({ render }) => {
		const assets = { 'Acme/no-image': await bluePng(1000, 500) };
		const attributes = { DefaultPix: { width: 300, height: 300 } };
		const sizes = [];
		for (const query of ['wid=200', 'hei=200', '']) {
			const { width, height } = await render(`/Acme/no-image?${query}`, { assets, attributes });
			sizes.push([width, height]);
		}
		expect(sizes).toEqual([
			[200, 100],
			[400, 200],
			[300, 150],
		]);
	});

	test('catalog-and-errors 20: larger than MaxPix is an error', async ({ render }) => {
		const assets = { 'Acme/no-image': await bluePng(100, 100) };
		const attributes = { MaxPix: { width: 500, height: 500 } };
		await expect(render('/Acme/no-image?wid=501&hei=10', { assets, attributes })).rejects.toThrow('max-pix');
	});

	test('shrinking far is even, not a moire', async ({ render }) => {
		const assets = { 'Acme/no-image': await stripedPng(2000, 1000) };
		const picture = await render('/Acme/no-image?wid=130&fmt=png', { assets });
		for (let x = 5; x < 125; x++) {
			const [gray] = picture.at(x, 30);
			expect(gray).toBeGreaterThan(90);
			expect(gray).toBeLessThan(165);
		}
	});

	test('a missing image is an error, so is one that cannot be decoded', async ({ render }) => {
		await expect(render('/Acme/nothing?wid=10')).rejects.toThrow('source-unavailable');
		const assets = { 'Acme/broken': { type: 'image/png', bytes: Buffer.from('no picture') } };
		await expect(render('/Acme/broken?wid=10', { assets })).rejects.toThrow('source-undecodable');
	});

	test('catalog-and-errors 23: MaxPix does not count for a picture within the picture', async ({
		render,
	}) => {
		const assets = { 'Acme/large': await bluePng(100, 100) };
		const attributes = { MaxPix: { width: 50, height: 50 } };
		const picture = await render('?layer=0&src=is(Acme/large)&wid=40&fmt=png', { assets, attributes });
		expect([picture.width, picture.height]).toEqual([40, 40]);
		await expect(render('/Acme/large?wid=60', { assets, attributes })).rejects.toThrow('max-pix');
	});

	test('a picture larger than the limits is an error, at once', async ({ render }) => {
		const assets = { 'Acme/no-image': await bluePng(100, 100) };
		await expect(render('/Acme/no-image?wid=100000&hei=100000', { assets })).rejects.toThrow(
			'too-many-pixels',
		);
	});
});

test.describe('formats', () => {
	test('png-alpha keeps transparency, padding included; png and jpeg fill it', async ({ render }) => {
		const assets = { 'Acme/no-image': await islandPng(100, 200) };
		const request = '/Acme/no-image?wid=200&hei=200&bgc=ff0000&fmt=';
		const alpha = await render(`${request}png-alpha`, { assets });
		expect(alpha.at(10, 100)).toEqual(CLEAR);
		expect(alpha.at(55, 5)).toEqual(CLEAR);
		expect(alpha.at(100, 100)).toEqual(BLUE);
		const flat = await render(`${request}png`, { assets });
		expect(flat.at(55, 5)).toEqual([255, 0, 0, 255]);
		const jpeg = await render(`${request}jpeg`, { assets });
		expect(jpeg.type).toBe('image/jpeg');
		expect(jpeg.at(55, 5)[0]).toBeGreaterThan(245);
		expect(jpeg.at(55, 5)[2]).toBeLessThan(10);
	});

	for (const [format, type] of [
		['', 'image/jpeg'],
		['png', 'image/png'],
		['png8-alpha', 'image/png'],
		['webp', 'image/webp'],
		['webp-alpha,,lossless', 'image/webp'],
		['avif', 'image/webp'],
		['gif', 'image/gif'],
		['gif-alpha', 'image/gif'],
		['tif', 'image/png'],
		['pdf', 'image/jpeg'],
	] as const) {
		test(`fmt=${format} is answered as ${type}`, async ({ render }) => {
			const assets = { 'Acme/no-image': await islandPng(40, 40) };
			const picture = await render(`/Acme/no-image?wid=20${format && `&fmt=${format}`}`, { assets });
			expect(picture.type).toBe(type);
			expect(picture.at(10, 10)[2]).toBeGreaterThan(200);
		});
	}

	test('pixels 12: half transparent red on bgc', async ({ render }) => {
		const picture = await render('?size=9,9&color=255,0,0,128&bgc=214,245,130,0&fmt=png');
		const [red, green, blue, alpha] = picture.at(4, 4);
		expect(Math.abs(red - 235) + Math.abs(green - 122) + Math.abs(blue - 65)).toBeLessThanOrEqual(3);
		expect(alpha).toBe(255);
	});

	test('fmt=png,gray leaves grays', async ({ render }) => {
		const picture = await render('?size=9,9&color=255,0,0&fmt=jpeg,gray');
		const [red, green, blue] = picture.at(4, 4);
		expect(Math.abs(red - 76)).toBeLessThan(3);
		expect([green, blue]).toEqual([red, red]);
	});

	test('qlt and jpegSize make smaller files', async ({ render }) => {
		const assets = { 'Acme/no-image': await stripedPng(300, 300) };
		const size = async (query: string) => (await render(`/Acme/no-image?${query}`, { assets })).bytes.length;
		const [high, low] = [await size('qlt=95'), await size('qlt=20')];
		expect(low).toBeLessThan(high);
		const limit = Math.ceil(low / 1024) + 2;
		const limited = await size(`qlt=95&jpegSize=${limit}`);
		expect(limited).toBeLessThanOrEqual(limit * 1024);
		expect(limited).toBeGreaterThan(limit * 512);
		await expect(size('jpegSize=0.1')).rejects.toThrow('jpeg-size');
	});

	test('an image with a mask of its own is masked, though nothing else would change', async ({ render }) => {
		const assets = { 'Acme/a': await blueJpeg(40, 40), 'Acme/hole.png': await islandPng(40, 40) };
		const catalogs = { Acme: { records: { a: { Path: 'a.jpg', MaskPath: 'hole.png' } } } };
		const picture = await render('/Acme/a?fmt=jpeg&bgc=ff0000', { assets, catalogs });
		expect(picture.at(20, 20)[2]).toBeGreaterThan(240);
		expect(picture.at(3, 3)[0]).toBeGreaterThan(240);
		expect(picture.at(3, 3)[2]).toBeLessThan(15);
	});

	test('an image that would stay as it is keeps its bytes', async ({ render }) => {
		const jpeg = await blueJpeg(120, 80);
		const png = await islandPng(120, 80);
		const assets = { 'Acme/jpeg': jpeg, 'Acme/png': png };
		const bytes = async (request: string) => (await render(request, { assets })).bytes;
		expect(await bytes('/Acme/jpeg')).toEqual(jpeg.bytes);
		expect(await bytes('/Acme/jpeg?wid=120&hei=80')).toEqual(jpeg.bytes);
		expect(await bytes('/Acme/png?fmt=png-alpha')).toEqual(png.bytes);
		for (const changed of [
			'/Acme/jpeg?wid=60',
			'/Acme/jpeg?qlt=40',
			'/Acme/jpeg?flip=lr',
			'/Acme/jpeg?wid=120&hei=90',
		]) {
			expect(await bytes(changed)).not.toEqual(jpeg.bytes);
		}
		expect(await bytes('/Acme/png?fmt=png')).not.toEqual(png.bytes);
	});
});
