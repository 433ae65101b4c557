import type { Page } from '@playwright/test';
import {
	addImage,
	expect,
	expectSubstitute,
	fetchInPage,
	plainPicture,
	shown,
	stopWorkers,
	test,
} from '../shop/shop.js';
import { bundledWorker } from '../workers/worker-of.js';

test.beforeEach(async ({ shop }) => {
	for (const name of ['warm', 'cold']) {
		shop.server.setFile(`/${name}.png`, await plainPicture(70, 70, '#0f0'), { contentType: 'image/png' });
	}
});

/** Paths of the pictures that the shop's own route has kept. */
function kept(page: Page): Promise<string[]> {
	return page.evaluate(async () => {
		const requests = await (await caches.open('shop-pictures')).keys();
		return requests.map(({ url }) => new URL(url).pathname);
	});
}

for (const state of ['warm', 'cold'] as const) {
	test(`a worker of the shop's own, ${state}: the layer covers the image server, the shop's route the rest`, async ({
		shop,
	}) => {
		const page = await shop.openCovered();
		const wake = async () => void (state === 'cold' && (await stopWorkers(page)));
		await wake();
		const missing = await addImage(page, 'missing', shop.image('Acme/nothing', 'wid=60'));
		expect(await expectSubstitute(missing, 'default-image', 'missing')).toMatchObject({ width: 60 });
		await wake();
		const well = await addImage(page, 'well', shop.image('Acme/mug', 'wid=61'));
		expect(await shown(well)).toMatchObject({ width: 61, fallback: undefined });
		await wake();
		const logo = await addImage(page, 'logo', `/${state}.png`);
		expect(await shown(logo)).toMatchObject({ width: 70, fallback: undefined });
		await expect.poll(() => kept(page)).toEqual([`/${state}.png`]);
	});
}

test('the shop’s own route answers from its cache while the layer does not know its rules yet', async ({
	shop,
}) => {
	const page = await shop.openCovered();
	await shown(await addImage(page, 'first', '/warm.png'));
	await expect.poll(() => kept(page)).toEqual(['/warm.png']);
	shop.server.setFile('/warm.png', 'Not found', { status: 404 });
	await shop.open('', { page });
	await stopWorkers(page);
	const again = await addImage(page, 'again', '/warm.png');
	expect(await shown(again)).toMatchObject({ width: 70, fallback: undefined });
});

test('the strategy in a route of the shop’s own: it has rules, and what the route leaves out is left alone', async ({
	shop,
}) => {
	shop.server.setFile('/sw.js', await bundledWorker('own-route.js'));
	const page = await shop.openCovered();
	const missing = await addImage(page, 'missing', shop.image('Acme/nothing', 'wid=60'));
	expect(await expectSubstitute(missing, 'default-image', 'missing')).toMatchObject({ width: 60 });
	const thumb = await fetchInPage(page, shop.image('Acme/nothing-thumb', 'wid=61'));
	expect(thumb.headers['x-image-understudy']).toBeUndefined();
});
