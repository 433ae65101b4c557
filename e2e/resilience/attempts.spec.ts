import { test } from '../shop/own-server.js';
import { addImage, events, expect, expectSubstitute, fetchInPage, shown, stopWorkers } from '../shop/shop.js';

const HEADER = 'x-image-understudy';

test('a page that asks fifty times for a missing image asks the server once', async ({ shop }) => {
	const page = await shop.openCovered();
	const url = shop.image('Acme/nothing', 'wid=50');
	shop.images.clearLog();
	const kinds = await page.evaluate(async (address) => {
		const replies = await Promise.all(
			Array.from({ length: 50 }, () => fetch(address, { cache: 'no-store' })),
		);
		return replies.map(({ headers }) => headers.get('x-image-understudy'));
	}, url);
	expect(new Set(kinds)).toEqual(new Set(['default-image; reason=missing; status=403']));
	expect(shop.images.requests).toHaveLength(1);
});

test('equal requests: of a silent server the later ones wait no longer than the first', async ({ shop }) => {
	const timeoutMs = 3000;
	shop.setManifest({ servers: [{ origin: shop.images.origin, timeoutMs }] });
	const page = await shop.openCovered();
	await shop.images.setFault('*', { type: 'hang' });
	const [first = 0, second = 0] = await page.evaluate(
		async (address) => {
			const ask = async () => {
				const start = performance.now();
				await fetch(address);
				return performance.now() - start;
			};
			const before = ask();
			await new Promise((resolve) => setTimeout(resolve, 1500));
			return Promise.all([before, ask()]);
		},
		shop.image('Acme/mug', 'wid=53'),
	);
	expect(first).toBeGreaterThanOrEqual(timeoutMs);
	expect(second).toBeLessThan(timeoutMs);
	expect(shop.images.requests).toHaveLength(1);
});

test('an error is believed for a while: the server is not asked again, and a server that heals is', async ({
	shop,
}) => {
	const page = await shop.openCovered();
	await shop.images.setFault('*', { type: 'status', status: 500 });
	const urls = [shop.image('Acme/mug', 'wid=51'), shop.image('Acme/vase', 'wid=51')] as const;
	for (const url of urls) await fetchInPage(page, url);
	shop.images.clearLog();
	expect((await fetchInPage(page, urls[0])).headers[HEADER]).toBe('default-image; reason=server; status=500');
	expect(shop.images.requests).toEqual([]);
	await shop.images.setFault('*', undefined);
	// the reload of one picture tells that the server is well, for all of them
	await fetchInPage(page, urls[0], { cache: 'reload' });
	expect((await fetchInPage(page, urls[1])).headers[HEADER]).toBeUndefined();
});

test('an unreachable server costs a page one time-out, not one for each image', async ({
	shop,
	startOwnServer,
}) => {
	const timeoutMs = 2000;
	const server = await startOwnServer({ delayMs: 60_000, headers: { 'access-control-allow-origin': '*' } });
	shop.setManifest({ servers: [{ origin: server.origin, timeoutMs }] });
	const page = await shop.openCovered();
	const took = await page.evaluate(
		async ([first, second, third]) => {
			const start = performance.now();
			const early = fetch(first as string);
			// asked for when the first has waited for most of its time
			await new Promise((resolve) => setTimeout(resolve, 1600));
			await Promise.all([early, fetch(second as string)]);
			const middle = performance.now();
			await fetch(third as string);
			return { both: middle - start, third: performance.now() - middle };
		},
		[server.image('a'), server.image('b'), server.image('c')],
	);
	expect(took.both).toBeLessThan(1600 + timeoutMs);
	expect(took.third).toBeLessThan(timeoutMs);
	await stopWorkers(page);
	// the first request of a worker's life does not wait for the database
	const start = Date.now();
	expect((await fetchInPage(page, server.image('d'))).headers[HEADER]).toBe(
		'default-image; reason=timeout; status=0',
	);
	expect(Date.now() - start).toBeLessThan(timeoutMs);
});

test('a server that is gone is tried again by and by, and pictures come when it is back', async ({
	shop,
}) => {
	const page = await shop.openCovered();
	await shop.images.setFault('*', { type: 'gone' });
	for (const id of ['a', 'b', 'c']) await fetchInPage(page, shop.image(`Acme/${id}`, 'wid=52'));
	const { servers } = await page.evaluate(() => window.understudy.status());
	expect(servers).toHaveLength(1);
	await shop.images.setFault('*', undefined);
	await expect
		.poll(
			async () =>
				(await fetchInPage(page, shop.image('Acme/mug', `wid=53&x=${Date.now()}`))).headers[HEADER] ?? 'well',
		)
		.toBe('well');
});

