import type { Locator, Page } from '@playwright/test';
import { test } from '../shop/own-server.js';
import {
	covered,
	events,
	expect,
	expectSubstitute,
	fetchInPage,
	pixel,
	setVisibility,
	shown,
	stopWorkers,
	takeClock,
} from '../shop/shop.js';

/** Adds an image to the page. */
async function add(page: Page, url: string, id = 'added'): Promise<Locator> {
	await page.evaluate(
		([address, name]) => {
			const image = new Image();
			image.id = name;
			image.src = address;
			document.body.append(image);
		},
		[url, id] as const,
	);
	return page.locator(`#${id}`);
}

/** Waits until the worker has answered all that the page asked it before. */
async function heard(page: Page): Promise<void> {
	await page.evaluate(() => window.understudy.status());
}

test('register() after unregister(), while another tab keeps the old worker alive', async ({ shop }) => {
	const page = await shop.openCovered();
	const other = await shop.openCovered();
	expect(await page.evaluate(() => window.understudy.unregister())).toBe(true);
	await shop.open(`<img src="${shop.image('Acme/nothing', 'wid=50')}">`, { page });
	await covered(page);
	await expectSubstitute(page.locator('img'), 'default-image', 'missing');
	await expectSubstitute(await add(page, shop.image('Acme/nothing', 'wid=60')), 'default-image', 'missing');
	await other.close();
});

test('unregister(), while another tab keeps the worker alive: nothing is stored again, also after a restart', async ({
	shop,
}) => {
	const page = await shop.openCovered();
	const other = await shop.openCovered();
	expect(await page.evaluate(() => window.understudy.unregister())).toBe(true);
	await stopWorkers(other);
	const reply = await fetchInPage(other, shop.image('Acme/nothing', 'wid=70'));
	expect(reply).toMatchObject({ status: 403 });
	expect(reply.headers).not.toHaveProperty('x-image-understudy');
	await other.evaluate(() => window.understudy.update().catch(() => {}));
	const left = await other.evaluate(async () => ({
		caches: await caches.keys(),
		manifest: (await window.understudy.status()).manifest,
	}));
	expect(left).toEqual({ caches: [], manifest: undefined });
});

test('register() again on a page that is covered: the same object, nothing twice', {
	tag: '@drop-in',
}, async ({ shop }) => {
	const page = await shop.openCovered();
	const said: string[] = [];
	page.on('console', (message) => said.push(message.text()));
	const isSame = await page.evaluate(async () => {
		const { register } = await import(`${location.origin}/index.js`);
		await register({ url: '/nowhere.js', scope: '/elsewhere/' }).catch(() => {});
		return (await register()) === window.understudy;
	});
	expect(isSame).toBe(true);
	shop.setManifest('{ "servers": 1 }');
	await page.evaluate(() => window.understudy.update().catch(() => {}));
	await expect.poll(() => events(page, 'error')).not.toHaveLength(0);
	await heard(page);
	const failures = said.filter((text) => text.startsWith('[image-understudy]'));
	expect(failures.length).toBe((await events(page, 'error')).length);
});

test('register() again after unregister() on the same page', async ({ shop }) => {
	const page = await shop.openCovered();
	await page.evaluate(async () => {
		const { register } = await import(`${location.origin}/index.js`);
		await window.understudy.unregister();
		window.registered = register();
		window.understudy = await window.registered;
	});
	await covered(page);
	const image = await add(page, shop.image('Acme/nothing', 'wid=50'));
	await expectSubstitute(image, 'default-image', 'missing');
});

