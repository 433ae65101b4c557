import type { Page } from '@playwright/test';
import {
	addImage,
	covered,
	events,
	expect,
	fetchInPage,
	lookedForRules,
	pixel,
	plainPicture,
	type Shop,
	shown,
	stopWorkers,
	test,
} from '../shop/shop.js';
import { publishWithWaits } from '../workers/worker-waits.js';

const GREEN = '0,255,0,255';
const BLUE = '0,0,255,255';

/**
 * How long a worker waits for a database to be read, for it to answer, and for rules that are restored, in
 * milliseconds: in these tests far too long to go unnoticed, or hardly at all.
 */
const WAITS = {
	long: { 2000: 60_000, 3000: 60_000, 5000: 60_000 },
	short: { 2000: 200, 3000: 300, 5000: 500 },
};

/** In the page: begins a transaction on a store of the worker's database, or on all of them, that does not end. */
function hold(name?: string): Promise<void> {
	return new Promise((resolve, reject) => {
		const opening = indexedDB.open('image-understudy');
		opening.onsuccess = () => {
			const names = name === undefined ? [...opening.result.objectStoreNames] : [name];
			const store = opening.result.transaction(names, 'readwrite').objectStore(name ?? 'current');
			const goOn = () => {
				store.count().onsuccess = goOn;
			};
			store.count().onsuccess = () => {
				goOn();
				resolve();
			};
		};
		opening.onerror = () => reject(opening.error);
	});
}

/** What a page can do to the database of the worker. Each holds as long as the page is open. */
const refusals: readonly (readonly [name: string, refuse: () => Promise<void>])[] = [
	[
		'is of a newer version',
		() =>
			new Promise((resolve, reject) => {
				const opening = indexedDB.open('image-understudy', 99);
				opening.onsuccess = () => resolve();
				opening.onerror = () => reject(opening.error);
			}),
	],
	[
		'is being upgraded and does not open',
		() =>
			new Promise((resolve, reject) => {
				const opening = indexedDB.open('image-understudy', 99);
				opening.onupgradeneeded = () => {
					const store = opening.transaction?.objectStore('current');
					const goOn = () => {
						if (store) store.count().onsuccess = goOn;
					};
					goOn();
					resolve();
				};
				opening.onerror = () => reject(opening.error);
			}),
	],
	['is busy with a transaction that does not end', hold],
];

/** Loads a picture in the page and says how wide it is; 0: it failed. */
function load(page: Page, url: string): Promise<number> {
	return page.evaluate(
		(address) =>
			new Promise<number>((resolve) => {
				const image = new Image();
				image.onload = image.onerror = () => resolve(image.naturalWidth);
				image.src = address;
			}),
		url,
	);
}

for (const [name, refuse] of refusals) {
	test(`a cold worker whose database ${name} lets every good picture of the page pass at once`, async ({
		shop,
	}) => {
		shop.server.setFile('/logo.png', await plainPicture(70, 70, '#0f0'), { contentType: 'image/png' });
		publishWithWaits(shop, WAITS.long);
		const page = await shop.openCovered();
		// another tab is what holds the database: the page's own thread is free
		const holder = await shop.open();
		await stopWorkers(page);
		await holder.evaluate(refuse);
		for (const [path, object] of [
			['/logo.png', 'Acme/mug'],
			['/logo.png?2', 'Acme/vase'],
		] as const) {
			const pictures = [load(page, path), load(page, shop.image(object, 'wid=80'))];
			expect(await Promise.all(pictures)).toEqual([70, 80]);
		}
		await holder.close();
	});

	test(`a cold worker whose database ${name} does not keep the page waiting for a picture that failed`, async ({
		shop,
	}) => {
		publishWithWaits(shop, WAITS.short);
		const page = await shop.openCovered();
		const holder = await shop.open();
		await stopWorkers(page);
		await holder.evaluate(refuse);
		const image = await addImage(page, 'missing', shop.image('Acme/nothing', 'wid=80'));
		await expect(image).toHaveJSProperty('complete', true);
		await holder.close();
	});
}

/** Rules of a shop within the shop, with a green default image. */
function setOtherShop(shop: Shop, picture: Buffer): void {
	shop.server.setFile('/other/no-image.png', picture, { contentType: 'image/png' });
	const manifest = {
		version: 'other',
		servers: [{ origin: shop.images.origin }],
		catalogs: {
			Acme: {
				attributes: { DefaultImage: 'no-image', RootPath: '/other/' },
				records: { 'no-image': { Path: 'no-image.png' } },
			},
		},
	};
	shop.server.setFile('/other/rules.json', JSON.stringify(manifest));
}

