import type { Locator } from '@playwright/test';
import { events, expect, expectSubstitute, fetchInPage, pixel, test } from '../shop/shop.js';

/** How many pixels of a rectangle differ from its first one: the ink of text. */
function ink(image: Locator, x: number, y: number, width: number, height: number): Promise<number> {
	return image.evaluate(
		(element, box) => {
			const img = element as HTMLImageElement;
			const context = new OffscreenCanvas(img.naturalWidth, img.naturalHeight).getContext('2d');
			if (!context) throw new Error('no canvas');
			context.drawImage(img, 0, 0);
			const { data } = context.getImageData(box.x, box.y, box.width, box.height);
			const pixels = new Uint32Array(data.buffer);
			return pixels.filter((value) => value !== pixels[0]).length;
		},
		{ x, y, width, height },
	);
}

/** All pixels of an image, in a form that can be compared. */
function pixelsOf(image: Locator): Promise<string> {
	return image.evaluate(async (element) => {
		const img = element as HTMLImageElement;
		const canvas = new OffscreenCanvas(img.naturalWidth, img.naturalHeight);
		canvas.getContext('2d')?.drawImage(img, 0, 0);
		const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
		const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(data));
		return new Uint8Array(digest).join(' ');
	});
}

test('the documented example: 300x300, the message at the top left, in black', async ({ shop }) => {
	shop.setManifest({}, { DefaultImage: '' });
	const page = await shop.openCovered();
	await shop.open(`<img src="${shop.image('Acme/nothing', 'fmt=png')}">`, { page });
	const image = page.locator('img');
	expect(await expectSubstitute(image, 'error-image', 'missing')).toMatchObject({ width: 300, height: 300 });
	expect(await pixel(image, 299, 299)).toBe('255,255,0,255');
	expect(await ink(image, 0, 0, 300, 60)).toBeGreaterThan(300);
	expect(await ink(image, 0, 260, 300, 40)).toBe(0);
});

test('the error image keeps wid, hei and fmt of the request', async ({ shop }) => {
	shop.setManifest({}, { DefaultImage: '' });
	const page = await shop.openCovered();
	await shop.open(`<img src="${shop.image('Acme/nothing', 'wid=120&hei=90')}">`, { page });
	expect(await expectSubstitute(page.locator('img'), 'error-image', 'missing')).toMatchObject({
		width: 120,
		height: 90,
	});
	const { headers } = await fetchInPage(page, shop.image('Acme/nothing', 'wid=120&hei=90'));
	expect(headers).toMatchObject({ 'content-type': 'image/jpeg', 'cache-control': 'no-store' });
});

test('ErrorDetail decides how much is said: more ink at level 2', async ({ shop }) => {
	const measured: number[] = [];
	for (const ErrorDetail of [0, 2, 3]) {
		shop.setManifest({ version: `detail ${ErrorDetail}` }, { DefaultImage: '', ErrorDetail });
		const page = await shop.openCovered();
		await page.evaluate(() => window.understudy.update());
		await shop.open(`<img src="${shop.image('Acme/nothing', 'fmt=png')}">`, { page });
		await expectSubstitute(page.locator('img'), 'error-image', 'missing');
		measured.push(await ink(page.locator('img'), 0, 0, 300, 300));
		await page.close();
	}
	const [title = 0, detailed = 0, traced = 0] = measured;
	expect(detailed).toBeGreaterThan(2 * title);
	expect(traced).toBe(detailed);
});

test('what the server says is text, never RTF and never commands', async ({ shop }) => {
	const body = 'refused \\fs400 {\\b x} & bgc=ff0000&wid=9 $x$ \\par\\cf1 y';
	// the same words in a template, spelt out for the text engine and for the query
	const spelt = encodeURIComponent(`It answered 403: ${body}`.replace(/[\\{}]/g, '\\$&'));
	const template = (text: string) => `size=300,300&bgc=ffff00&text=\\fs48 ${text}`;
	const attributes = { ErrorImage: 'onError', ErrorDetail: 2 };
	shop.setManifest({
		catalogs: {
			default: {},
			Acme: { attributes, records: { onError: { Modifier: template('$error.message$') } } },
			Spelt: { attributes, records: { onError: { Modifier: template(spelt) } } },
		},
		messages: { en: { refused: { message: '{server}' } } },
	});
	await shop.images.setFault('*', { type: 'status', status: 403, body });
	const page = await shop.openCovered();
	await shop.open(
		`<img id="said" src="${shop.image('Acme/mug', 'fmt=png')}"><img id="spelt" src="${shop.image('Spelt/mug', 'fmt=png')}">`,
		{ page },
	);
	for (const id of ['said', 'spelt']) {
		const picture = await expectSubstitute(page.locator(`#${id}`), 'error-image', 'refused');
		expect(picture).toMatchObject({ width: 300, height: 300 });
	}
	expect(await ink(page.locator('#spelt'), 0, 0, 300, 300)).toBeGreaterThan(300);
	expect(await pixelsOf(page.locator('#said'))).toBe(await pixelsOf(page.locator('#spelt')));
});

