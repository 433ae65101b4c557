import type { Page } from '@playwright/test';
import {
	addImage,
	covered,
	events,
	expect,
	expectSubstitute,
	fetchInPage,
	pixel,
	shown,
	stopWorkers,
	test,
} from '../shop/shop.js';

/** What a page, or the browser, can do to what the worker has stored. */
const accidents: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
	'all caches are deleted': (page) =>
		page.evaluate(async () => {
			for (const name of await caches.keys()) await caches.delete(name);
		}),
	'the kept files are rubbish': (page) =>
		page.evaluate(async () => {
			for (const name of await caches.keys()) {
				const cache = await caches.open(name);
				for (const request of await cache.keys()) {
					await cache.put(request, new Response('rubbish', { headers: { 'Content-Type': 'image/png' } }));
				}
			}
		}),
	'the database is emptied': (page) => page.evaluate(changeStores, 'clear' as const),
	'what the database holds is rubbish': (page) => page.evaluate(changeStores, 'spoil' as const),
	'the browser deletes all that the site has stored': async (page) => {
		const session = await page.context().newCDPSession(page);
		await session.send('Storage.clearDataForOrigin', {
			origin: new URL(page.url()).origin,
			storageTypes: 'indexeddb,cache_storage',
		});
	},
};

/** In the page: empties all stores of the worker's database, or spoils what is in them. */
function changeStores(how: 'clear' | 'spoil'): Promise<void> {
	return new Promise((resolve, reject) => {
		const opening = indexedDB.open('image-understudy');
		opening.onerror = () => reject(opening.error);
		opening.onsuccess = () => {
			const database = opening.result;
			const transaction = database.transaction([...database.objectStoreNames], 'readwrite');
			for (const name of database.objectStoreNames) {
				const store = transaction.objectStore(name);
				if (how === 'clear') store.clear();
				else {
					store.openCursor().onsuccess = ({ target }) => {
						const cursor = (target as IDBRequest<IDBCursorWithValue | null>).result;
						if (cursor === null) return;
						if (store.keyPath === null) cursor.update('rubbish');
						cursor.continue();
					};
				}
			}
			transaction.oncomplete = () => {
				database.close();
				resolve();
			};
			transaction.onerror = () => reject(transaction.error);
		};
	});
}

for (const [name, accident] of Object.entries(accidents)) {
	for (const state of ['warm', 'cold'] as const) {
		test(`${name}, ${state} worker: no picture is lost, and missing ones are replaced again`, async ({
			shop,
		}) => {
			const page = await shop.openCovered();
			await fetchInPage(page, shop.image('Acme/nothing', 'wid=40&fmt=png'));
			if (state === 'cold') await stopWorkers(page);
			await accident(page);
			const well = await addImage(page, 'well', shop.image('Acme/mug', 'wid=41'));
			expect(await shown(well)).toMatchObject({ width: 41, fallback: undefined });
			// the first may still meet the accident; it is no worse off than without the layer
			const first = await addImage(page, 'first', shop.image('Acme/nothing', 'wid=42'));
			await expect(first).toHaveJSProperty('complete', true);
			// and it recovers by itself: at the latest when the worker starts again
			await stopWorkers(page);
			await shop.open('', { page });
			await covered(page);
			// one that is new, and one that was kept
			for (const width of [43, 40]) {
				const url = shop.image('Acme/nothing', `wid=${width}&fmt=png`);
				const image = await addImage(page, `missing-${width}`, url);
				await expectSubstitute(image, 'default-image', 'missing');
				await expect.poll(() => shown(image)).toMatchObject({ width });
				expect(await pixel(image, 20, 10)).toBe('0,0,255,255');
			}
		});
	}
}

test('no room at all: the layer works from memory, says so, and stores again when there is room', async ({
	shop,
	context,
}) => {
	const page = await context.newPage();
	const session = await context.newCDPSession(page);
	const { origin } = shop.server;
	await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
	await shop.open('', { page });
	await covered(page);
	const image = await addImage(page, 'missing', shop.image('Acme/nothing', 'wid=44'));
	await expectSubstitute(image, 'default-image', 'missing');
	await expect.poll(() => events(page, 'error')).toContainEqual(expect.objectContaining({ code: 'storage' }));
	await session.send('Storage.overrideQuotaForOrigin', { origin });
	shop.setManifest({ version: 'second' });
	await page.evaluate(() => window.understudy.update());
	await stopWorkers(page);
	const again = await addImage(page, 'again', shop.image('Acme/nothing', 'wid=45'));
	await expectSubstitute(again, 'default-image', 'missing');
	const { manifest } = await page.evaluate(() => window.understudy.status());
	expect(manifest?.version).toBe('second');
});

test('no more room for new rules: the layer goes on, with the old ones or the new ones', async ({
	shop,
	context,
}) => {
	const page = await shop.openCovered();
	const session = await context.newCDPSession(page);
	const { origin } = shop.server;
	await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
	const records = Object.fromEntries(
		Array.from({ length: 2000 }, (_, index) => [
			`article-${index}`,
			{ Path: `a-${index}.jpg`, UserData: 'x'.repeat(500) },
		]),
	);
	shop.setManifest({
		version: 'second',
		catalogs: {
			Acme: {
				attributes: { DefaultImage: 'no-image', RootPath: '/fallback/' },
				records: { ...records, 'no-image': { Path: 'no-image.png' } },
			},
		},
	});
	await page.evaluate(() => window.understudy.update().catch(() => {}));
	const image = await addImage(page, 'missing', shop.image('Acme/nothing', 'wid=46'));
	await expectSubstitute(image, 'default-image', 'missing');
	await stopWorkers(page);
	const again = await addImage(page, 'again', shop.image('Acme/nothing', 'wid=47'));
	await expectSubstitute(again, 'default-image', 'missing');
	await session.send('Storage.overrideQuotaForOrigin', { origin });
	expect(await page.evaluate(() => window.understudy.update())).toMatchObject({ version: 'second' });
	expect(await events(page, 'substitute')).not.toEqual([]);
});
