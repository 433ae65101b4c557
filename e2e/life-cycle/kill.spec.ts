import type { Page } from '@playwright/test';
import {
	addImage,
	covered,
	expect,
	expectSubstitute,
	fetchInPage,
	plainPicture,
	type Shop,
	shown,
	stopWorkers,
	test,
} from '../shop/shop.js';
import {
	type Call,
	endProcessOf,
	publishWatchedWorker,
	standStillAt,
	standsStill,
} from '../workers/watched-worker.js';

/** Before which call the worker is killed, and what it is about to do there. */
type Point = readonly [deed: string, call: RegExp, more?: Pick<Call, 'before'> & { readonly tag?: string }];

/** While it is installed for the first time. */
const INSTALLING: readonly Point[] = [
	['loads its other parts', /^importScripts sw-install/, { tag: '@drop-in' }],
	['fetches the manifest', /^fetch image-fallback/],
	['reserves a place for the rules', /^readwrite generations$/],
	['writes the records', /^readwrite records$/],
	['fetches the default image', /^fetch no-image/],
	['tries the error image', /^convertToBlob$/],
	['switches to the rules', /^readwrite generations,current$/],
	['takes its pages over', /^claim$/],
];

/** While it updates its rules: the old ones are in force until it has switched. */
const UPDATING: readonly Point[] = [
	['fetches the manifest', /^fetch image-fallback/],
	['reserves a place for the rules', /^readwrite generations$/],
	['writes the catalogs', /^readwrite catalogs$/],
	['says that the rules are written', /^readwrite generations$/, { before: 1 }],
	['fetches the default image', /^fetch second/],
	['switches to the rules', /^readwrite generations,current$/],
];

/** The same, after it has switched. */
const SWITCHED: readonly Point[] = [
	['forgets what failed under the old rules', /^readwrite failures$/],
	['deletes the pictures of the old rules', /^deleteCache /],
];

/** In the midst of a substitution. */
const SUBSTITUTING: readonly Point[] = [
	['asks for the picture', /^fetch nothing-\d/],
	['looks for the page that asks', /^get$/],
	['reads the failed answer', /^clone$/],
	['reads the rules', /^readonly generations,/],
	['looks for a substitute that was drawn before', /^match image-understudy-rendering/],
	['decodes the default image', /^createImageBitmap$/],
	['encodes the substitute', /^convertToBlob$/],
	['keeps the substitute', /^put .*wid=5\d/],
	['writes the failure down', /^readwrite failures$/],
	['tells the page, and then answers', /^postMessage understudy:substitute$/],
];

/** The worker, in a browser where something is slow or gets lost. */
function publish(shop: Shop, mishap: string): void {
	shop.server.setFile('/sw.js', `${mishap};\n${shop.worker}`);
}

const SLOW_TO_FIND_PAGES = `const { get } = Clients.prototype;
Clients.prototype.get = async function (id) {
	await new Promise((resolve) => setTimeout(resolve, 2000));
	return get.call(this, id);
}`;

const FORGETS_FAILURES = `const { put } = IDBObjectStore.prototype;
IDBObjectStore.prototype.put = function (...args) {
	return this.name === 'failures' ? this.count() : put.apply(this, args);
}`;

test('killed as soon as a substitute is shown: the page knows that it is one, and heals it', async ({
	shop,
}) => {
	publish(shop, SLOW_TO_FIND_PAGES);
	const page = await shop.openCovered();
	await shop.images.setFault('*', { type: 'status', status: 503 });
	const image = await addImage(page, 'ill', shop.image('Acme/mug', 'wid=60'));
	expect((await shown(image)).height).toBe(30);
	await stopWorkers(page);
	await expectSubstitute(image, 'default-image', 'overload');
	await shop.images.setFault('*', undefined);
	await expect(image).not.toHaveAttribute('data-fallback', /./, { timeout: 10_000 });
	expect((await shown(image)).height).not.toBe(30);
});

test('killed before it could write down what it has answered: what it said counts', async ({ shop }) => {
	publish(shop, FORGETS_FAILURES);
	const page = await shop.openCovered();
	await page.evaluate(
		async (url) => {
			const image = new Image();
			image.id = 'late';
			image.src = url;
			await image.decode();
			Object.assign(window, { image });
		},
		shop.image('Acme/nothing', 'wid=60'),
	);
	await expect
		.poll(() => page.evaluate(() => window.events.some(({ type }) => type === 'substitute')))
		.toBe(true);
	await stopWorkers(page);
	await page.evaluate(() => document.body.append((window as never as { image: Node }).image));
	await expectSubstitute(page.locator('#late'), 'default-image', 'missing');
});

