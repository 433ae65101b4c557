import type { Locator, Page } from '@playwright/test';
import { test } from '../shop/own-server.js';
import { coloursAt } from '../shop/places.js';
import { addImage, covered, expect, expectSubstitute, plainPicture, type Shop, shown } from '../shop/shop.js';

/** How soon a page is well after its server is back. */
const SOON = { timeout: 10_000 };

const GREEN =
	'<svg xmlns="http://www.w3.org/2000/svg" width="60" height="60"><rect width="60" height="60" fill="#0f0"/></svg>';

test.beforeEach(({ shop }) => shop.images.setPicture('Acme/green', GREEN));

/** URL of a green picture, while the server is well. */
function green(shop: Shop, query: string): string {
	return shop.image('Acme/green', `fmt=png&${query}`);
}

/** A square of the page with a style. */
function square(id: string, style = ''): string {
	return `<i id="${id}" style="display: block; width: 40px; height: 40px; ${style}"></i>`;
}

async function expectColour(places: readonly Locator[], colour: string): Promise<void> {
	const colourOf = async (place: Locator) =>
		Object.values(await coloursAt([{ name: '', x: 20, y: 20 }], await place.screenshot()))[0];
	for (const place of places) await expect.poll(() => colourOf(place), SOON).toBe(colour);
}

async function expectWell(image: Locator): Promise<void> {
	await expect(image).not.toHaveAttribute('data-fallback', /./, SOON);
	await expectColour([image], 'green');
}

