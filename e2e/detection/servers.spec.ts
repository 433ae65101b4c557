import type { Page } from '@playwright/test';
import { test } from '../shop/own-server.js';
import {
	addImage,
	events,
	expect,
	expectSubstitute,
	fetchInPage,
	pixel,
	shown,
	stopWorkers,
} from '../shop/shop.js';

const GREEN = '0,255,0,255';
/**
 * All thirty may be under way before the first answer says that there is no CORS; one of them is asked for anew, past
 * the cache before and after the page's own way has worked.
 */
const PROBES = 32;

const COOKIE = 'shopper=42';

/** Every site of this machine shares its cookies, whatever the port. */
function setCookie(page: Page): Promise<void> {
	return page.context().addCookies([{ name: 'shopper', value: '42', url: page.url() }]);
}

test('a server that wants cookies, and may be told by scripts: credentials include, warm and cold', async ({
	shop,
	startOwnServer,
}) => {
	const headers = {
		'access-control-allow-origin': shop.server.origin,
		'access-control-allow-credentials': 'true',
	};
	const server = await startOwnServer({ headers, cookie: COOKIE });
	shop.setManifest({ servers: [{ origin: server.origin, credentials: 'include' }] });
	const page = await shop.openCovered();
	await setCookie(page);
	const asked = server.cookies.length;
	const warm = await addImage(page, 'warm', server.image('warm'));
	expect(await shown(warm)).toMatchObject({ width: 60, fallback: undefined });
	expect(server.cookies.slice(asked)).toEqual([expect.stringContaining(COOKIE)]);
	await stopWorkers(page);
	const cold = await addImage(page, 'cold', server.image('cold'));
	expect(await shown(cold)).toMatchObject({ width: 60, fallback: undefined });
	expect(await events(page, 'substitute')).toEqual([]);
});

test('observe: the picture of a server that wants cookies, which the page would have got, is shown', async ({
	shop,
	startOwnServer,
}) => {
	const server = await startOwnServer({ headers: { 'access-control-allow-origin': '*' }, cookie: COOKIE });
	shop.setManifest({ servers: [{ origin: server.origin }], mode: 'observe' });
	const page = await shop.openCovered();
	await setCookie(page);
	const image = await addImage(page, 'observed', server.image('observed'));
	await expect(image).toHaveJSProperty('naturalWidth', 60);
	await expect(image).not.toHaveAttribute('data-fallback');
});

test('observe: a picture that comes later than timeoutMs comes all the same', async ({
	shop,
	startOwnServer,
}) => {
	const headers = { 'access-control-allow-origin': '*' };
	const server = await startOwnServer({ headers, delayMs: 2500 });
	const servers = [{ origin: server.origin, timeoutMs: 1000 }];
	shop.setManifest({ servers, mode: 'observe' }, { DefaultImage: 'no-image' });
	const page = await shop.openCovered();
	const url = server.image('slow');
	const image = await addImage(page, 'slow', url);
	await expect(image).toHaveJSProperty('naturalWidth', 60);
	await expect(image).not.toHaveAttribute('data-fallback');
	await expect
		.poll(() => events(page, 'substitute'))
		.toContainEqual(expect.objectContaining({ url, reason: 'timeout', observed: true }));
});

for (const state of ['warm', 'cold'] as const) {
	test(`timeoutMs of the manifest counts for a ${state} worker`, async ({ shop, startOwnServer }) => {
		const headers = { 'access-control-allow-origin': '*' };
		const server = await startOwnServer({ headers, delayMs: 4000 });
		shop.setManifest({ servers: [{ origin: server.origin, timeoutMs: 1000 }] });
		const page = await shop.openCovered();
		if (state === 'cold') await stopWorkers(page);
		const reply = await fetchInPage(page, server.image('slow'));
		expect(reply.headers['x-image-understudy']).toBe('default-image; reason=timeout; status=0');
	});
}

for (const state of ['warm', 'cold'] as const) {
	test(`thirty pictures at once from a server without CORS are asked for about once each, ${state}`, async ({
		shop,
		startOwnServer,
	}) => {
		const server = await startOwnServer();
		shop.setManifest({ servers: [{ origin: server.origin }] });
		const page = await shop.openCovered();
		if (state === 'cold') await stopWorkers(page);
		const before = server.cookies.length;
		const images = Array.from({ length: 30 }, (_, index) => `<img src="${server.image(`number-${index}`)}">`);
		await page.evaluate((html) => document.body.insertAdjacentHTML('beforeend', html), images.join(''));
		await expect
			.poll(() =>
				page
					.locator('img')
					.evaluateAll(
						(all) => all.filter((image) => (image as HTMLImageElement).naturalWidth === 60).length,
					),
			)
			.toBe(30);
		expect(server.cookies.length - before).toBeLessThanOrEqual(30 + PROBES);
		await expect(page.locator('[data-fallback]')).toHaveCount(0);
	});
}

test('repair() brings back a missing picture that was remembered and is there by now', async ({ shop }) => {
	const page = await shop.openCovered();
	const url = shop.image('Acme/late', 'wid=90&fmt=png');
	await shop.open(`<img src="${url}">`, { page });
	const image = page.locator('img');
	await expectSubstitute(image, 'default-image', 'missing');
	shop.images.setPicture(
		'Acme/late',
		'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><rect width="90" height="90" fill="#0f0"/></svg>',
	);
	expect(await page.evaluate(() => window.understudy.repair())).toBe(1);
	await expect(image).not.toHaveAttribute('data-fallback');
	await expect(image).toHaveJSProperty('naturalHeight', 90);
	expect(await pixel(image, 45, 45)).toBe(GREEN);
	// and it is there for the next page, which asks as any page does
	await shop.open(`<img src="${url}">`, { page });
	expect(await shown(page.locator('img'))).toMatchObject({ height: 90, fallback: undefined });
});