for (const [deed, call, { before, tag = [] } = {}] of INSTALLING) {
	test(`killed before a worker that is installed ${deed}: the next page is covered`, { tag }, async ({
		shop,
	}) => {
		publishWatchedWorker(shop, { call, before });
		const first = await shop.open(`<img src="${shop.image('Acme/nothing', 'wid=50')}">`);
		await standsStill(first);
		shop.server.setFile('/sw.js', shop.worker);
		await endProcessOf(first);
		const page = await shop.open(`<img src="${shop.image('Acme/nothing', 'wid=60')}">`);
		await covered(page);
		await expectSubstitute(page.locator('img'), 'default-image', 'missing');
		await expectOneSetOfRules(page);
	});
}

/** What a killed installation has left behind is tidied away with the next one. */
async function expectOneSetOfRules(page: Page): Promise<void> {
	const stored = () =>
		page.evaluate(async () => {
			const database = await new Promise<IDBDatabase>((resolve, reject) => {
				const opening = indexedDB.open('image-understudy');
				opening.onsuccess = () => resolve(opening.result);
				opening.onerror = () => reject(opening.error);
			});
			const keys = (store: string) =>
				new Promise<IDBValidKey[]>((resolve, reject) => {
					const request = database.transaction(store).objectStore(store).getAllKeys();
					request.onsuccess = () => resolve(request.result);
					request.onerror = () => reject(request.error);
				});
			const generations = [
				...(await keys('generations')),
				...(await keys('catalogs')).map((key) => (key as IDBValidKey[])[0]),
				...(await keys('records')).map((key) => (key as IDBValidKey[])[0]),
				...(await caches.keys()).map((name) => Number(/\d+$/.exec(name)?.[0])),
			];
			database.close();
			return new Set(generations).size;
		});
	await expect.poll(stored).toBe(1);
}

/** A second manifest with another default image, so that it shows by which rules a picture was replaced. */
async function setSecond(shop: Shop): Promise<void> {
	shop.server.setFile('/fallback/second.png', await plainPicture(300, 300, '#0f0'), {
		contentType: 'image/png',
	});
	const catalogs = {
		Acme: {
			attributes: { DefaultImage: 'no-image', RootPath: '/fallback/' },
			records: { 'no-image': { Path: 'second.png' } },
		},
	};
	shop.setManifest({ version: 'second', catalogs });
}

/** Two pages under one worker, which lives in the process of the first, where it was installed. */
async function openWatched(shop: Shop): Promise<{ first: Page; page: Page }> {
	publishWatchedWorker(shop);
	const first = await shop.open();
	await covered(first);
	const page = await shop.open();
	await covered(page);
	return { first, page };
}

for (const [points, inForce, height] of [
	// the first default image is half as high as wide, the second one is square
	[UPDATING, 'the old rules hold', 60],
	[SWITCHED, 'the new rules hold', 120],
] as const) {
	for (const [deed, call, { before } = {}] of points) {
		test(`killed before a worker that updates its rules ${deed}: ${inForce}, whole`, {
			tag: '@drop-in',
		}, async ({ shop }) => {
			const { first, page } = await openWatched(shop);
			await standStillAt(page, { call, before });
			await setSecond(shop);
			await page.evaluate(() => void window.understudy.update().catch(() => {}));
			await standsStill(page);
			// pages look for new rules by themselves
			if (points === UPDATING) shop.setManifest();
			await endProcessOf(first);
			const image = await addImage(page, 'missing', shop.image('Acme/nothing', 'wid=120'));
			expect(await expectSubstitute(image, 'default-image', 'missing')).toMatchObject({ width: 120, height });
			// and nothing is in the way of the whole
			await setSecond(shop);
			await page.evaluate(() => window.understudy.update());
			const { manifest } = await page.evaluate(() => window.understudy.status());
			expect(manifest?.version).toBe('second');
			const next = await addImage(page, 'next', shop.image('Acme/nothing', 'wid=130'));
			expect(await expectSubstitute(next, 'default-image', 'missing')).toMatchObject({ height: 130 });
			if (points === UPDATING) await expectOneSetOfRules(page);
		});
	}
}

/** Time for which the page waits for a worker that does not answer; the browser does not tell that it is gone. */
const SHORT_WAITS = `const { setTimeout: wait } = window;
window.setTimeout = (work, ms, ...rest) => wait(work, ms === 10000 ? 500 : ms, ...rest);`;

