import type { Page } from '@playwright/test';
import { UNINSTALL_WORKER } from '../../src/tooling/uninstall-worker.js';
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
	updateWorker,
} from '../shop/shop.js';
import { publishWithWaits } from '../workers/worker-waits.js';

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
	// how long a copy waits for the pictures of the page
	publishWithWaits(shop, { 1000: 50 });
	return openPatientShop(shop, lastGood, overrides);
}

function openPatientShop(shop: Shop, lastGood: object = {}, overrides: object = {}): Promise<Page> {
	shop.images.setPicture('Acme/green', GREEN_PICTURE);
	shop.setManifest({ servers: [{ origin: shop.images.origin }], lastGood, ...overrides });
	return shop.openCovered();
}

/** Names of caches whose copies have times in the database of workbox-expiration. */
function timedCaches(page: Page): Promise<string[]> {
	return page.evaluate(async () => {
		if (!(await indexedDB.databases()).some(({ name }) => name === 'workbox-expiration')) return [];
		const database = await new Promise<IDBDatabase>((resolve) => {
			const request = indexedDB.open('workbox-expiration');
			request.onsuccess = () => resolve(request.result);
		});
		const rows = database.transaction('cache-entries').objectStore('cache-entries').getAll();
		const names = await new Promise<string[]>((resolve) => {
			rows.onsuccess = () => resolve(rows.result.map(({ cacheName }) => cacheName));
		});
		database.close();
		return names;
	});
}

/** As if a copy had been damaged where the browser keeps it. */
function spoil(page: Page, copied: string, damage: 'half of it is gone' | 'it is rubbish'): Promise<void> {
	return page.evaluate(
		async ([url, done]) => {
			const name = (await caches.keys()).find((key) => key.endsWith('-last-good')) ?? '';
			const cache = await caches.open(name);
			const kept = await cache.match(url);
			const bytes = await kept?.arrayBuffer();
			if (kept === undefined || bytes === undefined) throw new Error(`no copy of ${url} is kept`);
			const body =
				done === 'it is rubbish' ? new Uint8Array(bytes.byteLength) : bytes.slice(0, bytes.byteLength / 2);
			await cache.put(url, new Response(body, { headers: kept.headers }));
		},
		[copied, damage] as const,
	);
}

/** As if the shop had a cache of its own that the same library bounds. */
function addOwnTime(page: Page): Promise<void> {
	return page.evaluate(async () => {
		const database = await new Promise<IDBDatabase>((resolve) => {
			const request = indexedDB.open('workbox-expiration');
			request.onsuccess = () => resolve(request.result);
		});
		const transaction = database.transaction('cache-entries', 'readwrite');
		transaction
			.objectStore('cache-entries')
			.put({ id: 'pages|https://a/', url: 'https://a/', timestamp: 1, cacheName: 'pages' });
		await new Promise((resolve) => {
			transaction.oncomplete = resolve;
		});
		database.close();
	});
}

/** As if a copy had been made so many hours ago. */
function setAge(page: Page, copied: string, hours: number): Promise<void> {
	return page.evaluate(
		async ([url, timestamp]) => {
			const database = await new Promise<IDBDatabase>((resolve) => {
				const request = indexedDB.open('workbox-expiration');
				request.onsuccess = () => resolve(request.result);
			});
			const transaction = database.transaction('cache-entries', 'readwrite');
			const store = transaction.objectStore('cache-entries');
			const rows = store.getAll();
			rows.onsuccess = () => {
				for (const row of rows.result) if (row.url === url) store.put({ ...row, timestamp });
			};
			await new Promise((resolve) => {
				transaction.oncomplete = resolve;
			});
			database.close();
		},
		[copied, Date.now() - hours * 60 * 60 * 1000] as const,
	);
}