test('two shops on one origin keep rules of their own', { tag: '@drop-in' }, async ({ shop }) => {
	setOtherShop(shop, await plainPicture(100, 50, '#0f0'));
	const registration = { scope: '/other/', manifest: '/other/rules.json' };
	const shops = [
		{ page: await shop.openCovered(), version: 'e2e', colour: BLUE },
		{
			page: await shop.openCovered('', { folder: '/other/', registration }),
			version: 'other',
			colour: GREEN,
		},
	];
	let pictures = 0;
	const check = async () => {
		for (const { page, version, colour } of shops) {
			pictures += 1;
			const id = `picture-${pictures}`;
			const image = await addImage(page, id, shop.image(`Acme/nothing-${pictures}`, 'wid=100&fmt=png'));
			expect(await shown(image)).toMatchObject({ width: 100 });
			expect(await pixel(image, 50, 25)).toBe(colour);
			const { manifest } = await page.evaluate(() => window.understudy.status());
			expect(manifest?.version).toBe(version);
		}
	};
	await check();
	await stopWorkers(shops[0]?.page as Page);
	await check();
	shop.setManifest({ version: 'e2e' });
	for (const { page } of shops) await page.evaluate(() => window.understudy.update());
	await check();
	await shops[1]?.page.evaluate(() => window.understudy.unregister());
	shops.pop();
	await check();
	await stopWorkers(shops[0]?.page as Page);
	await check();
});

test('a worker that is killed while it installs new rules leaves the old ones in force', async ({ shop }) => {
	const page = await shop.openCovered();
	let send = () => {};
	const until = new Promise<void>((resolve) => {
		send = resolve;
	});
	await shop.images.setFault('Acme/never', { type: 'held', until });
	const servers = [{ origin: shop.images.origin, timeoutMs: 100_000 }];
	await lookedForRules(page);
	shop.setManifest({ version: 'second', servers }, { DefaultImage: 'Acme/never' });
	await page.evaluate(() => void window.understudy.update());
	await expect.poll(() => shop.images.requests.some(({ url }) => url.includes('/Acme/never'))).toBe(true);
	await stopWorkers(page);
	const { headers } = await fetchInPage(page, shop.image('Acme/nothing', 'wid=50'));
	expect(headers['x-image-understudy']).toBe('default-image; reason=missing; status=403');
	await expect
		.poll(() => events(page, 'substitute'))
		.toContainEqual(expect.objectContaining({ object: 'Acme/no-image' }));
	const { manifest } = await page.evaluate(() => window.understudy.status());
	expect(manifest?.version).toBe('e2e');
	// nothing of the half installation is in the way of a whole one
	await shop.images.setFault('Acme/never', undefined);
	shop.images.setPicture('Acme/never', await plainPicture(100, 50, '#0f0'));
	send();
	expect(await page.evaluate(() => window.understudy.update())).toEqual({
		version: 'second',
		state: 'installed',
	});
	await covered(page);
	const image = await addImage(page, 'new', shop.image('Acme/nothing', 'wid=60&fmt=png'));
	expect(await shown(image)).toMatchObject({ width: 60 });
	expect(await pixel(image, 30, 15)).toBe(GREEN);
});

for (const [store, deed] of [
	['records', 'cannot be written'],
	['current', 'cannot be read'],
] as const) {
	test(`new rules come into force, a kill switch too, while those of the database ${deed}`, async ({
		shop,
	}) => {
		publishWithWaits(shop, { 3000: 500, 10000: 500 });
		const page = await shop.openCovered();
		const holder = await shop.open();
		await holder.evaluate(hold, store);
		for (const [overrides, mode] of [
			[{ version: 'second' }, 'on'],
			[{ enabled: false }, 'off'],
		] as const) {
			shop.setManifest(overrides);
			await page.evaluate(() => window.understudy.update());
			await expect.poll(() => page.evaluate(async () => (await window.understudy.status()).mode)).toBe(mode);
		}
		expect(await events<{ code: string }>(page, 'error')).toContainEqual(
			expect.objectContaining({ code: 'storage' }),
		);
		await holder.close();
	});
}

for (const state of ['warm', 'cold'] as const) {
	test(`a database that was deleted is made anew from the network, ${state} worker`, async ({ shop }) => {
		const page = await shop.openCovered();
		// a failure first, so that a warm worker goes by rules that it has read
		await fetchInPage(page, shop.image('Acme/nothing', 'wid=40'));
		if (state === 'cold') await stopWorkers(page);
		await page.evaluate(
			() =>
				new Promise((resolve, reject) => {
					const request = indexedDB.deleteDatabase('image-understudy');
					request.onsuccess = resolve;
					request.onerror = reject;
				}),
		);
		const { headers } = await fetchInPage(page, shop.image('Acme/nothing', 'wid=50'));
		expect(headers['x-image-understudy']).toBe('default-image; reason=missing; status=403');
	});
}
