import type { Page } from '@playwright/test';
import { expect, fetchInPage, plainPicture, type Shop, test } from '../shop/shop.js';

/** What the layer says of its own time, in the response to a script of the page. */
async function timingOf(page: Page, url: string): Promise<{ kind: string | undefined; took: number }> {
	const { headers } = await fetchInPage(page, url);
	const [, kind, took] = /^understudy;desc="(.*)";dur=(\d+\.\d)$/.exec(headers['server-timing'] ?? '') ?? [];
	expect(headers['x-image-understudy']).toMatch(new RegExp(`^${kind};`));
	return { kind, took: Number(took) };
}

const substitutes: readonly (readonly [kind: string, prepare: (shop: Shop) => string | Promise<string>])[] = [
	['default-image', (shop) => shop.image('Acme/nothing', 'wid=60')],
	['error-image', (shop) => shop.image('Acme/mug', 'wid=nonsense')],
	[
		'layer-default',
		async (shop) => {
			shop.setManifest({}, { DefaultImageMode: 1 });
			shop.images.setPicture('Acme/shelf', await plainPicture(100, 100, '#f00'));
			return shop.image('Acme/shelf', 'wid=60&layer=1&src=Acme/nothing&size=20,20');
		},
	],
];

for (const [kind, prepare] of substitutes) {
	test(`${kind}: a script reads how long it took, when it is made and when it is repeated`, async ({
		shop,
	}) => {
		const url = await prepare(shop);
		const page = await shop.openCovered();
		const made = await timingOf(page, url);
		expect(made).toEqual({ kind, took: expect.any(Number) });
		shop.images.clearLog();
		const repeated = await timingOf(page, url);
		expect(repeated).toEqual({ kind, took: expect.any(Number) });
		// neither the server is waited for again, nor is anything drawn
		expect(shop.images.requests).toEqual([]);
	});
}

test('the page’s own measurements have it, too', async ({ shop }) => {
	const page = await shop.openCovered();
	const url = shop.image('Acme/nothing', 'wid=61');
	await fetchInPage(page, url);
	const timings = await page.evaluate(
		(address) =>
			performance
				.getEntriesByName(address)
				.flatMap((entry) => (entry as PerformanceResourceTiming).serverTiming)
				.map(({ name, description }) => ({ name, description })),
		url,
	);
	expect(timings).toEqual([{ name: 'understudy', description: 'default-image' }]);
});

test('nothing is added where nothing is replaced: a good picture, and any in mode observe', async ({
	shop,
}) => {
	const page = await shop.openCovered();
	const good = await fetchInPage(page, shop.image('Acme/mug', 'wid=62'));
	expect(good).toMatchObject({ status: 200 });
	expect(good.headers).not.toHaveProperty('server-timing');
	shop.setManifest({ version: 'observed', mode: 'observe' });
	await page.evaluate(() => window.understudy.update());
	const observed = await fetchInPage(page, shop.image('Acme/nothing', 'wid=62'));
	expect(observed).toMatchObject({ status: 403 });
	expect(observed.headers).not.toHaveProperty('server-timing');
	expect(observed.headers).not.toHaveProperty('x-image-understudy');
});