test('unregister() works although the worker is silent', { tag: '@drop-in' }, async ({ shop }) => {
	const page = await shop.openCovered();
	shop.server.setFile('/silent.js', "addEventListener('install', () => skipWaiting())");
	await takeClock(page);
	await page.evaluate(async () => {
		const { register } = await import(`${location.origin}/index.js`);
		window.understudy = await register({ url: '/silent.js', scope: '/silent/' });
	});
	await expect
		.poll(() =>
			page.evaluate(
				async () => (await navigator.serviceWorker.getRegistration('/silent/'))?.active?.state ?? 'none',
			),
		)
		.toBe('activated');
	const removed = page.evaluate(() => window.understudy.unregister());
	await page.clock.fastForward(10_000);
	expect(await removed).toBe(true);
	expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(1);
});

test('unregister() during an installation leaves nothing behind', async ({ shop }) => {
	const page = await shop.openCovered();
	await shop.images.setFault('Acme/lamp', { type: 'slow-body', ms: 1500 });
	shop.setManifest({ version: 'slow' }, { DefaultImage: 'Acme/lamp' });
	const left = await page.evaluate(async () => {
		const started = new Promise((resolve) => {
			window.understudy.addEventListener('progress', resolve, { once: true });
		});
		const updated = window.understudy.update().catch(() => {});
		await started;
		await Promise.all([window.understudy.unregister(), updated]);
		return { caches: await caches.keys(), databases: (await indexedDB.databases()).map(({ name }) => name) };
	});
	expect(left).toEqual({ caches: [], databases: [] });
});

for (const mode of ['observe', 'off'] as const) {
	test(`mode ${mode}: a broken image is left alone`, async ({ shop }) => {
		shop.setManifest({ mode });
		const page = await shop.openCovered();
		await shop.images.setFault('Acme/mug', { type: 'no-cors', status: 404 });
		const image = await add(page, shop.image('Acme/mug', 'wid=70'));
		await expect(image).toHaveJSProperty('complete', true);
		await heard(page);
		shop.images.clearLog();
		expect(await page.evaluate(() => window.understudy.repair())).toBe(0);
		await heard(page);
		expect(shop.images.requests).toEqual([]);
		expect(await image.evaluate((element) => (element as HTMLImageElement).naturalWidth)).toBe(0);
	});
}

test('new rules: broken images are asked for again by themselves', async ({ shop }) => {
	shop.setManifest({ mode: 'off' });
	const page = await shop.openCovered();
	const image = await add(page, shop.image('Acme/nothing', 'wid=70'));
	await expect(image).toHaveJSProperty('complete', true);
	shop.setManifest({ version: 'second' });
	await page.evaluate(() => window.understudy.update());
	await expectSubstitute(image, 'default-image', 'missing');
});

test('a good picture stays unmarked when its URL fails later', async ({ shop }) => {
	const page = await shop.openCovered();
	const url = shop.image('Acme/mug', 'wid=75');
	const image = await add(page, url);
	expect(await shown(image)).toMatchObject({ width: 75 });
	await shop.images.setFault('*', { type: 'missing' });
	await fetchInPage(page, url, { cache: 'reload' });
	await expect.poll(() => events(page, 'substitute')).toHaveLength(1);
	await heard(page);
	await expect(image).not.toHaveAttribute('data-fallback');
});

test('a URL that failed before is not marked when it is well', async ({ shop }) => {
	const page = await shop.openCovered();
	const url = shop.image('Acme/mug', 'wid=76');
	await shop.images.setFault('*', { type: 'missing' });
	await fetchInPage(page, url, { cache: 'reload' });
	await expect.poll(() => events(page, 'substitute')).toHaveLength(1);
	await shop.images.setFault('*', undefined);
	await fetchInPage(page, url, { cache: 'reload' });
	const image = await add(page, url);
	expect(await shown(image)).toMatchObject({ width: 76 });
	await heard(page);
	await expect(image).not.toHaveAttribute('data-fallback');
});