test('layers: text over a picture of the shop, placed, coloured, with a font size of its own', async ({
	shop,
}) => {
	const Modifier =
		'size=200,100&color=ffffff&layer=1&src=no-image&size=100,50&originN=-0.5,-0.5&posN=-0.5,-0.5' +
		'&layer=2&size=200,50&text={\\colortbl;\\red255\\green0\\blue0;}\\vertalc\\qr\\b\\fs60\\cf1 $error.title$&pos=0,25';
	shop.setManifest({
		catalogs: {
			default: {},
			Acme: {
				attributes: { ErrorImage: 'onError', RootPath: '/fallback/' },
				records: { onError: { Modifier }, 'no-image': { Path: 'no-image.png' } },
			},
		},
		messages: { en: { missing: { title: 'X' } } },
	});
	const page = await shop.openCovered();
	await shop.open(`<img src="${shop.image('Acme/nothing', 'fmt=png')}">`, { page });
	const image = page.locator('img');
	expect(await expectSubstitute(image, 'error-image', 'missing')).toMatchObject({ width: 200, height: 100 });
	expect(await pixel(image, 10, 10)).toBe('0,0,255,255');
	expect(await pixel(image, 150, 10)).toBe('255,255,255,255');
	expect(await ink(image, 150, 50, 50, 50)).toBeGreaterThan(50);
	expect(await ink(image, 0, 52, 140, 48)).toBe(0);
});

test('templates with a shadow, with a blur and with text along a path come out', async ({ shop }) => {
	const white = 'size=200,100&color=ffffff&layer=1';
	const shadow = `${white}&size=60,40&color=0000ff&extend=9,9,9,9&effect=-1&color=ff0000&op_blur=4&opac=100&pos=30,20`;
	const blurred = `${white}&size=60,40&color=0000ff&extend=40,30,40,30&op_blur=20`;
	const path = `${white}&size=200,100&textPs=\\fs40 $error.title$&textPath=M10,95L190,15`;
	const template = (Modifier: string) => ({
		attributes: { ErrorImage: 'onError' },
		records: { onError: { Modifier } },
	});
	shop.setManifest({
		catalogs: {
			default: {},
			Shadow: template(shadow),
			Blurred: template(blurred),
			Path: template(path),
		},
		messages: { en: { missing: { title: 'MMMMMM' } } },
	});
	const page = await shop.openCovered();
	const images = ['Shadow', 'Blurred', 'Path'].map(
		(name) => `<img id="${name}" src="${shop.image(`${name}/nothing`, 'fmt=png')}">`,
	);
	await shop.open(images.join(''), { page });
	const picture = (id: string) => page.locator(`#${id}`);
	for (const id of ['Shadow', 'Blurred', 'Path']) {
		const size = await expectSubstitute(picture(id), 'error-image', 'missing');
		expect(size).toMatchObject({ width: 200, height: 100 });
	}
	const shown = [pixel(picture('Shadow'), 100, 40), pixel(picture('Shadow'), 148, 80)];
	expect(await Promise.all(shown)).toEqual(['0,0,255,255', '255,0,0,255']);
	// the edge of the rectangle, neither blue nor white
	const [red = 0, green = 0, blue = 0] = (await pixel(picture('Blurred'), 130, 50)).split(',').map(Number);
	expect(red).toBeGreaterThan(60);
	expect(red).toBeLessThan(200);
	expect([green, blue]).toEqual([red, 255]);
	expect(await ink(picture('Path'), 20, 60, 60, 35)).toBeGreaterThan(30);
	expect(await ink(picture('Path'), 0, 0, 60, 35)).toBe(0);
	expect(await ink(picture('Path'), 140, 70, 60, 30)).toBe(0);
});

test('the words come in the language of locale=', async ({ shop }) => {
	shop.setManifest({ messages: { fr: { missing: { title: 'Image introuvable' } } } }, { DefaultImage: '' });
	const page = await shop.openCovered();
	await shop.open(
		`<script>window.s7jsonError = ({ title }) => { document.title = title; };</script>
		<script src="${shop.image('Acme/nothing', 'req=props,json&locale=fr_FR')}"></script>`,
		{ page },
	);
	await expect(page).toHaveTitle('Image introuvable');
});

test('catalog-and-errors 15: an error image that cannot be rendered: the server’s own answer, and the shop hears of it', async ({
	shop,
}) => {
	shop.setManifest({}, { DefaultImage: '', ErrorImage: 'Acme/gone.png' });
	const page = await shop.open();
	await expect
		.poll(() => events(page, 'error'))
		.toContainEqual(
			expect.objectContaining({
				code: 'substitute-unavailable',
				path: '$.catalogs.Acme.attributes.ErrorImage',
			}),
		);
	await shop.open('', { page });
	const reply = await fetchInPage(page, shop.image('Acme/nothing', 'wid=50'));
	expect(reply.status).toBe(403);
	expect(reply.headers['x-image-understudy']).toBeUndefined();
});

test('without a server and without a picture there is a text with the reason', async ({ shop }) => {
	const servers = [{ origin: shop.images.origin, timeoutMs: 3000 }];
	shop.setManifest({ servers }, { DefaultImage: '', ErrorImage: 'Acme/gone.png' });
	const page = await shop.openCovered();
	await shop.images.setFault('Acme/mug', { type: 'hang' });
	await shop.images.setFault('Acme/lamp', { type: 'reset' });
	expect(await fetchInPage(page, shop.image('Acme/lamp', 'wid=50'))).toMatchObject({
		status: 503,
		text: expect.stringContaining('reached'),
	});
	// the other way round the time-out would speak for all: who hears nothing asks no more for a while
	expect(await fetchInPage(page, shop.image('Acme/mug', 'wid=50'))).toMatchObject({
		status: 504,
		text: expect.stringContaining('in time'),
	});
});