test('unregister(): copies and their times go, those of other caches stay, and none comes after', async ({
	shop,
}) => {
	const page = await openPatientShop(shop);
	await keep(page, 'before', shop.image('Acme/green', 'wid=120&fmt=png'));
	await addOwnTime(page);
	expect((await timedCaches(page)).sort()).toEqual(['image-understudy-last-good', 'pages']);
	// its copy would be made a second later
	await shown(await addImage(page, 'later', shop.image('Acme/green', 'wid=130&fmt=png')));
	await page.evaluate(() => window.understudy.unregister());
	expect(await timedCaches(page)).toEqual(['pages']);
	await new Promise((resolve) => setTimeout(resolve, 2000));
	expect(await keptUrls(page)).toEqual([]);
	expect(await timedCaches(page)).toEqual(['pages']);
});

for (const [name, others] of [
	['nothing else', []],
	['times of another cache', ['pages']],
] as const) {
	test(`the uninstalling worker removes the times of copies, where the library has ${name}`, async ({
		shop,
	}) => {
		const page = await openShop(shop);
		await keep(page, 'before', shop.image('Acme/green', 'wid=120&fmt=png'));
		if (others.length > 0) await addOwnTime(page);
		shop.server.setFile('/sw.js', UNINSTALL_WORKER);
		await expect
			.poll(async () => {
				await updateWorker(page);
				return page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);
			})
			.toBe(0);
		await expect.poll(() => timedCaches(page)).toEqual(others);
	});
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
	const [large, small] = ['wid=300&fmt=png', 'wid=20&fmt=png'].map((query) =>
		shop.image('Acme/green', query),
	);
	const { bytes } = await fetchInPage(page, large as string);
	shop.setManifest({ servers: [{ origin: shop.images.origin }], lastGood: { maxBytes: bytes - 1 } });
	await page.evaluate(() => window.understudy.update());
	await shown(await addImage(page, 'large', large as string));
	await keep(page, 'small', small as string);
	expect(await keptUrls(page)).not.toContain(large);
});

test('a copy that is too old is not shown', async ({ shop }) => {
	const page = await openShop(shop, { maxAgeHours: 24 });
	const old = shop.image('Acme/green', 'wid=70&fmt=png');
	const young = shop.image('Acme/green', 'wid=71&fmt=png');
	await keep(page, 'old', old);
	await keep(page, 'young', young);
	await setAge(page, old, 25);
	await setAge(page, young, 23);
	await shop.images.setFault('*', { type: 'status', status: 500 });
	const kindOf = async (url: string) =>
		(await fetchInPage(page, url, { cache: 'reload' })).headers['x-image-understudy'];
	expect(await kindOf(young)).toBe('last-good; reason=server; status=500');
	// nor is it scaled to another size
	await setAge(page, young, 25);
	expect(await kindOf(old)).toBe('default-image; reason=server; status=500');
});

for (const damage of ['half of it is gone', 'it is rubbish'] as const) {
	test(`a copy that is spoiled (${damage}) is dropped, and the next choice is shown`, async ({ shop }) => {
		const page = await openShop(shop);
		const url = shop.image('Acme/green', 'wid=120&fmt=png');
		await keep(page, 'before', url);
		await spoil(page, url, damage);
		await shop.images.setFault('*', { type: 'status', status: 500 });
		await shop.open(`<img id="after" src="${url.replaceAll('&', '&amp;')}">`, { page });
		await page.evaluate(() => fetch(document.images[0]?.src ?? '', { cache: 'reload' }));
		await page.reload();
		await expectSubstitute(page.locator('#after'), 'default-image', 'server');
		await expect.poll(() => keptUrls(page)).toEqual([]);
	});

	test(`another size of a copy that is spoiled (${damage}): it is dropped, and a sound one is scaled`, async ({
		shop,
	}) => {
		const page = await openShop(shop);
		const [spoiled, sound] = [120, 300].map((width) => shop.image('Acme/green', `wid=${width}&fmt=png`)) as [
			string,
			string,
		];
		await keep(page, 'spoiled', spoiled);
		await keep(page, 'sound', sound);
		await spoil(page, spoiled, damage);
		await shop.images.setFault('*', { type: 'status', status: 500 });
		const image = await addImage(page, 'scaled', shop.image('Acme/green', 'wid=100&fmt=png'));
		await expectSubstitute(image, 'last-good', 'server');
		expect(await pixel(image, 50, 25)).toBe(GREEN);
		expect(await keptUrls(page)).toEqual([sound]);
	});
}

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
