import { blockFont } from '../../../src/tooling/testing/block-font.js';
import type { Engine } from '../drivers/index.js';
import { expect, type Stage, test } from '../stage.js';

/** Puts rules in force whose error image is this template. */
async function setTemplate(
	stage: Stage,
	modifier: string,
	overrides: object = {},
	fonts = {},
): Promise<void> {
	const attributes = { ErrorImage: 'onError', ErrorDetail: 2, RootPath: '/fallback/' };
	const records = { onError: { Modifier: modifier }, 'no-image': { Path: 'no-image.png' } };
	await stage.setRules({ catalogs: { default: {}, Acme: { attributes, records, fonts } }, ...overrides });
}

const MESSAGE = 'size=300,300&bgc=ffff00&text=\\fs48 $error.message$';

const BLACK = '0,0,0,255';
const BLUE = '0,0,255,255';
const WHITE = '255,255,255,255';
const YELLOW = '255,255,0,255';

test('the documented example: 300x300, the message at the top left, in black', async ({ stage }) => {
	await setTemplate(stage, MESSAGE);
	await stage.addImage('example', stage.image('Acme/example', 'fmt=png'));
	await stage.expectSubstitute('example', 'error-image', 'missing', { width: 300, height: 300 });
	expect(await stage.pixels('example', [299, 299])).toEqual([YELLOW]);
	expect(await stage.ink('example', 0, 0, 300, 60)).toBeGreaterThan(300);
	expect(await stage.ink('example', 0, 260, 300, 40)).toBe(0);
});

test('it keeps wid, hei and fmt of the request', async ({ stage }) => {
	await setTemplate(stage, MESSAGE);
	const url = stage.image('Acme/kept', 'wid=120&hei=90');
	await stage.addImage('kept', url);
	await stage.expectSubstitute('kept', 'error-image', 'missing', { width: 120, height: 90 });
	expect((await stage.fetch(url)).headers).toMatchObject({
		'content-type': 'image/jpeg',
		'cache-control': 'no-store',
	});
});

test('layers: text over a picture of the shop, placed and coloured', async ({ stage }) => {
	await setTemplate(
		stage,
		'size=200,100&color=ffffff&layer=1&src=no-image&size=100,50&originN=-0.5,-0.5&posN=-0.5,-0.5' +
			'&layer=2&size=200,50&text={\\colortbl;\\red255\\green0\\blue0;}\\vertalc\\qr\\b\\fs60\\cf1 $error.title$&pos=0,25',
		{ messages: { en: { missing: { title: 'X' } } } },
	);
	await stage.addImage('layers', stage.image('Acme/layers', 'fmt=png'));
	await stage.expectSubstitute('layers', 'error-image', 'missing', { width: 200, height: 100 });
	expect(await stage.pixels('layers', [10, 10], [150, 10])).toEqual([BLUE, WHITE]);
	expect(await stage.ink('layers', 150, 50, 50, 50)).toBeGreaterThan(50);
	expect(await stage.ink('layers', 0, 52, 140, 48)).toBe(0);
});

test('text lies on its side with rotate=', async ({ stage }) => {
	await setTemplate(
		stage,
		'size=200,200&color=ffffff&layer=1&text=\\fs60 about&rotate=-90&originN=0.5,0&posN=0.5,0',
	);
	await stage.addImage('turned', stage.image('Acme/turned', 'fmt=png'));
	await stage.expectSubstitute('turned', 'error-image', 'missing');
	expect(await stage.ink('turned', 160, 0, 40, 200)).toBeGreaterThan(100);
	expect(await stage.ink('turned', 0, 0, 140, 200)).toBe(0);
});

test('a font of the catalog: four blocks of 30 px', async ({ stage }) => {
	stage.shop.setFile('/fonts/sans.ttf', blockFont(), { contentType: 'font/ttf' });
	await setTemplate(
		stage,
		'size=300,300&bgc=ffff00&text=%7B\\fonttbl%7B\\f0 Acme Sans;%7D%7D\\f0\\fs60 iiii',
		{},
		{ 'Acme Sans': { regular: '/fonts/sans.ttf' } },
	);
	await stage.addImage('font', stage.image('Acme/font', 'fmt=png'));
	await stage.expectSubstitute('font', 'error-image', 'missing');
	expect(await stage.pixels('font', [10, 15], [115, 15], [125, 15])).toEqual([BLACK, BLACK, YELLOW]);
});

test('op_blur: an edge becomes soft', async ({ stage }) => {
	await setTemplate(
		stage,
		'size=100,100&color=ffffff&layer=1&size=40,40&color=0000ff&extend=20,20,20,20&op_blur=8',
	);
	await stage.addImage('blur', stage.image('Acme/blur', 'fmt=png'));
	await stage.expectSubstitute('blur', 'error-image', 'missing');
	const pixels = await stage.pixels('blur', [50, 50], [30, 50], [24, 50], [2, 2]);
	const [inside = 255, edge = 255, outside = 255, far] = pixels.map((pixel) => Number(pixel.split(',')[0]));
	expect(inside).toBeLessThan(edge);
	expect(edge).toBeLessThan(outside);
	expect(outside).toBeLessThan(255);
	expect(far).toBe(255);
});

