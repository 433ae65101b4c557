import { covered, events, expect, expectSubstitute, plainPicture, shown, test } from '../shop/shop.js';

test('images that broke before the worker was there are asked for again', async ({ shop }) => {
	const page = await shop.open(
		`<img id="missing" src="${shop.image('Acme/nothing', 'wid=120')}">
		<picture><source srcset="${shop.image('Acme/nothing', 'wid=240')} 1x"><img id="picture" src="/never.png"></picture>
		<img id="well" src="${shop.image('Acme/mug', 'wid=120')}">`,
	);
	await expectSubstitute(page.locator('#missing'), 'default-image', 'missing');
	const { width } = await expectSubstitute(page.locator('#picture'), 'default-image', 'missing');
	expect(width).toBe(240);
	expect(await shown(page.locator('#well'))).toMatchObject({ width: 120, fallback: undefined });
});

test('a template without an object, which has no slash before its query, is asked for again', async ({
	shop,
}) => {
	const attributes = { DefaultImage: 'no-image', RootPath: '/fallback/' };
	const records = { 'no-image': { Path: 'no-image.png' } };
	shop.setManifest({
		catalogs: {
			default: { attributes: { ...attributes, DefaultImage: 'Acme/no-image' } },
			Acme: { attributes, records },
		},
	});
	const page = await shop.open(`<img src="${shop.images.origin}/is/image?layer=0&src=Acme/nothing&wid=80">`);
	await expectSubstitute(page.locator('img'), 'default-image', 'missing');
});

test('the page hears how the installation goes on', async ({ shop }) => {
	const page = await shop.open();
	await covered(page);
	const steps = await events<{ step: string; done: number; total: number }>(page, 'progress');
	expect(steps.map(({ step }) => step)).toEqual(expect.arrayContaining(['rules', 'assets', 'done']));
	expect(steps.filter(({ step }) => step === 'assets').at(-1)).toMatchObject({ done: 2, total: 2 });
	expect(await events(page, 'manifest')).toEqual([{ type: 'manifest', version: 'e2e', state: 'installed' }]);
});

test('what a substitute needs is there before anything fails', async ({ shop }) => {
	const page = await shop.openCovered();
	await shop.images.stop();
	await page.evaluate(
		(url) => document.body.insertAdjacentHTML('beforeend', `<img src="${url}">`),
		shop.image('Acme/mug', 'wid=100'),
	);
	await expectSubstitute(page.locator('img'), 'default-image', 'network');
	expect(shop.server.requests.filter(({ url }) => url.startsWith('/fallback/'))).toHaveLength(1);
	await shop.images.start();
});

test('a default image without a record comes from the image server itself', async ({ shop }) => {
	shop.images.setPicture('Acme/small', await plainPicture(400, 200, '#00f'));
	shop.setManifest({}, { DefaultImage: 'Acme/small' });
	const page = await shop.openCovered();
	await shop.images.stop();
	await page.evaluate(
		(url) => document.body.insertAdjacentHTML('beforeend', `<img src="${url}">`),
		shop.image('Acme/lamp', 'wid=100'),
	);
	const { width } = await expectSubstitute(page.locator('img'), 'default-image', 'network');
	expect(width).toBe(100);
	await shop.images.start();
});

test('status() tells what is in force', async ({ shop }) => {
	const page = await shop.openCovered();
	const status = await page.evaluate(() => window.understudy.status());
	expect(status).toMatchObject({
		supported: true,
		controlled: true,
		mode: 'on',
		manifest: { url: `${shop.server.origin}/image-fallback.json`, version: 'e2e' },
		servers: [`${shop.images.origin}/is/image/`],
	});
});