test('an image that showed a substitute and then breaks is not marked', { tag: '@drop-in' }, async ({
	shop,
}) => {
	const page = await shop.openCovered();
	const image = await add(page, shop.image('Acme/nothing', 'wid=77'));
	await expectSubstitute(image, 'default-image', 'missing');
	await image.evaluate((element) => {
		(element as HTMLImageElement).src = '/never.png';
	});
	await expect(image).not.toHaveAttribute('data-fallback');
	await expect(image).not.toHaveAttribute('data-fallback-reason');
	expect(await events(page, 'heal')).toEqual([]);
});

test('an image that was loaded outside of the document is marked when it comes in', {
	tag: '@drop-in',
}, async ({ shop }) => {
	const page = await shop.openCovered();
	await page.evaluate(
		async (url) => {
			const heard = new Promise((resolve) => {
				window.understudy.addEventListener('substitute', resolve, { once: true });
			});
			const image = new Image();
			image.src = url;
			await Promise.all([heard, image.decode()]);
			const figure = document.createElement('figure');
			figure.append(image);
			document.body.append(figure);
		},
		shop.image('Acme/nothing', 'wid=78'),
	);
	await expectSubstitute(page.locator('figure img'), 'default-image', 'missing');
});

test('an image that broke outside of the document is replaced when it comes in', async ({ shop }) => {
	const page = await shop.openCovered();
	await shop.images.setFault('Acme/mug', { type: 'no-cors', status: 404 });
	await page.evaluate(
		async (url) => {
			const image = new Image();
			image.src = url;
			await image.decode().catch(() => {});
			document.body.append(image);
		},
		shop.image('Acme/mug', 'wid=79'),
	);
	await expectSubstitute(page.locator('img'), 'default-image', 'decode');
});

test('repair() heals images of a server without CORS', async ({ shop }) => {
	const page = await shop.openCovered();
	await shop.images.setFault('Acme/mug', { type: 'no-cors', status: 404 });
	const image = await add(page, shop.image('Acme/mug', 'wid=80'));
	await expectSubstitute(image, 'default-image', 'decode');
	// the page would look by itself, too
	await setVisibility(page, 'hidden');
	await shop.images.setFault('Acme/mug', { type: 'no-cors' });
	expect(await page.evaluate(() => window.understudy.repair())).toBe(1);
	await expect(image).not.toHaveAttribute('data-fallback');
	// the mug is not as wide as high, as the default image is not: its height tells them apart
	expect((await shown(image)).height).not.toBe(40);
});

test('repair() heals images of a server that wants cookies', async ({ shop, startOwnServer }) => {
	const headers = {
		'access-control-allow-origin': shop.server.origin,
		'access-control-allow-credentials': 'true',
	};
	const server = await startOwnServer({ headers, cookie: 'repaired=1' });
	shop.setManifest({ servers: [{ origin: server.origin, credentials: 'include' }] });
	const page = await shop.openCovered();
	const image = await add(page, server.image('locked'));
	await expectSubstitute(image, 'error-image', 'refused');
	await page.context().addCookies([{ name: 'repaired', value: '1', url: page.url() }]);
	expect(await page.evaluate(() => window.understudy.repair())).toBe(1);
	await expect(image).not.toHaveAttribute('data-fallback');
	expect(await shown(image)).toMatchObject({ width: 60, height: 30 });
});

test('repair() heals images of all kinds', { tag: '@drop-in' }, async ({ shop }) => {
	const page = await shop.openCovered();
	await shop.images.setFault('*', { type: 'status', status: 500 });
	const url = (width: number) => shop.image('Acme/mug', `wid=${width}`);
	await shop.open(
		`<img crossorigin src="${url(91)}"><img srcset="${url(92)} 1x">
		<picture><source srcset="${url(93)} 1x"><img></picture>
		<picture><source srcset="${url(94)} 1x"><img src="${url(95)}"></picture>`,
		{ page },
	);
	const marked = page.locator('img[data-fallback="default-image"]');
	await expect(marked).toHaveCount(4);
	await shop.images.setFault('*', undefined);
	expect(await page.evaluate(() => window.understudy.repair())).toBe(4);
	await expect(marked).toHaveCount(0);
	expect(await events(page, 'heal')).toHaveLength(4);
});

