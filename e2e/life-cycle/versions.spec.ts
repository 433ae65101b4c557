import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import {
	addImage,
	covered,
	events,
	expect,
	expectSubstitute,
	fetchInPage,
	type Shop,
	shown,
	takeClock,
	test,
	updateWorker,
} from '../shop/shop.js';

const CHECK_MS = 10 * 60_000;

const GREEN =
	'<svg xmlns="http://www.w3.org/2000/svg" width="60" height="60"><rect width="60" height="60" fill="#0f0"/></svg>';

/** The worker, as another that differs in nothing that matters. */
function publish(shop: Shop, version: string): void {
	shop.server.setFile('/sw.js', `${shop.worker}\n// ${version}`);
}

/** Waits until the worker that lies there now is installed, and waits for the end of the one before it. */
async function waiting(page: Page): Promise<void> {
	await expect
		.poll(async () => {
			await updateWorker(page);
			return stateOfWaiting(page);
		})
		.toBe('installed');
}

function stateOfWaiting(page: Page): Promise<ServiceWorkerState | undefined> {
	return page.evaluate(async () => (await navigator.serviceWorker.ready).waiting?.state);
}

/** The image server keeps the pictures of these objects back. @returns lets them go */
async function holdBack(shop: Shop, objects: readonly string[]): Promise<() => void> {
	// longer than any browser takes to install a worker
	shop.setManifest({ servers: [{ origin: shop.images.origin, timeoutMs: 30_000 }] });
	let letGo = () => {};
	const until = new Promise<void>((resolve) => {
		letGo = resolve;
	});
	for (const object of objects) await shop.images.setFault(object, { type: 'held', until });
	return letGo;
}

/**
 * Waits until the page is answered by the worker that lies there now.
 *
 * @param letGo what the one before it has waited for happens
 */
async function takenOver(page: Page, letGo = () => {}): Promise<void> {
	await page.evaluate(() => {
		navigator.serviceWorker.addEventListener('controllerchange', () => document.body.append('taken over'), {
			once: true,
		});
	});
	letGo();
	await expect
		.poll(async () => {
			await updateWorker(page);
			return page.locator('body').textContent();
		})
		.toContain('taken over');
}

test('a new worker takes over open pages, old and new, and no image breaks', async ({ shop }) => {
	publish(shop, 'one');
	const old = await shop.openCovered();
	const before = await addImage(old, 'before', shop.image('Acme/nothing', 'wid=50'));
	await expectSubstitute(before, 'default-image', 'missing');
	publish(shop, 'two');
	await takenOver(old);
	const young = await shop.open(`<img id="young" src="${shop.image('Acme/nothing', 'wid=51')}">`);
	await expectSubstitute(young.locator('#young'), 'default-image', 'missing');
	const later = await addImage(old, 'later', shop.image('Acme/nothing', 'wid=52'));
	await expectSubstitute(later, 'default-image', 'missing');
	await expectSubstitute(before, 'default-image', 'missing');
	const well = await addImage(old, 'well', shop.image('Acme/mug', 'wid=53'));
	expect(await shown(well)).toMatchObject({ width: 53, fallback: undefined });
	expect(await events(old, 'error')).toEqual([]);
});

test('images that are under way while a new worker takes over arrive, or are replaced', async ({ shop }) => {
	publish(shop, 'one');
	const letGo = await holdBack(shop, ['Acme/slow']);
	const page = await shop.openCovered();
	const urls = Array.from({ length: 6 }, (_, index) => shop.image('Acme/slow', `wid=${60 + index}`));
	await page.evaluate(
		(html) => document.body.insertAdjacentHTML('beforeend', html),
		urls.map((url) => `<img src="${url}">`).join(''),
	);
	await addImage(page, 'well', shop.image('Acme/mug', 'wid=80'));
	publish(shop, 'two');
	await waiting(page);
	await takenOver(page, letGo);
	await expect
		.poll(() =>
			page
				.locator('img')
				.evaluateAll((all) => all.filter((image) => (image as HTMLImageElement).naturalWidth > 0).length),
		)
		.toBe(7);
});