test('a blurred shadow fades, and the layer stays sharp', async ({ stage }) => {
	await setTemplate(
		stage,
		'size=100,100&color=ffffff&layer=1&size=40,40&color=0000ff&extend=20,20,20,20&effect=-1&color=000000&op_blur=10',
	);
	await stage.addImage('shadow', stage.image('Acme/shadow', 'fmt=png'));
	await stage.expectSubstitute('shadow', 'error-image', 'missing');
	const pixels = await stage.pixels('shadow', [29, 50], [25, 50], [21, 50]);
	const [near = 255, middle = 255, far = 255] = pixels.map((pixel) => Number(pixel.split(',')[0]));
	expect(near).toBeLessThan(middle);
	expect(middle).toBeLessThan(far);
	expect(await stage.pixels('shadow', [50, 50])).toEqual([BLUE]);
});

test('blendMode= and opac=', async ({ stage }) => {
	await setTemplate(
		stage,
		'size=40,40&color=ff0000&layer=1&size=40,20&color=00ff00&blendMode=screen&pos=0,-10&layer=2&size=40,20&color=0000ff&opac=50&pos=0,10',
	);
	await stage.addImage('blend', stage.image('Acme/blend', 'fmt=png'));
	await stage.expectSubstitute('blend', 'error-image', 'missing');
	const [screen, half] = await stage.pixels('blend', [20, 10], [20, 30]);
	expect(screen).toBe(YELLOW);
	expect(half).toMatch(/^12[78],0,12[78],255$/);
});

/** Firefox enlarges by straight lines in any mode. */
for (const [mode, isLinear] of [
	['bilin', () => true],
	['bicub', (engine: Engine) => engine === 'firefox'],
] as const) {
	test(`resMode=${mode}: what is enlarged`, async ({ stage, engine }) => {
		const edge = 'src=is(?size=2,1&color=000000&layer=1&size=1,1&color=ffffff&originN=-0.5,0)';
		await setTemplate(stage, `size=200,100&color=ff0000&layer=1&${edge}&size=200,100&resMode=${mode}`);
		await stage.addImage(mode, stage.image(`Acme/enlarged-${mode}`, 'fmt=png'));
		await stage.expectSubstitute(mode, 'error-image', 'missing');
		const steps = Array.from({ length: 20 }, (_, at) => [50 + 5 * at, 50] as const);
		const row = (await stage.pixels(mode, ...steps)).map((pixel) => Number(pixel.split(',')[0]));
		// the middles of the two pixels lie at 50 and 150
		const offLine = row.map((value, at) => Math.abs(value - (0.5 + 5 * at) * 2.55));
		// it counts in sixteenths
		const most = engine === 'firefox' ? 16 : 3;
		if (isLinear(engine)) expect(Math.max(...offLine)).toBeLessThanOrEqual(most);
		else expect(Math.max(...offLine)).toBeGreaterThan(5);
		expect(row).toEqual(row.toSorted((a, b) => a - b));
	});
}

test('the words come in the language of locale=', async ({ stage }) => {
	const title = 'Image introuvable';
	await setTemplate(stage, MESSAGE, { messages: { fr: { missing: { title } } } });
	const { text } = await stage.fetch(stage.image('Acme/nothing', 'req=props,json&locale=fr_FR'));
	expect(text).toContain(title);
});

test('an error image that cannot be rendered: the server’s own answer', async ({ stage }) => {
	await stage.setRules({}, { DefaultImage: '', ErrorImage: 'Acme/gone.png' });
	const reply = await stage.fetch(stage.image('Acme/unrendered', 'wid=50'));
	expect(reply.status).toBe(403);
	expect(reply.headers['x-image-understudy']).toBeUndefined();
});

test('without a server and without a picture there is a text with the reason', async ({ stage }) => {
	await stage.setRules({}, { DefaultImage: '', ErrorImage: 'Acme/gone.png' });
	await stage.images.setFault('Acme/mug', { type: 'reset' });
	expect(await stage.fetch(stage.image('Acme/mug', 'wid=51'))).toMatchObject({
		status: 503,
		text: expect.stringContaining('reached'),
	});
});

for (const [name, query, expected] of [
	['the missing layer alone is replaced', 'layer=1&src=Acme/missing&size=200,100', [BLUE, '255,0,0,255']],
	[
		'commands of the composite still apply',
		'layer=1&src=Acme/missing&size=200,100&bgc=ffffff&flip=lr',
		[BLUE, '255,0,0,255'],
	],
] as const) {
	test(`DefaultImageMode 1: ${name}`, async ({ stage }) => {
		await stage.setRules({}, { DefaultImageMode: 1 });
		const red =
			'<svg xmlns="http://www.w3.org/2000/svg" width="1000" height="1000"><rect width="1000" height="1000" fill="#f00"/></svg>';
		stage.images.setPicture('Acme/bg', red);
		const id = `mode-1-${query.length}`;
		await stage.addImage(id, stage.image('Acme/bg', `wid=400&fmt=png&${query}`));
		await stage.expectSubstitute(id, 'layer-default', 'missing', { width: 400, height: 400 });
		expect(await stage.pixels(id, [200, 200], [150, 200])).toEqual(expected);
	});
}