// what the page does decides here, not who hands requests on to the layer
test.describe('ways in which a page asks for pictures', { tag: '@drop-in' }, () => {
	test('redirects: to a picture, to a server without CORS, to nothing', async ({ shop, startOwnServer }) => {
		const other = await startOwnServer();
		const page = await shop.openCovered();
		const targets = {
			here: green(shop, 'wid=33'),
			there: other.image('mug'),
			nowhere: shop.image('Acme/nothing'),
		};
		for (const [name, location] of Object.entries(targets)) {
			const headers = { location };
			await shop.images.setFault(`Acme/${name}`, { type: 'status', status: 302, headers });
		}
		const image = (name: string) => addImage(page, name, shop.image(`Acme/${name}`, 'wid=50'));
		expect(await shown(await image('here'))).toMatchObject({ width: 33, fallback: undefined });
		expect(await shown(await image('there'))).toMatchObject({ width: 60, fallback: undefined });
		await expectSubstitute(await image('nowhere'), 'default-image', 'missing');
	});

	test('<picture>: the mark comes and goes with the source that the window chooses', async ({ shop }) => {
		const page = await shop.openCovered();
		const narrow = { width: 400, height: 400 };
		await page.setViewportSize(narrow);
		await shop.open(
			`<picture>
				<source media="(min-width: 700px)" srcset="${shop.image('Acme/nothing', 'wid=120')}">
				<img src="${green(shop, 'wid=60')}">
			</picture>`,
			{ page },
		);
		const image = page.locator('img');
		await expectWell(image);
		await page.setViewportSize({ width: 800, height: 400 });
		expect((await expectSubstitute(image, 'default-image', 'missing')).width).toBe(120);
		await page.setViewportSize(narrow);
		await expect(image).toHaveJSProperty('naturalWidth', 60);
		await expectWell(image);
	});

	test('a page that is left and comes back is healed', async ({ shop }) => {
		const page = await shop.openCovered();
		await shop.images.setFault('*', { type: 'status', status: 503 });
		await shop.open(`<img src="${green(shop, 'wid=60')}">`, { page });
		await expectSubstitute(page.locator('img'), 'default-image', 'overload');
		await shop.open('', { page });
		await shop.images.setFault('*', undefined);
		await page.goBack();
		await expectWell(page.locator('img'));
	});

	test('imported sheets, layers, containers, nesting and variables: replaced on a first visit, and healed', async ({
		shop,
	}) => {
		await shop.images.setFault('*', { type: 'status', status: 503 });
		shop.server.setFile(
			'/shop.css',
			`@import "/more.css" layer(base);
			@layer top { #layer { background: url("${green(shop, 'wid=51')}") center/cover } }`,
		);
		shop.server.setFile('/more.css', `#import { background: url("${green(shop, 'wid=50')}") center/cover }`);
		const page = await shop.open(
			`<link rel="stylesheet" href="/shop.css">
			<style>
				:root { --picture: url("${green(shop, 'wid=52')}") }
				#variable { background: var(--picture) center/cover }
				main { container-type: inline-size; & #nested { background: url("${green(shop, 'wid=53')}") center/cover } }
				@container (min-width: 1px) { #container { background: url("${green(shop, 'wid=54')}") center/cover } }
			</style>
			<main>${['import', 'layer', 'variable', 'nested', 'container'].map((id) => square(id)).join('')}</main>`,
		);
		const places = await page.locator('i').all();
		expect(places).toHaveLength(5);
		await expectColour(places, 'blue');
		await shop.images.setFault('*', undefined);
		await expectColour(places, 'green');
	});

	test('a mask that fails does not hide what it masks', async ({ shop }) => {
		const page = await shop.openCovered();
		const mask = shop.image('Acme/nothing', 'wid=40&hei=40&fmt=png');
		await shop.open(square('masked', `background: #0f0; mask: url('${mask}') center/cover`), { page });
		await expectColour([page.locator('#masked')], 'green');
	});

	test('a picture that is preloaded and shown is asked for once', async ({ shop }) => {
		const page = await shop.openCovered();
		const url = shop.image('Acme/nothing', 'wid=46');
		shop.images.clearLog();
		await shop.open(`<link rel="preload" as="image" href="${url}"><img src="${url}">`, { page });
		await expectSubstitute(page.locator('img'), 'default-image', 'missing');
		expect(shop.images.requests).toHaveLength(1);
	});

	test('scripts: a blob, a bitmap, a worker of the page; a stream that is given up', async ({ shop }) => {
		const page = await shop.openCovered();
		const widthOf = `async (url) => (await createImageBitmap(await (await fetch(url)).blob())).width`;
		shop.server.setFile(
			'/worker.js',
			`onmessage = async ({ data }) => postMessage(await (${widthOf})(data));`,
			{
				contentType: 'text/javascript',
			},
		);
		const inWorker = page.evaluate(
			(url) =>
				new Promise((resolve) => {
					const worker = new Worker('/worker.js');
					worker.onmessage = ({ data }) => resolve(data);
					worker.postMessage(url);
				}),
			shop.image('Acme/nothing', 'wid=49&fmt=png'),
		);
		expect(await inWorker).toBe(49);
		const shownWidth = await page.evaluate(
			async (url) => {
				const image = new Image();
				image.src = URL.createObjectURL(await (await fetch(url)).blob());
				await image.decode();
				return image.naturalWidth;
			},
			shop.image('Acme/nothing', 'wid=44&fmt=png'),
		);
		expect(shownWidth).toBe(44);
		await shop.images.setFault('*', { type: 'stalled' });
		const givenUp = await page.evaluate(
			async (url) => {
				const controller = new AbortController();
				const reader = (await fetch(url, { signal: controller.signal })).body?.getReader();
				const first = await reader?.read();
				controller.abort();
				const error: unknown = await reader?.read().catch((reason) => reason.name);
				return { bytes: first?.value?.length, error };
			},
			green(shop, 'wid=300'),
		);
		expect(givenUp).toEqual({ bytes: expect.any(Number), error: 'AbortError' });
	});

	test('one picture as a plain image, with CORS and with a fragment: all are healed', async ({ shop }) => {
		const page = await shop.openCovered();
		await shop.images.setFault('*', { type: 'reset' });
		const url = green(shop, 'wid=60');
		await shop.open(`<img src="${url}"><img crossorigin src="${url}"><img src="${url}#part">`, { page });
		const images = await page.locator('img').all();
		for (const image of images) await expectSubstitute(image, 'default-image', 'network');
		await shop.images.setFault('*', undefined);
		for (const image of images) await expectWell(image);
	});

	test('one picture of a server without CORS: the plain image shows it beside one that asks with CORS', async ({
		shop,
		startOwnServer,
	}) => {
		const server = await startOwnServer();
		shop.setManifest({ servers: [{ origin: server.origin }] });
		const page = await shop.openCovered();
		const url = server.image('mug');
		await shop.open(`<img id="cors" crossorigin src="${url}"><img id="plain" src="${url}">`, { page });
		await expectSubstitute(page.locator('#cors'), 'default-image', 'network');
		expect(await shown(page.locator('#plain'))).toMatchObject({ width: 60, fallback: undefined });
	});

	test('what the shop itself shows on an error stays', async ({ shop }) => {
		const own = await plainPicture(77, 77, '#0f0');
		shop.server.setFile('/own.png', own, { contentType: 'image/png' });
		await shop.images.setFault('*', { type: 'no-cors', status: 404 });
		const html = `<img src="${shop.image('Acme/nothing')}" onerror="this.onerror = null; this.src = '/own.png'">`;
		const expectOwn = async (page: Page) => {
			await expect(page.locator('img')).toHaveJSProperty('naturalWidth', 77);
			await page.evaluate(() => window.understudy.status());
			expect(await shown(page.locator('img'))).toMatchObject({ width: 77, fallback: undefined });
		};
		const page = await shop.open(html);
		await covered(page);
		await expectOwn(page);
		await shop.open(html, { page });
		await expectOwn(page);
	});

	test('a browser that denies all storage: pictures pass, missing ones are replaced', async ({ shop }) => {
		const denied = `for (const name of ['indexedDB', 'caches']) Object.defineProperty(self, name, {
			get() { throw new DOMException('denied', 'SecurityError'); },
		});`;
		shop.server.setFile('/sw.js', `${denied}\n${shop.worker}`);
		const html = `<img id="well" src="${green(shop, 'wid=60')}"><img id="missing" src="${shop.image('Acme/nothing')}">`;
		const page = await shop.open(html);
		await expectSubstitute(page.locator('#missing'), 'default-image', 'missing');
		await expectWell(page.locator('#well'));
		await shop.open(html, { page });
		await expectSubstitute(page.locator('#missing'), 'default-image', 'missing');
		await expectWell(page.locator('#well'));
	});
});