test('a new worker takes over when the last images have arrived, while others are ill and backgrounds arrive', async ({
	shop,
}) => {
	shop.images.setPicture('Acme/green', GREEN);
	publish(shop, 'one');
	const letGo = await holdBack(shop, ['Acme/nothing', 'Acme/mug']);
	const page = await shop.openCovered();
	await shop.images.setFault('Acme/green', { type: 'status', status: 503 });
	const ill = await addImage(page, 'ill', shop.image('Acme/green', 'wid=60&fmt=png'));
	await expectSubstitute(ill, 'default-image', 'overload');
	// browsers have six connections for a server
	const slow = Array.from({ length: 4 }, (_, index) => shop.image('Acme/nothing', `wid=${60 + index}`));
	const background = shop.image('Acme/mug', 'wid=70');
	await page.evaluate(
		(html) => document.body.insertAdjacentHTML('beforeend', html),
		`${slow.map((url) => `<img class="slow" src="${url}">`).join('')}
		<i style="display: block; height: 40px; background: url('${background}')"></i>`,
	);
	await expect.poll(() => shop.images.requests.map(({ url }) => url).join()).toContain('Acme/mug?wid=70');
	publish(shop, 'two');
	await waiting(page);
	// the old one would be started again by a message, and the new one would wait for minutes
	await takenOver(page, letGo);
	await expect(page.locator('img.slow[data-fallback="default-image"]')).toHaveCount(4);
	await shop.images.setFault('Acme/green', undefined);
	await expect(ill).not.toHaveAttribute('data-fallback', /./);
	expect(await shown(ill)).toMatchObject({ width: 60, height: 60 });
});

/** A worker of the shop's own, as far as that matters here: it waits until its pages are closed. */
const WAITS_ITS_TURN = 'self.skipWaiting = () => Promise.resolve();';

test('a worker that waits for days does not keep the pages of the one in charge waiting', {
	tag: '@drop-in',
}, async ({ shop }) => {
	publish(shop, 'one');
	const page = await shop.openCovered();
	await takeClock(page);
	await shop.open('', { page });
	await covered(page);
	shop.server.setFile('/sw.js', `${WAITS_ITS_TURN}\n${shop.worker}`);
	await waiting(page);
	const first = await addImage(page, 'first', shop.image('Acme/nothing', 'wid=90'));
	await expect
		.poll(async () => {
			await page.clock.runFor(1000);
			return first.getAttribute('data-fallback');
		})
		.toBe('default-image');
	await page.clock.fastForward('01:00');
	await page.clock.pauseAt(new Date(Date.now() + 600_000));
	// no time passes any more
	const second = await addImage(page, 'second', shop.image('Acme/nothing', 'wid=90'));
	await expectSubstitute(second, 'default-image', 'missing');
	expect(await stateOfWaiting(page)).toBe('installed');
});

test('the kill switch works on every open page within one check for a manifest', async ({ shop }) => {
	const page = await shop.openCovered();
	const other = await shop.openCovered();
	await takeClock(page);
	await shop.open('', { page });
	await covered(page);
	const asked = () => shop.server.requests.filter(({ url }) => url === '/image-fallback.json').length;
	const start = asked();
	// once when the page is idle, and then by the checks of a page that stays open
	await expect
		.poll(async () => {
			await page.clock.runFor(CHECK_MS);
			return asked();
		})
		.toBeGreaterThan(start + 1);
	shop.setManifest({ enabled: false });
	await page.clock.runFor(CHECK_MS);
	for (const open of [page, other]) {
		await expect.poll(() => open.evaluate(async () => (await window.understudy.status()).mode)).toBe('off');
		expect(await fetchInPage(open, shop.image('Acme/nothing', 'wid=56'))).toMatchObject({ status: 403 });
	}
});

test('the kill switch of a new worker does not wait for what the one in charge prepares', async ({
	shop,
}) => {
	const page = await shop.openCovered();
	await shop.images.setFault('Acme/never', { type: 'hang' });
	const servers = [{ origin: shop.images.origin, timeoutMs: 100_000 }];
	shop.setManifest({ version: 'second', servers }, { DefaultImage: 'Acme/never' });
	await page.evaluate(() => void window.understudy.update());
	await expect.poll(() => shop.images.requests.some(({ url }) => url.includes('/Acme/never'))).toBe(true);
	shop.setManifest({ enabled: false });
	publish(shop, 'two');
	await updateWorker(page);
	await expect.poll(() => page.evaluate(async () => (await window.understudy.status()).mode)).toBe('off');
	expect(await fetchInPage(page, shop.image('Acme/nothing', 'wid=57'))).toMatchObject({ status: 403 });
});