test('repair() of a server without CORS that is still ill ends in the substitute again', async ({ shop }) => {
	const page = await shop.openCovered();
	await shop.images.setFault('Acme/mug', { type: 'no-cors', status: 404 });
	const image = await add(page, shop.image('Acme/mug', 'wid=81'));
	await expectSubstitute(image, 'default-image', 'decode');
	for (let time = 0; time < 4; time += 1) {
		await page.evaluate(() => window.understudy.repair());
		await expectSubstitute(image, 'default-image', 'decode');
	}
});

test('repair() keeps what it shows while the server is ill, without a flicker', { tag: '@drop-in' }, async ({
	shop,
}) => {
	const page = await shop.openCovered();
	await shop.images.setFault('*', { type: 'status', status: 500 });
	const image = await add(page, shop.image('Acme/mug', 'wid=82&fmt=png'));
	await expectSubstitute(image, 'default-image', 'server');
	await image.evaluate((element) => {
		const note = () => document.body.setAttribute('data-flicker', '');
		for (const type of ['load', 'error']) element.addEventListener(type, note);
	});
	expect(await page.evaluate(() => window.understudy.repair())).toBe(0);
	await expect(page.locator('body')).not.toHaveAttribute('data-flicker');
	expect(await pixel(image, 10, 10)).toBe('0,0,255,255');
});

test('images that are asked for again keep their attributes', { tag: '@drop-in' }, async ({ shop }) => {
	const url = shop.image('Acme/nothing', 'wid=83');
	const origin = shop.sharedOrigin;
	shop.setManifest({ servers: [{ origin: shop.images.origin }, { origin }] });
	const page = await shop.open(
		`<img id="srcset" srcset="${url} 1x"><img id="relative" src="is/image/Acme/nothing?wid=84">
		<picture><source srcset="${url}5 1x"><img id="picture"></picture>`,
		{ origin },
	);
	for (const id of ['srcset', 'relative', 'picture']) {
		await expectSubstitute(page.locator(`#${id}`), 'default-image', 'missing');
	}
	await expect(page.locator('#srcset')).not.toHaveAttribute('src');
	await expect(page.locator('#relative')).toHaveAttribute('src', 'is/image/Acme/nothing?wid=84');
	await expect(page.locator('#picture')).not.toHaveAttribute('src');
	await expect(page.locator('#picture')).not.toHaveAttribute('srcset');
});

/** A worker that says nothing of the marks of images any more, once it is told so. */
const SILENT_WHEN_TOLD = `addEventListener('message', (event) => {
	if (event.data === 'be silent') self.isSilent = true;
	if (self.isSilent && event.data?.type === 'understudy:marks') event.stopImmediatePropagation();
});`;

test('a picture that failed long ago and is well now is not marked, though the worker is silent', {
	tag: '@drop-in',
}, async ({ shop }) => {
	shop.server.setFile('/sw.js', `${SILENT_WHEN_TOLD}\n${shop.worker}`);
	const page = await shop.openCovered();
	await takeClock(page);
	await shop.open('', { page });
	await covered(page);
	const url = shop.image('Acme/mug', 'wid=85');
	await shop.images.setFault('*', { type: 'missing' });
	const before = await add(page, url, 'before');
	await expectSubstitute(before, 'default-image', 'missing');
	await before.evaluate((image) => image.remove());
	await shop.images.setFault('*', undefined);
	await fetchInPage(page, url, { cache: 'reload' });
	await page.evaluate(() => navigator.serviceWorker.controller?.postMessage('be silent'));
	await page.clock.fastForward('01:00');
	const image = await add(page, url);
	expect(await shown(image)).toMatchObject({ width: 85 });
	await page.clock.fastForward('00:11');
	await heard(page);
	await expect(image).not.toHaveAttribute('data-fallback');
});