test('a connection that is reset once is tried again, and the picture is shown', async ({ shop }) => {
	const page = await shop.openCovered();
	await shop.images.setFault('Acme/mug', { type: 'reset', times: 1 });
	const { headers, status } = await fetchInPage(page, shop.image('Acme/mug', 'wid=55'));
	expect(status).toBe(200);
	expect(headers[HEADER]).toBeUndefined();
});

test('Retry-After within bounds is waited for, once', async ({ shop }) => {
	const origin = shop.sharedOrigin;
	shop.setManifest({ servers: [{ origin }] });
	const page = await shop.openCovered('', { origin });
	const busy = (seconds: string) =>
		({ type: 'status', status: 503, headers: { 'retry-after': seconds } }) as const;
	await shop.images.setFault('Acme/mug', { ...busy('1'), times: 1 });
	expect((await fetchInPage(page, '/is/image/Acme/mug?wid=56')).headers[HEADER]).toBeUndefined();
	await shop.images.setFault('Acme/vase', busy('1'));
	shop.images.clearLog();
	expect((await fetchInPage(page, '/is/image/Acme/vase?wid=56')).headers[HEADER]).toBe(
		'default-image; reason=overload; status=503',
	);
	expect(shop.images.requests).toHaveLength(2);
	await shop.images.setFault('Acme/shelf', busy('100'));
	shop.images.clearLog();
	await fetchInPage(page, '/is/image/Acme/shelf?wid=56');
	expect(shop.images.requests).toHaveLength(1);
});

for (const [name, fault] of [
	['missing', { type: 'missing' }],
	['overload', { type: 'status', status: 503 }],
	['network', { type: 'reset' }],
	['content', { type: 'html' }],
] as const) {
	test(`mirrors: ${name} is answered by the second server`, async ({ shop, startOwnServer }) => {
		const mirror = await startOwnServer({ headers: { 'access-control-allow-origin': '*' } });
		const servers = [
			{ origin: shop.images.origin, mirrors: [{ origin: 'http://gone.invalid' }, { origin: mirror.origin }] },
		];
		shop.setManifest({ servers });
		const page = await shop.openCovered();
		await shop.images.setFault('Acme/mug', fault);
		const image = await addImage(page, 'mug', shop.image('Acme/mug', 'wid=57'));
		expect(await shown(image)).toMatchObject({ width: 60, height: 30, fallback: undefined });
	});
}

for (const [name, headers, expected] of [
	['its picture is shown', { 'access-control-allow-origin': '*' }, { width: 60, fallback: undefined }],
	['what cannot be read is replaced', {}, { width: 59, fallback: 'default-image' }],
] as const) {
	test(`mirrors: the page's policy does not name the mirror: ${name}`, async ({ shop, startOwnServer }) => {
		const mirror = await startOwnServer({ headers });
		shop.setManifest({ servers: [{ origin: shop.images.origin, mirrors: [{ origin: mirror.origin }] }] });
		const page = await shop.openCovered();
		await page.evaluate((origin) => {
			const policy = document.createElement('meta');
			policy.httpEquiv = 'Content-Security-Policy';
			policy.content = `img-src ${origin}`;
			document.head.append(policy);
		}, shop.images.origin);
		await shop.images.setFault('Acme/mug', { type: 'missing' });
		const image = await addImage(page, 'mug', shop.image('Acme/mug', 'wid=59'));
		await expect(image).not.toHaveJSProperty('naturalWidth', 0);
		expect(await shown(image)).toMatchObject(expected);
	});
}

test('mirrors: one that is back heals the page, though the server itself is still away', async ({ shop }) => {
	const gone = 'http://gone.invalid';
	shop.setManifest({ servers: [{ origin: gone, mirrors: [{ origin: shop.images.origin }] }] });
	await shop.images.setFault('*', { type: 'status', status: 503 });
	const page = await shop.openCovered();
	const images = [1, 2, 3, 4].map((number) =>
		addImage(page, `ill-${number}`, `${gone}/is/image/Acme/mug?wid=6${number}`),
	);
	for (const image of await Promise.all(images)) await expectSubstitute(image, 'default-image', 'network');
	await shop.images.setFault('*', undefined);
	for (const image of await Promise.all(images)) {
		await expect(image).not.toHaveAttribute('data-fallback', /./, { timeout: 10_000 });
	}
	expect((await shown(page.locator('#ill-1'))).width).toBe(61);
});

