import { expect, expectSubstitute, pixel, plainPicture, test } from '../shop/shop.js';

/** The default image is blue, 400x200; the pictures on the server are red and green, 1000x1000. */
const BLUE = '0,0,255,255';
const RED = '255,0,0,255';
const GREEN = '0,255,0,255';

test.beforeEach(async ({ shop }) => {
	shop.setManifest({}, { DefaultImageMode: 1 });
	shop.images.setPicture('Acme/bg', await plainPicture(1000, 1000, '#f00'));
	shop.images.setPicture('Acme/badge', await plainPicture(100, 100, '#0f0'));
});

test('catalog-and-errors 4: the missing layer shows the default image at its own place and size', async ({
	shop,
}) => {
	const page = await shop.openCovered();
	const url = shop.image('Acme/bg', 'wid=400&fmt=png&layer=1&src=Acme/missing&size=200,100');
	await shop.open(`<img src="${url}">`, { page });
	const image = page.locator('img');
	const shown = await expectSubstitute(image, 'layer-default', 'missing');
	expect(shown).toMatchObject({ width: 400, height: 400 });
	// 200x100 of the composite are 80x40 of the reply, centred
	expect(await pixel(image, 200, 200)).toBe(BLUE);
	expect(await pixel(image, 162, 182)).toBe(BLUE);
	expect(await pixel(image, 157, 200)).toBe(RED);
	expect(await pixel(image, 200, 177)).toBe(RED);
	expect(await pixel(image, 1, 1)).toBe(RED);
});

test('the path object: crop and the other commands of its layer still apply', async ({ shop }) => {
	const page = await shop.openCovered();
	const url = shop.image(
		'Acme/missing',
		'wid=100&fmt=png&crop=0,0,200,200&layer=1&src=Acme/badge&size=50,50',
	);
	await shop.open(`<img src="${url}">`, { page });
	const image = page.locator('img');
	expect(await expectSubstitute(image, 'layer-default', 'missing')).toMatchObject({
		width: 100,
		height: 100,
	});
	expect(await pixel(image, 50, 50)).toBe(GREEN);
	expect(await pixel(image, 5, 50)).toBe(BLUE);
});

test('in a nested request', async ({ shop }) => {
	const page = await shop.openCovered();
	// the server of these tests leaves nested requests out: it is told to refuse this one as a real one would
	await shop.images.setFault('Acme/bg', { type: 'status', status: 403, times: 1 });
	const nested = 'src=is(Acme/missing?crop=0,0,100,100)';
	await shop.open(`<img src="${shop.image('Acme/bg', `wid=100&fmt=png&layer=1&${nested}&size=500,500`)}">`, {
		page,
	});
	const image = page.locator('img');
	await expectSubstitute(image, 'layer-default', 'missing');
	expect(await pixel(image, 50, 50)).toBe(BLUE);
	expect(await pixel(image, 10, 50)).toBe(RED);
});

test('each object is asked for once, however many failures it takes part in', async ({ shop }) => {
	const page = await shop.openCovered();
	shop.images.clearLog();
	const urls = [100, 200, 300].map((wid) =>
		shop.image('Acme/bg', `wid=${wid}&layer=1&src=Acme/missing&layer=2&src=Acme/missing&pos=9,9`),
	);
	await shop.open(urls.map((url) => `<img src="${url}">`).join(''), { page });
	for (const image of await page.locator('img').all())
		await expectSubstitute(image, 'layer-default', 'missing');
	const asked = shop.images.requests.map(({ url }) => url).filter((url) => url.includes('scl=1'));
	expect(asked.filter((url) => url.includes('/missing?'))).toHaveLength(1);
	// its bytes are wanted to find out, and again to draw; the browser's cache may have kept them
	expect(asked.filter((url) => url.includes('/bg?')).length).toBeLessThanOrEqual(2);
});

test('a missing mask stays an error', async ({ shop }) => {
	const page = await shop.openCovered();
	await shop.open(`<img src="${shop.image('Acme/bg', 'wid=100&mask=Acme/missing')}">`, { page });
	await expectSubstitute(page.locator('img'), 'error-image', 'missing');
});

test('mode 0 where nobody can tell which layer is missing', async ({ shop }) => {
	const page = await shop.openCovered();
	await shop.images.setFault('Acme/badge', { type: 'status', status: 500 });
	const url = shop.image('Acme/bg', 'wid=100&layer=1&src=Acme/badge&layer=2&src=Acme/missing');
	await shop.open(`<img src="${url}">`, { page });
	expect(await expectSubstitute(page.locator('img'), 'default-image', 'missing')).toMatchObject({
		width: 100,
		height: 50,
	});
});

test('a reply that is drawn from several pictures lives as long as the one that lives shortest', async ({
	shop,
}) => {
	const page = await shop.openCovered();
	const url = shop.image('Acme/bg', 'wid=100&layer=1&src=Acme/missing');
	const cacheControl = await page.evaluate(
		async (address) => (await fetch(address)).headers.get('cache-control'),
		url,
	);
	expect(cacheControl).toBe('max-age=3600');
});
