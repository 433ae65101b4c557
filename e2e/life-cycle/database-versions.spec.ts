import type { Page } from '@playwright/test';
import {
	addImage,
	covered,
	expect,
	expectSubstitute,
	fetchInPage,
	type Shop,
	stopWorkers,
	test,
	updateWorker,
} from '../shop/shop.js';
import { endProcessOf, publishWatchedWorker, standStillAt, standsStill } from '../workers/watched-worker.js';
import { publishWithClock, putAhead } from '../workers/worker-clock.js';

/** Longer than a worker trusts what it has looked up, in milliseconds. */
const LOOKED_UP_MS = 1000;

/**
 * In the page: gives the worker's database another version, with a store of that version's own, as its worker would.
 * The worker in charge gives its connection up for that.
 */
async function makeDatabaseOf(version: number): Promise<void> {
	const settled = (request: IDBOpenDBRequest) =>
		new Promise<IDBDatabase>((resolve, reject) => {
			request.onsuccess = () => resolve(request.result);
			request.onerror = () => reject(request.error);
		});
	if (version === 1) await settled(indexedDB.deleteDatabase('image-understudy'));
	const opening = indexedDB.open('image-understudy', version);
	opening.onupgradeneeded = () => {
		const { result } = opening;
		for (const name of [...result.objectStoreNames]) result.deleteObjectStore(name);
		result.createObjectStore('current').put('of another version', 'settings');
	};
	(await settled(opening)).close();
}

/**
 * What the database is now, version 0 if there is none. It is not changed by the question: one that opened it just
 * after it was deleted would make an empty one, and be in the way of the worker's.
 */
function storedIn(page: Page): Promise<{ version: number; settings?: unknown }> {
	return page.evaluate(
		() =>
			new Promise((resolve, reject) => {
				const opening = indexedDB.open('image-understudy');
				opening.onupgradeneeded = () => {
					opening.onerror = () => resolve({ version: 0 });
					opening.transaction?.abort();
				};
				opening.onerror = () => reject(opening.error);
				opening.onsuccess = () => {
					const { result } = opening;
					const settings = result.transaction('current').objectStore('current').get('settings');
					settings.onsuccess = () => {
						result.close();
						resolve({ version: result.version, settings: settings.result });
					};
					settings.onerror = () => reject(settings.error);
				};
			}),
	);
}

/** Nobody can have the shop's rules from the network. */
function withholdManifest(shop: Shop): void {
	shop.server.setFile('/image-fallback.json', '', { status: 500, headers: { 'cache-control': 'no-store' } });
}

/** The rules have been looked up, and have to be looked up again. */
async function lookUpRules(page: Page, shop: Shop): Promise<void> {
	await fetchInPage(page, shop.image('Acme/nothing', 'wid=40'));
	await putAhead(page, LOOKED_UP_MS);
}

test('a newer worker has the database: the one in charge goes on with the rules that it has read', async ({
	shop,
}) => {
	publishWithClock(shop);
	const page = await shop.openCovered();
	const other = await shop.openCovered();
	await lookUpRules(page, shop);
	withholdManifest(shop);
	await other.evaluate(makeDatabaseOf, 99);
	for (const open of [page, other]) {
		const image = await addImage(open, 'missing', shop.image('Acme/nothing-more', 'wid=54'));
		await expectSubstitute(image, 'default-image', 'missing');
	}
	expect(await storedIn(page)).toEqual({ version: 99, settings: 'of another version' });
});

test('a newer worker has the database: started again, the one in charge fetches rules, and leaves those of the newer one alone', async ({
	shop,
}) => {
	const page = await shop.openCovered();
	const other = await shop.openCovered();
	await other.evaluate(makeDatabaseOf, 99);
	await stopWorkers(page);
	for (const open of [page, other]) {
		const image = await addImage(open, 'missing', shop.image('Acme/nothing', 'wid=54'));
		await expectSubstitute(image, 'default-image', 'missing');
	}
	expect(await storedIn(page)).toEqual({ version: 99, settings: 'of another version' });
});

/** The worker, as another that differs in nothing that matters; it takes over. */
async function replaceWorker(shop: Shop, page: Page): Promise<void> {
	await page.evaluate(() => {
		navigator.serviceWorker.addEventListener('controllerchange', () => document.body.append('taken over'), {
			once: true,
		});
	});
	shop.server.setFile('/sw.js', `${shop.worker}\n// of before`);
	await expect
		.poll(async () => {
			await updateWorker(page);
			return page.locator('body').textContent();
		})
		.toContain('taken over');
}

test('the worker of before comes back: what a newer one has stored goes, and its own rules are stored again', async ({
	shop,
}) => {
	const page = await shop.openCovered();
	await page.evaluate(makeDatabaseOf, 99);
	await replaceWorker(shop, page);
	await expect.poll(() => storedIn(page)).toMatchObject({ settings: { version: 'e2e' } });
	await covered(page);
	withholdManifest(shop);
	await stopWorkers(page);
	const image = await addImage(page, 'missing', shop.image('Acme/nothing', 'wid=55'));
	await expectSubstitute(image, 'default-image', 'missing');
});

test('a database of an older version is made anew under an open page', async ({ shop }) => {
	const page = await shop.openCovered();
	await stopWorkers(page);
	await page.evaluate(makeDatabaseOf, 1);
	const image = await addImage(page, 'missing', shop.image('Acme/nothing', 'wid=56'));
	await expectSubstitute(image, 'default-image', 'missing');
	await expect.poll(() => storedIn(page)).toMatchObject({ settings: { version: 'e2e' } });
});

test('killed while it makes a database of an older version anew: no picture stays broken, and rules are stored', {
	tag: '@drop-in',
}, async ({ shop }) => {
	publishWatchedWorker(shop);
	const first = await shop.open();
	await covered(first);
	const page = await shop.open();
	await covered(page);
	await standStillAt(page, { call: /^createObjectStore records$/ });
	await page.evaluate(makeDatabaseOf, 1);
	const image = await addImage(page, 'missing', shop.image('Acme/nothing', 'wid=57'));
	await standsStill(page);
	await endProcessOf(first);
	await expectSubstitute(image, 'default-image', 'missing');
	await expect.poll(() => storedIn(page)).toMatchObject({ settings: { version: 'e2e' } });
});
