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

test('a worker that was stopped between two images answers the second as the first', async ({ shop }) => {
	const page = await shop.openCovered();
	await shop.open(`<img id="first" src="${shop.image('Acme/nothing', 'wid=50')}">`, { page });
	await expectSubstitute(page.locator('#first'), 'default-image', 'missing');
	await stopWorkers(page);
	await page.evaluate(
		(url) => document.body.insertAdjacentHTML('beforeend', `<img id="second" src="${url}">`),
		shop.image('Acme/nothing', 'wid=60'),
	);
	await expectSubstitute(page.locator('#second'), 'default-image', 'missing');
});

test('a missing image is not asked for again within its time, also after a restart', async ({ shop }) => {
	const page = await shop.openCovered();
	const url = shop.image('Acme/nothing', 'wid=50');
	await fetchInPage(page, url);
	shop.images.clearLog();
	for (let time = 0; time < 5; time += 1) await fetchInPage(page, url, { cache: 'no-store' });
	expect(shop.images.requests).toEqual([]);
	await stopWorkers(page);
	// the first request of a worker's life does not wait for the database
	await fetchInPage(page, shop.image('Acme/mug', 'wid=50'));
	await page.evaluate(() => window.understudy.status());
	shop.images.clearLog();
	await fetchInPage(page, url, { cache: 'no-store' });
	expect(shop.images.requests).toEqual([]);
	await fetchInPage(page, url, { cache: 'reload' });
	expect(shop.images.requests).toHaveLength(1);
});

test('equal substitutes are rendered once and then come from the cache', async ({ shop }) => {
	const page = await shop.openCovered();
	const urls = Array.from({ length: 30 }, (_, index) => shop.image(`Acme/nothing-${index}`, 'wid=70'));
	await shop.open(urls.map((url) => `<img src="${url}">`).join(''), { page });
	await expect(page.locator('img[data-fallback="default-image"]')).toHaveCount(30);
	const kept = () =>
		page.evaluate(async () => {
			const name = (await caches.keys()).find((key) => key.includes('renderings')) ?? '';
			return (await (await caches.open(name)).keys()).filter(({ url }) =>
				decodeURIComponent(url).includes('wid=70'),
			).length;
		});
	await expect.poll(kept).toBe(1);
});

test('offline: a page from the HTTP cache shows default images, with both servers gone', async ({ shop }) => {
	const page = await shop.openCovered();
	await shop.open(`<img id="kept" src="${shop.image('Acme/mug', 'wid=80')}">`, { page });
	expect(await shown(page.locator('#kept'))).toMatchObject({ width: 80, fallback: undefined });
	await Promise.all([shop.images.stop(), shop.server.stop()]);
	await page.goto(page.url());
	// the picture itself is in the HTTP cache, another is not; the script of the page is not either
	expect(await shown(page.locator('#kept'))).toMatchObject({ width: 80 });
	expect(await pixel(page.locator('#kept'), 0, 20)).not.toBe('0,0,255,255');
	const other = await addImage(page, 'other', shop.image('Acme/lamp', 'wid=80&fmt=png'));
	expect(await shown(other)).toMatchObject({ width: 80, height: 40 });
	expect(await pixel(other, 0, 20)).toBe('0,0,255,255');
	await Promise.all([shop.images.start(), shop.server.start()]);
});

test('two tabs: each hears of its own images', async ({ shop }) => {
	const first = await shop.openCovered();
	const second = await shop.openCovered();
	const url = shop.image('Acme/nothing', 'wid=50');
	await second.evaluate(
		(address) => document.body.insertAdjacentHTML('beforeend', `<img src="${address}">`),
		url,
	);
	await expectSubstitute(second.locator('img'), 'default-image', 'missing');
	await expect.poll(() => events(second, 'substitute')).toHaveLength(1);
	expect(await events(first, 'substitute')).toEqual([]);
});

test('two tabs: both hear of new rules', async ({ shop }) => {
	const first = await shop.openCovered();
	const second = await shop.openCovered();
	shop.setManifest({ version: 'second' });
	await first.evaluate(() => window.understudy.update());
	for (const page of [first, second]) {
		await expect
			.poll(() => events(page, 'manifest'))
			.toContainEqual({ type: 'manifest', version: 'second', state: 'installed' });
	}
});

test('repair() brings back the picture once the server is well, and the mark goes', async ({ shop }) => {
	const page = await shop.openCovered();
	await shop.images.setFault('*', { type: 'status', status: 500 });
	const url = shop.image('Acme/mug', 'wid=90');
	await shop.open(`<img src="${url}">`, { page });
	const image = page.locator('img');
	await expectSubstitute(image, 'default-image', 'server');
	await shop.images.setFault('*', undefined);
	expect(await page.evaluate(() => window.understudy.repair())).toBe(1);
	await expect(image).not.toHaveAttribute('data-fallback');
	await expect.poll(() => events(page, 'heal')).toEqual([{ type: 'heal', url }]);
});

test('unregister() leaves nothing behind', async ({ shop }) => {
	const page = await shop.openCovered();
	await fetchInPage(page, shop.image('Acme/nothing', 'wid=50'));
	expect(await page.evaluate(() => window.understudy.unregister())).toBe(true);
	const left = await page.evaluate(async () => ({
		caches: await caches.keys(),
		databases: (await indexedDB.databases()).map(({ name }) => name),
		registrations: (await navigator.serviceWorker.getRegistrations()).length,
	}));
	expect(left).toEqual({ caches: [], databases: [], registrations: 0 });
	await page.goto('about:blank');
	shop.server.setFile('/plain.html', '<!doctype html><title>plain</title>');
	await page.goto(`${shop.server.origin}/plain.html`);
	expect(await fetchInPage(page, shop.image('Acme/nothing', 'wid=50'))).toMatchObject({ status: 403 });
});

test('a worker script that is not there: register() says so', async ({ shop }) => {
	const page = await shop.openCovered();
	const message = await page.evaluate(async () => {
		const { register } = await import(`${location.origin}/index.js`);
		return register({ url: '/nowhere.js', scope: '/elsewhere/' }).then(
			() => '',
			(error: Error) => error.message,
		);
	});
	expect(message).toContain('/nowhere.js');
});

test('a page without service workers is left alone', async ({ shop }) => {
	const page = await shop.open();
	await covered(page);
	const status = await page.evaluate(async () => {
		Object.defineProperty(Navigator.prototype, 'serviceWorker', { value: undefined, configurable: true });
		const { register } = await import(`${location.origin}/index.js`);
		return (await register()).status();
	});
	expect(status).toMatchObject({ supported: false, controlled: false, mode: 'off' });
});

test('half an installation is none: without its second script the worker is not installed', {
	tag: '@drop-in',
}, async ({ shop }) => {
	shop.server.setFile('/sw-fallback.js', 'Not found', { status: 404 });
	const page = await shop.open();
	await expect
		.poll(() => events<{ message: string }>(page, 'error'))
		.toContainEqual(
			expect.objectContaining({ code: 'internal', message: expect.stringContaining('sw-fallback.js') }),
		);
	expect(await fetchInPage(page, shop.image('Acme/nothing'))).toMatchObject({ status: 403 });
	await expect
		.poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length))
		.toBe(0);
});