test('a page that stays open asks the shop for a new manifest now and then, and not while nobody sees it', async ({
	shop,
}) => {
	const page = await shop.openCovered();
	await takeClock(page);
	await shop.open('', { page });
	await covered(page);
	const asked = () => shop.server.requests.filter(({ url }) => url === '/image-fallback.json').length;
	const start = asked();
	const setHidden = (value: string) =>
		page.evaluate((state) => {
			Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
		}, value);
	// the check is set up when the page is idle
	await expect
		.poll(async () => {
			await page.clock.runFor(CHECK_MS);
			return asked();
		})
		.toBeGreaterThan(start);
	await setHidden('hidden');
	// behind the last check, which may be under way
	await page.evaluate(() => window.understudy.update());
	const before = asked();
	await page.clock.runFor(3 * CHECK_MS);
	await page.evaluate(() => window.understudy.status());
	expect(asked()).toBe(before);
	await setHidden('visible');
	await expect
		.poll(async () => {
			await page.clock.runFor(CHECK_MS);
			return asked();
		})
		.toBeGreaterThan(before);
});

test('a manifest that has not changed is not sent again (ETag), and changes nothing', async ({ shop }) => {
	const { origin } = shop.images;
	const text = JSON.stringify({ version: 'tagged', servers: [{ origin }] });
	shop.server.setFile('/image-fallback.json', text, {
		headers: { etag: '"one"', 'cache-control': 'no-cache' },
	});
	const page = await shop.openCovered();
	shop.server.clearLog();
	expect(await page.evaluate(() => window.understudy.update())).toEqual({
		version: 'tagged',
		state: 'unchanged',
	});
	const [request] = shop.server.requests.filter(({ url }) => url === '/image-fallback.json');
	expect(request?.headers['if-none-match']).toBe('"one"');
	expect(request?.status).toBe(304);
	const { manifest } = await page.evaluate(() => window.understudy.status());
	expect(manifest?.version).toBe('tagged');
	const image = await addImage(page, 'mug', shop.image('Acme/mug', 'wid=59'));
	expect(await shown(image)).toMatchObject({ width: 59, fallback: undefined });
});

/** As `npx image-understudy uninstall` writes it. */
function uninstallingWorker(worker: string): string {
	const folder = mkdtempSync(join(tmpdir(), 'uninstall-'));
	try {
		const file = join(folder, 'sw.js');
		writeFileSync(file, worker);
		const program = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
		execFileSync(process.execPath, [program, 'uninstall', folder]);
		return readFileSync(file, 'utf8');
	} finally {
		rmSync(folder, { recursive: true });
	}
}

test('the uninstalling worker removes itself and all that was stored; open pages go on', async ({ shop }) => {
	const page = await shop.openCovered();
	const image = await addImage(page, 'before', shop.image('Acme/nothing', 'wid=57'));
	await expectSubstitute(image, 'default-image', 'missing');
	shop.server.setFile('/sw.js', uninstallingWorker(shop.worker));
	await expect
		.poll(async () => {
			await updateWorker(page);
			return page.evaluate(async () => ({
				caches: await caches.keys(),
				databases: (await indexedDB.databases()).map(({ name }) => name),
				registrations: (await navigator.serviceWorker.getRegistrations()).length,
			}));
		})
		.toEqual({ caches: [], databases: [], registrations: 0 });
	expect(await fetchInPage(page, shop.image('Acme/nothing', 'wid=58'))).toMatchObject({ status: 403 });
	expect(await shown(image)).toMatchObject({ width: 57 });
	// the page stays open, and what it asks is answered
	expect(await page.evaluate(() => window.understudy.status())).toMatchObject({ mode: 'off', servers: [] });
	expect(await page.evaluate(() => window.understudy.repair())).toBe(0);
});
