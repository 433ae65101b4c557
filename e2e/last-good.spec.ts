import type { Page } from '@playwright/test';
import {
	addImage,
	events,
	expect,
	expectSubstitute,
	fetchInPage,
	pixel,
	type Shop,
	shown,
	test,
} from './shop.js';

/** A picture of one colour, so that copies can be told from the blue default image. */
const GREEN = '0,255,0,255';
const GREEN_PICTURE =
	'<svg xmlns="http://www.w3.org/2000/svg" width="300" height="150"><rect width="300" height="150" fill="#0f0"/></svg>';

/** Loads a picture while all is well, and waits until its copy is kept. */
async function keep(page: Page, id: string, url: string): Promise<void> {
	const image = await addImage(page, id, url);
	expect(await shown(image)).toMatchObject({ fallback: undefined });
	await expect.poll(() => keptUrls(page)).toContain(url);
}

function keptUrls(page: Page): Promise<string[]> {
	return page.evaluate(async () => {
		const name = (await caches.keys()).find((key) => key.endsWith('-last-good'));
		if (name === undefined) return [];
		return (await (await caches.open(name)).keys()).map(({ url }) => url);
	});
}

function openShop(shop: Shop, lastGood: object = {}, overrides: object = {}): Promise<Page> {
	shop.images.setPicture('Acme/green', GREEN_PICTURE);
	shop.setManifest({ servers: [{ origin: shop.images.origin }], lastGood, ...overrides });
	return shop.openCovered();
}

test('the server is away: the very picture is shown from its copy', async ({ shop }) => {
	const page = await openShop(shop);
	const url = shop.image('Acme/green', 'wid=120&fmt=png');
	await keep(page, 'before', url);
	await shop.images.setFault('*', { type: 'status', status: 500 });
	const reply = await fetchInPage(page, url, { cache: 'reload' });
	expect(reply.headers).toMatchObject({
		'x-image-understudy': 'last-good; reason=server; status=500',
		'content-type': 'image/png',
		'cache-control': 'no-store',
		'server-timing': expect.stringMatching(/^understudy;desc="last-good";dur=[\d.]+$/),
	});
});

test('another size is scaled from the nearest larger copy', async ({ shop }) => {
	const page = await openShop(shop);
	await keep(page, 'small', shop.image('Acme/green', 'wid=40&fmt=png'));
	await keep(page, 'large', shop.image('Acme/green', 'wid=200&fmt=png'));
	await shop.images.setFault('*', { type: 'gone' });
	const image = await addImage(page, 'scaled', shop.image('Acme/green', 'wid=100&fmt=png'));
	expect(await expectSubstitute(image, 'last-good', 'network')).toMatchObject({ width: 100, height: 50 });
	expect(await pixel(image, 50, 25)).toBe(GREEN);
	await expect
		.poll(() => events(page, 'substitute'))
		.toContainEqual(expect.objectContaining({ kind: 'last-good', object: 'Acme/green' }));
	// what is shown differs: no copy
	const other = await addImage(page, 'other', shop.image('Acme/green', 'wid=100&fmt=png&flip=lr'));
	await expectSubstitute(other, 'default-image', 'network');
});

test('a picture that is gone is never shown from its copy, not even later', async ({ shop }) => {
	const page = await openShop(shop, {}, { policy: { missing: ['last-good', 'default-image'] } });
	const url = shop.image('Acme/green', 'wid=121&fmt=png');
	await keep(page, 'before', url);
	await shop.images.setFault('*', { type: 'missing' });
	const gone = await fetchInPage(page, url, { cache: 'reload' });
	expect(gone.headers['x-image-understudy']).toBe('default-image; reason=missing; status=403');
	await expect.poll(() => keptUrls(page)).toEqual([]);
	await shop.images.setFault('*', { type: 'status', status: 500 });
	const away = await fetchInPage(page, url, { cache: 'reload' });
	expect(away.headers['x-image-understudy']).toBe('default-image; reason=server; status=500');
});

test('no more copies are kept than the manifest allows, by number and by bytes', async ({ shop }) => {
	const page = await openShop(shop, { maxEntries: 3 });
	const urls = Array.from({ length: 6 }, (_, index) => shop.image('Acme/green', `wid=${60 + index}&fmt=png`));
	for (const [index, url] of urls.entries()) await keep(page, `image-${index}`, url);
	await expect.poll(() => keptUrls(page)).toEqual(urls.slice(3));
	shop.setManifest({ servers: [{ origin: shop.images.origin }], lastGood: { maxBytes: 1 } });
	await page.evaluate(() => window.understudy.update());
	await shown(await addImage(page, 'too-large', shop.image('Acme/green', 'wid=90&fmt=png')));
	expect(await keptUrls(page)).not.toContain(shop.image('Acme/green', 'wid=90&fmt=png'));
});

test('nothing is kept unless the manifest wants it', async ({ shop }) => {
	const page = await shop.openCovered();
	await shown(await addImage(page, 'mug', shop.image('Acme/mug', 'wid=60')));
	expect(
		await page.evaluate(async () => (await caches.keys()).filter((key) => key.endsWith('-last-good'))),
	).toEqual([]);
});

test('unregister() takes the copies along', async ({ shop }) => {
	const page = await openShop(shop);
	await keep(page, 'before', shop.image('Acme/green', 'wid=122&fmt=png'));
	await page.evaluate(() => window.understudy.unregister());
	expect(await page.evaluate(() => caches.keys())).toEqual([]);
});