test('killed before it says which image shows a substitute: what it said before counts', async ({
	shop,
	context,
}) => {
	publishWatchedWorker(shop);
	const first = await shop.open();
	await covered(first);
	const page = await context.newPage();
	await page.addInitScript(SHORT_WAITS);
	await shop.open('', { page });
	await covered(page);
	await shop.images.setFault('*', { type: 'status', status: 503 });
	const url = shop.image('Acme/mug', 'wid=60');
	await expectSubstitute(await addImage(page, 'before', url), 'default-image', 'overload');
	// the next one comes from the document's memory: of it the page only knows what the worker says when it is asked
	await standStillAt(page, { call: /^answer understudy:marks mug/ });
	const image = await addImage(page, 'ill', url);
	await standsStill(page);
	await endProcessOf(first);
	await expectSubstitute(image, 'default-image', 'overload');
	await shop.images.setFault('*', undefined);
	await expect(image).not.toHaveAttribute('data-fallback', /./, { timeout: 10_000 });
	expect((await shown(image)).height).not.toBe(30);
});

for (const [deed, call] of SUBSTITUTING) {
	test(`killed before a worker that substitutes ${deed}: no picture stays broken, and the rules are as before`, async ({
		shop,
	}) => {
		const { first, page } = await openWatched(shop);
		const urls = Array.from({ length: 8 }, (_, index) =>
			shop.image(`Acme/nothing-${index}`, `wid=${50 + index}`),
		);
		urls.push(shop.image('Acme/mug', 'wid=70'));
		let arrive = () => {};
		const until = new Promise<void>((resolve) => {
			arrive = resolve;
		});
		await shop.images.setFault('Acme/mug', { type: 'held', until });
		await standStillAt(page, { call });
		await page.evaluate(
			(html) => document.body.insertAdjacentHTML('beforeend', html),
			urls.map((url) => `<img src="${url}">`).join(''),
		);
		await standsStill(page);
		await endProcessOf(first);
		await shop.images.setFault('Acme/mug', undefined);
		arrive();
		const widths = () =>
			page.locator('img').evaluateAll((all) => all.map((image) => (image as HTMLImageElement).naturalWidth));
		await expect.poll(widths).toEqual([50, 51, 52, 53, 54, 55, 56, 57, 70]);
		// an image that asked the worker about itself in that moment waits ten seconds for the answer
		const marked = page.locator('img[data-fallback="default-image"]');
		await expect(marked).toHaveCount(8, { timeout: 15_000 });
		expect(await shown(page.locator('img').last())).toMatchObject({ width: 70, fallback: undefined });
		const next = await fetchInPage(page, shop.image('Acme/nothing-next', 'wid=80'));
		expect(next.headers['x-image-understudy']).toBe('default-image; reason=missing; status=403');
		const { manifest } = await page.evaluate(() => window.understudy.status());
		expect(manifest?.version).toBe('e2e');
	});
}

/** While another version of the worker is installed, and takes over; the rules are in force already. */
const REPLACING: readonly Point[] = [
	['loads its other parts', /^importScripts sw-install/],
	['fetches the manifest', /^fetch image-fallback/],
	['takes its pages over', /^claim$/],
];

for (const [deed, call] of REPLACING) {
	test(`killed before a new version of the worker ${deed}: the open page is answered, and a new version takes over`, {
		tag: '@drop-in',
	}, async ({ shop }) => {
		const { page } = await openWatched(shop);
		publishWatchedWorker(shop, { call });
		await page.evaluate(async () => void (await navigator.serviceWorker.getRegistration())?.update());
		await standsStill(page);
		shop.server.setFile('/sw.js', shop.worker);
		// both of them: the new one may live in any process
		await stopWorkers(page);
		const image = await addImage(page, 'missing', shop.image('Acme/nothing', 'wid=120'));
		await expectSubstitute(image, 'default-image', 'missing');
		const isNew = () =>
			page.evaluate(async () => {
				const registration = await navigator.serviceWorker.getRegistration();
				await registration?.update().catch(() => {});
				const { installing, waiting, active } = registration ?? {};
				return [installing ?? null, waiting ?? null, active?.state];
			});
		await expect.poll(isNew).toEqual([null, null, 'activated']);
		await expectOneSetOfRules(page);
		const next = await addImage(page, 'next', shop.image('Acme/nothing', 'wid=130'));
		await expectSubstitute(next, 'default-image', 'missing');
	});
}

test('killed before it asks whether a server is back: the page asks again, and heals', async ({ shop }) => {
	const { first, page } = await openWatched(shop);
	await shop.images.setFault('Acme/mug', { type: 'status', status: 503 });
	const image = await addImage(page, 'ill', shop.image('Acme/mug', 'wid=70'));
	await expectSubstitute(image, 'default-image', 'overload');
	await standStillAt(page, { call: /^fetch mug/ });
	await standsStill(page);
	await shop.images.setFault('Acme/mug', undefined);
	await endProcessOf(first);
	// whoever asked the killed worker waits ten seconds for its answer, and asks again after a pause
	await expect(image).not.toHaveAttribute('data-fallback', /./, { timeout: 30_000 });
	expect(await shown(image)).toMatchObject({ width: 70, fallback: undefined });
});
