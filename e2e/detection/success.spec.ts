import { readFileSync } from 'node:fs';
import { covered, events, expect, fetchInPage, shown, stopWorkers, test } from '../shop/shop.js';

test('a good picture is passed through as it is', async ({ shop }) => {
	const page = await shop.openCovered();
	const url = shop.image('Acme/mug', 'wid=200&fmt=png');
	const direct = await fetch(url);
	const layered = await fetchInPage(page, url);
	expect(layered.status).toBe(200);
	expect(layered.type).toBe('cors');
	expect(layered.bytes).toBe((await direct.arrayBuffer()).byteLength);
	expect(layered.headers['x-image-understudy']).toBeUndefined();
	expect(layered.headers['content-type']).toBe('image/png');
});

test('one request reaches the server, with the Accept header of the page', async ({ shop }) => {
	const page = await shop.openCovered();
	shop.images.clearLog();
	await shop.open(`<img src="${shop.image('Acme/mug', 'wid=201')}">`, { page });
	expect(await shown(page.locator('img'))).toMatchObject({ width: 201, fallback: undefined });
	const [request, ...others] = shop.images.requests;
	expect(others).toEqual([]);
	expect(request?.headers.accept).toContain('image/avif');
	expect(await events(page, 'substitute')).toEqual([]);
});

test('a copy in the HTTP cache from before, without CORS headers, does not hide the picture', async ({
	shop,
}) => {
	const url = shop.image('Acme/mug', 'wid=202');
	await shop.images.setFault('Acme/mug', { type: 'no-cors' });
	const page = await shop.open(`<img src="${url}">`);
	await shown(page.locator('img'));
	await covered(page);
	await shop.images.setFault('Acme/mug', undefined);
	await shop.open(`<img src="${url}">`, { page });
	expect(await shown(page.locator('img'))).toMatchObject({ width: 202, fallback: undefined });
	expect(await events(page, 'substitute')).toEqual([]);
});

test('a server without CORS is asked for it once, not for every picture', async ({ shop }) => {
	const page = await shop.openCovered();
	await shop.images.setFault('*', { type: 'no-cors' });
	shop.images.clearLog();
	await shop.open(`<img id="first" src="${shop.image('Acme/mug', 'wid=203')}">`, { page });
	await shown(page.locator('#first'));
	// whether it has CORS headers by now is asked beside the picture
	await expect.poll(() => shop.images.requests.length).toBe(4);
	await page.evaluate(
		(url) => document.body.insertAdjacentHTML('beforeend', `<img id="second" src="${url}">`),
		shop.image('Acme/vase', 'wid=203'),
	);
	await shown(page.locator('#second'));
	expect(shop.images.requests.length).toBe(5);
});

test('a worker that has just been started by the request lets a good picture pass', async ({ shop }) => {
	const page = await shop.openCovered();
	await stopWorkers(page);
	shop.images.clearLog();
	const result = await fetchInPage(page, shop.image('Acme/mug', 'wid=204'));
	expect(result).toMatchObject({ status: 200, type: 'cors' });
	expect(shop.images.requests).toHaveLength(1);
});

test('pictures of other servers are none of its business', async ({ shop }) => {
	shop.setManifest({ servers: [{ origin: 'https://images.example.test' }] });
	const page = await shop.openCovered();
	const { status, headers } = await fetchInPage(page, shop.image('Acme/nothing'));
	expect(status).toBe(403);
	expect(headers['x-image-understudy']).toBeUndefined();
	await stopWorkers(page);
	expect(await fetchInPage(page, shop.image('Acme/nothing'))).toMatchObject({ status: 403 });
});

test('only-if-cached requests and other methods are left alone', async ({ shop }) => {
	const page = await shop.openCovered();
	const head = await fetchInPage(page, shop.image('Acme/nothing'), { method: 'HEAD' });
	expect(head).toMatchObject({ status: 403 });
	const origin = shop.sharedOrigin;
	shop.setManifest({ servers: [{ origin }] });
	const second = await shop.openCovered('', { origin });
	const failed = await second.evaluate(() =>
		fetch('/is/image/Acme/nothing', { cache: 'only-if-cached', mode: 'same-origin' }).then(
			({ headers }) => headers.get('x-image-understudy'),
			() => 'network error',
		),
	);
	expect(failed).toBe('network error');
});

test('a worker that may not ask the image server stands aside, and says so', async ({ shop }) => {
	shop.server.setFile('/sw.js', readFileSync(new URL('../../dist/sw.js', import.meta.url)), {
		headers: { 'content-security-policy': "default-src 'self'" },
	});
	const page = await shop.openCovered();
	const urls = [206, 207, 208].map((width) => shop.image('Acme/mug', `wid=${width}`));
	await shop.open(urls.map((url) => `<img src="${url}">`).join(''), { page });
	await expect
		.poll(() =>
			page
				.locator('img')
				.evaluateAll((images) => images.map((image) => (image as HTMLImageElement).naturalWidth)),
		)
		.toEqual([206, 207, 208]);
	await expect(page.locator('[data-fallback]')).toHaveCount(0);
	await expect
		.poll(() => events(page, 'error'))
		.toContainEqual(expect.objectContaining({ message: expect.stringContaining('Content-Security-Policy') }));
});