test('mirrors: of several without CORS, the one that has the picture is found', async ({
	shop,
	startOwnServer,
}) => {
	const gone = 'http://gone.invalid';
	const mirrors = [await startOwnServer({ cookie: 'never' }), await startOwnServer()];
	shop.setManifest({ servers: [{ origin: gone, mirrors: mirrors.map(({ origin }) => ({ origin })) }] });
	const page = await shop.openCovered();
	const image = await addImage(page, 'mug', `${gone}/is/image/Acme/mug?wid=57`);
	await expect(image).toHaveJSProperty('naturalWidth', 60, { timeout: 10_000 });
	expect(await shown(image)).toMatchObject({ height: 30, fallback: undefined });
});

test('mirrors: where none has the picture, and for what the server refuses, the substitute is shown', async ({
	shop,
	startOwnServer,
}) => {
	const mirror = await startOwnServer({ headers: { 'access-control-allow-origin': '*' }, cookie: 'never' });
	shop.setManifest({ servers: [{ origin: shop.images.origin, mirrors: [{ origin: mirror.origin }] }] });
	const page = await shop.openCovered();
	expect((await fetchInPage(page, shop.image('Acme/nothing', 'wid=58'))).headers[HEADER]).toBe(
		'default-image; reason=missing; status=403',
	);
	expect(mirror.cookies).toHaveLength(1);
	await shop.images.setFault('Acme/mug', { type: 'status', status: 401 });
	await fetchInPage(page, shop.image('Acme/mug', 'wid=58'));
	expect(mirror.cookies).toHaveLength(1);
});

test('a page asks which image shows a substitute, also after the worker was stopped', async ({ shop }) => {
	const page = await shop.openCovered();
	const url = shop.image('Acme/nothing', 'wid=59');
	await fetchInPage(page, url);
	await stopWorkers(page);
	const marks = await page.evaluate(async (address) => {
		const { port1, port2 } = new MessageChannel();
		const reply = new Promise<{ marks: unknown }>((resolve) => {
			port1.onmessage = ({ data }) => resolve(data);
		});
		const message = { type: 'understudy:marks', urls: [address] };
		navigator.serviceWorker.controller?.postMessage(message, [port2]);
		return (await reply).marks;
	}, url);
	expect(marks).toEqual([{ url, kind: 'default-image', reason: 'missing' }]);
});

test('the network returns: what could not be reached is asked for at once', async ({ shop }) => {
	const page = await shop.openCovered();
	const context = page.context();
	await context.setOffline(true);
	const image = await addImage(page, 'mug', shop.image('Acme/mug', 'wid=54'));
	await expectSubstitute(image, 'default-image', 'network');
	await context.setOffline(false);
	// the emulation tells the page before it tells the worker
	await page.evaluate(() => window.dispatchEvent(new Event('online')));
	await expect(image).not.toHaveAttribute('data-fallback');
	expect(await shown(image)).toMatchObject({ width: 54 });
});

test('pictures that a content blocker keeps back do not take the good ones with them', async ({
	shop,
	context,
}) => {
	await context.route(/banner/, (route) => route.abort('blockedbyclient'));
	const page = await shop.openCovered();
	// slower than the second attempts of what is blocked
	await shop.images.setFault('*', { type: 'slow-head', ms: 800 });
	const image = (object: string, index: number) =>
		`<img src="${shop.image(`Acme/${object}`, `wid=${index + 40}`)}">`;
	const indexes = [...Array(5).keys()];
	await shop.open(indexes.map((index) => image('banner', index) + image('mug', index)).join(''), { page });
	await expect(page.locator('img[data-fallback]')).toHaveCount(5);
	for (const good of await page.locator('img[src*=mug]').all()) {
		expect(await shown(good)).toMatchObject({ fallback: undefined });
	}
	const replaced = (await events(page, 'substitute')).map(({ url }) => url);
	expect(replaced.filter((url) => url.includes('mug'))).toEqual([]);
});
