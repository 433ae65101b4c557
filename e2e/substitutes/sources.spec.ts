import {
	events,
	expect,
	expectSubstitute,
	manifestFor,
	pixel,
	plainPicture,
	type Shop,
	test,
} from '../shop/shop.js';

/** The shop with an error image that is this template. */
function setTemplate(shop: Shop, modifier: string, attributes: object = {}, records: object = {}): void {
	shop.setManifest({
		catalogs: {
			default: {},
			Acme: {
				attributes: { ErrorImage: 'onError', DefaultImage: '', RootPath: '/fallback/', ...attributes },
				records: { onError: { Modifier: modifier }, ...records },
			},
		},
	});
}

async function errorImage(shop: Shop, page: Awaited<ReturnType<Shop['open']>>) {
	await shop.open(`<img src="${shop.image('Acme/nothing', 'fmt=png')}">`, { page });
	const image = page.locator('img');
	await expectSubstitute(image, 'error-image', 'missing');
	return image;
}

const RED = '255,0,0,255';
const WHITE = '255,255,255,255';

test.beforeEach(async ({ shop }) => {
	const contentType = 'image/png';
	shop.server.setFile('/extra/red.png', await plainPicture(40, 30, '#f00'), { contentType });
});

test('a foreign picture of the shop itself, by RootUrl or by a whole address', async ({ shop }) => {
	const { origin } = shop.server;
	setTemplate(
		shop,
		`size=200,100&color=255,255,255&layer=1&src=(red.png)&originN=-0.5,-0.5&posN=-0.5,-0.5&layer=2&src=(${origin}/extra/red.png)&pos=40,0`,
		{ RootUrl: `${origin}/extra`, AllowDirectUrls: 1 },
	);
	const page = await shop.openCovered();
	expect(await events(page, 'error')).toEqual([]);
	shop.server.clearLog();
	const image = await errorImage(shop, page);
	expect(await pixel(image, 5, 5)).toBe(RED);
	expect(await pixel(image, 140, 50)).toBe(RED);
	expect(await pixel(image, 70, 50)).toBe(WHITE);
	// it was there before anything failed
	expect(shop.server.requests.filter(({ url }) => url.startsWith('/extra/'))).toEqual([]);
});

test('a foreign picture of an origin that the manifest does not name is never fetched', async ({ shop }) => {
	const url = `${shop.sharedOrigin}/extra/red.png`;
	setTemplate(shop, `size=200,100&color=255,255,255&layer=1&src=(${url})`, { AllowDirectUrls: 1 });
	const page = await shop.open();
	await expect
		.poll(() => events(page, 'error'))
		.toContainEqual(
			expect.objectContaining({
				code: 'substitute-unavailable',
				message: expect.stringContaining(url),
			}),
		);
	expect(shop.server.requests.filter((request) => request.url.startsWith('/extra/'))).toEqual([]);
});

test('MaskPath lies below RootPath, like Path', async ({ shop }) => {
	const contentType = 'image/png';
	shop.server.setFile('/fallback/whole.png', await plainPicture(60, 60, '#f00'), { contentType });
	shop.server.setFile('/fallback/none.png', await plainPicture(60, 60, '#000'), { contentType });
	setTemplate(
		shop,
		'size=60,60&color=255,255,255&layer=1&src=masked&layer=2&src=whole&size=30,30',
		{},
		{
			masked: { Path: 'whole.png', MaskPath: 'none.png' },
			whole: { Path: 'whole.png' },
		},
	);
	const page = await shop.openCovered();
	expect(await events(page, 'error')).toEqual([]);
	const image = await errorImage(shop, page);
	expect(await pixel(image, 5, 5)).toBe(WHITE);
	expect(await pixel(image, 30, 30)).toBe(RED);
});

test('a picture that the server has lost is taken from the shop’s own cache', async ({ shop }) => {
	shop.setManifest('{}');
	const page = await shop.open();
	await page.evaluate(async () => {
		await navigator.serviceWorker.ready;
		const cache = await caches.open('of-the-shop');
		await cache.put('/fallback/no-image.png', await fetch('/fallback/no-image.png'));
	});
	shop.server.setFile('/fallback/no-image.png', 'gone', { status: 404 });
	shop.setManifest();
	await page.evaluate(() => window.understudy.update());
	await shop.openCovered(`<img src="${shop.image('Acme/nothing', 'wid=100&fmt=png')}">`, { page });
	await expectSubstitute(page.locator('img'), 'default-image', 'missing');
	expect(await pixel(page.locator('img'), 50, 25)).toBe('0,0,255,255');
});

test('a default image with the catalog’s watermark, and without it as a thumbnail', async ({ shop }) => {
	const manifest = JSON.parse(
		manifestFor(
			shop.images.origin,
			{},
			{ Watermark: 'mark', ThumbBkgColor: '00ff00', DefaultThumbPix: '80,80' },
		),
	);
	manifest.catalogs.Acme.records.mark = { Modifier: 'layer=0&color=255,0,0&sizeN=0.5,0.5' };
	shop.setManifest(JSON.stringify(manifest));
	const page = await shop.openCovered();
	expect(await events(page, 'error')).toEqual([]);
	await shop.open(
		`<img id="img" src="${shop.image('Acme/nothing', 'wid=200&hei=200&fmt=png')}"><img id="tmb" src="${shop.image('Acme/nothing', 'req=tmb&fmt=png')}">`,
		{ page },
	);
	const [image, thumbnail] = [page.locator('#img'), page.locator('#tmb')];
	expect(await expectSubstitute(image, 'default-image', 'missing')).toMatchObject({
		width: 200,
		height: 200,
	});
	expect(await pixel(image, 100, 100)).toBe(RED);
	expect(await pixel(image, 45, 100)).toBe('0,0,255,255');
	expect(await pixel(image, 100, 20)).toBe(WHITE);
	expect(await expectSubstitute(thumbnail, 'default-image', 'missing')).toMatchObject({
		width: 80,
		height: 80,
	});
	expect(await pixel(thumbnail, 40, 40)).toBe('0,0,255,255');
	expect(await pixel(thumbnail, 40, 5)).toBe('0,255,0,255');
});
