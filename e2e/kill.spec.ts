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
} from './shop.js';
import {
	endProcessOf,
	publishWatchedWorker,
	standStillAt,
	standsStill,
	type WatchedPoint,
} from './watched-worker.js';

/** How long after the beginning of a piece of work the worker is killed, in milliseconds. */
const INSTALLING = [0, 20, 60, 120, 200, 400, 800];
const UPDATING = [0, 10, 30, 60, 100, 200, 400];

/** Where the worker is in the midst of a substitution when it is killed. */
const SUBSTITUTING: readonly (readonly [place: string, point: WatchedPoint])[] = [
	['the picture is asked for', 'fetch'],
	['the page that asks is looked for', 'get'],
	['the failed answer is read', 'clone'],
	['the rules are read', 'readonly'],
	['a substitute that was drawn before is looked for', 'match'],
	['the default image is decoded', 'createImageBitmap'],
	['the substitute is encoded', 'convertToBlob'],
	['the substitute is kept', 'put'],
	['the failure is written down', 'readwrite'],
	['the page is told, and then answered', 'postMessage'],
];

/** What kills every worker of the browser at once, ready to be used. */
async function killer(page: Page): Promise<() => Promise<void>> {
	const session = await page.context().newCDPSession(page);
	await session.send('ServiceWorker.enable');
	return async () => {
		await session.send('ServiceWorker.stopAllWorkers');
	};
}

function after(milliseconds: number): Promise<void> {
	return new Promise((resolve) => {
		setTimeout(resolve, milliseconds);
	});
}

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

for (const milliseconds of INSTALLING) {
	test(`killed ${milliseconds} ms after a page asked for its installation: the next page is covered`, async ({
		shop,
		context,
	}) => {
		const page = await context.newPage();
		const kill = await killer(page);
		const opening = shop
			.open(`<img src="${shop.image('Acme/nothing', 'wid=50')}">`, { page })
			.catch(() => {});
		await after(milliseconds);
		await kill();
		await opening;
		await shop.open(`<img src="${shop.image('Acme/nothing', 'wid=60')}">`, { page });
		await covered(page);
		await expectSubstitute(page.locator('img'), 'default-image', 'missing');
	});
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

for (const milliseconds of UPDATING) {
	test(`killed ${milliseconds} ms after it began to update its rules: the old ones or the new ones, nothing else`, async ({
		shop,
	}) => {
		const page = await shop.openCovered();
		const kill = await killer(page);
		await setSecond(shop);
		await page.evaluate(() => void window.understudy.update().catch(() => {}));
		await after(milliseconds);
		await kill();
		const reply = await fetchInPage(page, shop.image('Acme/nothing', 'wid=100&fmt=png'));
		expect(reply.headers['x-image-understudy']).toBe('default-image; reason=missing; status=403');
		await page.evaluate(
			(url) => document.body.insertAdjacentHTML('beforeend', `<img src="${url}">`),
			shop.image('Acme/nothing', 'wid=120'),
		);
		const { height } = await expectSubstitute(page.locator('img'), 'default-image', 'missing');
		// the first default image is half as high as wide
		expect([60, 120]).toContain(height);
		// and nothing is in the way of the whole
		await expect
			.poll(() => page.evaluate(() => window.understudy.update().catch(() => undefined)))
			.toMatchObject({ version: 'second' });
		const whole = await fetchInPage(page, shop.image('Acme/nothing', 'wid=130'));
		expect(whole.headers['x-image-understudy']).toBe('default-image; reason=missing; status=403');
		const { manifest } = await page.evaluate(() => window.understudy.status());
		expect(manifest?.version).toBe('second');
	});
}

for (const [place, point] of SUBSTITUTING) {
	test(`killed before ${place}: no picture stays broken, and the rules are as before`, async ({ shop }) => {
		publishWatchedWorker(shop);
		// the worker lives in the process of the page that installs it
		const first = await shop.open();
		await covered(first);
		const page = await shop.open();
		await covered(page);
		const urls = Array.from({ length: 8 }, (_, index) =>
			shop.image(`Acme/nothing-${index}`, `wid=${50 + index}`),
		);
		urls.push(shop.image('Acme/mug', 'wid=70'));
		await standStillAt(page, point);
		await standsStill(page, urls.map((url) => `<img src="${url}">`).join(''));
		await endProcessOf(first);
		const widths = () =>
			page.locator('img').evaluateAll((all) => all.map((image) => (image as HTMLImageElement).naturalWidth));
		await expect.poll(widths).toEqual([50, 51, 52, 53, 54, 55, 56, 57, 70]);
		await expect(page.locator('img[data-fallback="default-image"]')).toHaveCount(8);
		expect(await shown(page.locator('img').last())).toMatchObject({ width: 70, fallback: undefined });
		const next = await fetchInPage(page, shop.image('Acme/nothing-next', 'wid=80'));
		expect(next.headers['x-image-understudy']).toBe('default-image; reason=missing; status=403');
		const { manifest } = await page.evaluate(() => window.understudy.status());
		expect(manifest?.version).toBe('e2e');
	});
}
