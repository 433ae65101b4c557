import { bluePng, islandPng, redPng } from './assets.js';
import { expect, test } from './renderer.js';

const assets = async (width: number, height: number) => ({
	'Acme/a': await bluePng(width, height),
	'Acme/mark': await redPng(300, 300),
});

const BLUE = [0, 0, 255, 255];
const RED = [255, 0, 0, 255];
const ON_BLUE = { background: [0, 0, 255] } as const;

test('protocol 51: a share of the picture, its aspect kept, where align says', async ({ render }) => {
	const stored = await assets(1000, 600);
	const ink = async (query: string) =>
		(await render('/Acme/a?fmt=png', { assets: stored, watermark: `/Acme/mark?${query}` })).ink(ON_BLUE);
	expect(await ink('sizeN=0.9,0.9')).toEqual({ left: 230, top: 30, right: 769, bottom: 569 });
	expect(await ink('sizeN=0.9,0.9&align=1,1')).toEqual({ left: 460, top: 60, right: 999, bottom: 599 });
	expect(await ink('')).toEqual({ left: 350, top: 150, right: 649, bottom: 449 });
});

test('protocol 52: it is scaled with the picture, and stays off the space that the view adds', async ({
	render,
}) => {
	const stored = await assets(1000, 600);
	const query = '/Acme/a?wid=500&hei=500&fmt=png';
	const picture = await render(query, { assets: stored, watermark: '/Acme/mark?sizeN=0.9,0.9' });
	expect(picture.ink({ ...ON_BLUE, within: { x: 0, y: 100, width: 500, height: 300 } })).toEqual({
		left: 115,
		top: 115,
		right: 384,
		bottom: 384,
	});
	const large = await render(query, { assets: stored, watermark: '/Acme/mark?sizeN=3,3' });
	expect(large.at(250, 99)).toEqual([255, 255, 255, 255]);
	expect(large.at(250, 100)).toEqual(RED);
});

test('pixels 41: a fifth of it shows', async ({ render }) => {
	const stored = { 'Acme/a': await bluePng(1000, 800), 'Acme/mark': await redPng(200, 100) };
	const watermark = '/Acme/mark?sizeN=0.9,0.9&opac=20';
	const whole = await render('/Acme/a?fmt=png', { assets: stored, watermark });
	expect(whole.ink({ ...ON_BLUE, threshold: 30 })).toEqual({ left: 50, top: 175, right: 949, bottom: 624 });
	expect(whole.at(500, 400)).toEqual([51, 0, 204, 255]);
	const view = await render('/Acme/a?wid=500&hei=500&fmt=png', { assets: stored, watermark });
	expect(view.at(250, 49)).toEqual([255, 255, 255, 255]);
	expect(view.at(250, 250)).toEqual([51, 0, 204, 255]);
	expect(view.at(24, 250)).toEqual(BLUE);
	expect(view.at(26, 250)).toEqual([51, 0, 204, 255]);
});

test('its request and view commands do not count, its blend mode does', async ({ render }) => {
	const stored = await assets(400, 400);
	const picture = await render('/Acme/a?fmt=png', {
		assets: stored,
		watermark: '/Acme/mark?wid=10&hei=10&fmt=jpeg&bgc=00ff00&req=mask&blendMode=mult',
	});
	expect(picture.ink(ON_BLUE)).toEqual({ left: 50, top: 50, right: 349, bottom: 349 });
	// red times blue
	expect(picture.at(200, 200)).toEqual([0, 0, 0, 255]);
});

test('a text is a watermark too', async ({ render }) => {
	const picture = await render('/Acme/a?fmt=png', {
		assets: await assets(400, 400),
		watermark: '?sizeN=0.5,0.5&text=\\cf1 \\fs80 MARK',
	});
	expect(picture.ink(ON_BLUE)).toMatchObject({ left: expect.any(Number) });
	expect(picture.ink(ON_BLUE)?.left).toBeGreaterThanOrEqual(100);
});

test('none for thumbnails, masks and pictures within the picture', async ({ render }) => {
	const stored = { ...(await assets(100, 100)), 'Acme/island': await islandPng(100, 100) };
	const watermark = '/Acme/mark?sizeN=0.2,0.2';
	const thumbnail = await render('/Acme/a?req=tmb&fmt=png', { assets: stored, watermark });
	expect(thumbnail.at(50, 50)).toEqual(BLUE);
	const mask = await render('/Acme/a?req=mask&fmt=png', { assets: stored, watermark });
	expect(mask.at(50, 50)).toEqual([255, 255, 255, 255]);
	const nested = await render('?size=400,400&color=0,0,255&layer=1&src=is(Acme/a)&pos=-100,0&fmt=png', {
		assets: stored,
		watermark,
	});
	expect(nested.ink(ON_BLUE)).toEqual({ left: 160, top: 160, right: 239, bottom: 239 });
});

test('one that cannot be had is left out, and said', async ({ render }) => {
	const picture = await render('/Acme/a?fmt=png', {
		assets: { 'Acme/a': await bluePng(100, 100) },
		watermark: '/Acme/mark',
	});
	expect(picture.at(50, 50)).toEqual(BLUE);
	expect(picture.notes).toEqual(['The watermark is left out: The image Acme/mark cannot be had.']);
});
