import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { coloursOf, places } from '../shop/places.js';
import { covered, events, expect, type Shop, test } from '../shop/shop.js';

const GREEN =
	'<svg xmlns="http://www.w3.org/2000/svg" width="60" height="60"><rect width="60" height="60" fill="#0f0"/></svg>';

/** A URL for each place of a page. */
function placesIn(shop: Shop): string {
	shop.images.setPicture('Acme/green', GREEN);
	return places((name) => shop.image('Acme/green', `wid=60&fmt=png&place=${name}`));
}

async function expectAll(page: Page, colour: string): Promise<void> {
	await expect
		.poll(async () => [...new Set(Object.values(await coloursOf(page)))], { timeout: 15_000 })
		.toEqual([colour]);
}

test('first visit: backgrounds, SVG images, posters and image buttons that broke are replaced', async ({
	shop,
}) => {
	const body = placesIn(shop);
	await shop.images.setFault('*', { type: 'missing' });
	const page = await shop.open(body);
	await expectAll(page, 'blue');
});

test('first visit: pictures that are well are not asked for again', async ({ shop }) => {
	const page = await shop.open(placesIn(shop));
	await covered(page);
	await expectAll(page, 'green');
	await page.evaluate(() => window.understudy.status());
	const urls = shop.images.requests.map(({ url }) => url);
	expect(urls.length).toBe(new Set(urls).size);
});

for (const [name, fault, colour] of [
	['half a picture', { type: 'truncated' }, 'yellow'],
	['no CORS and a 404', { type: 'no-cors', status: 404 }, 'blue'],
] as const) {
	test(`${name} in backgrounds, SVG images, posters and image buttons is replaced`, async ({ shop }) => {
		const page = await shop.openCovered();
		const body = placesIn(shop);
		await shop.images.setFault('*', fault);
		await shop.open(body, { page });
		await expectAll(page, colour);
	});
}

test('a style sheet of another file, and one that came later, are repaired with their relative addresses', async ({
	shop,
}) => {
	const origin = shop.sharedOrigin;
	shop.setManifest({ servers: [{ origin }] });
	shop.images.setPicture('Acme/green', GREEN);
	await shop.images.setFault('*', { type: 'missing' });
	shop.server.setFile(
		'/styles/shop.css',
		`[data-place=sheet] { background: url('../is/image/Acme/green?wid=60&fmt=png') center/cover }`,
	);
	const page = await shop.open(
		`<link rel="stylesheet" href="/styles/shop.css">
		<div data-place="sheet" style="width:40px;height:40px"></div>
		<div data-place="adopted" style="width:40px;height:40px"></div>
		<script>
			const sheet = new CSSStyleSheet();
			sheet.replaceSync("[data-place=adopted] { background: url('/is/image/Acme/green?wid=50&fmt=png') center/cover }");
			document.adoptedStyleSheets = [sheet];
		</script>`,
		{ origin },
	);
	await expectAll(page, 'blue');
	expect(await events(page, 'error')).toEqual([]);
});

test('fonts, style sheets and videos of a server of pictures are none of them', async ({ shop }) => {
	const { origin } = shop.server;
	const font = await readFile(new URL('../goldens/font/arimo-latin-400-normal.woff2', import.meta.url));
	const files = { '/a.woff2': font, '/more.css': 'p { color: red }', '/film.mp4': Buffer.alloc(1000, 7) };
	for (const [path, body] of Object.entries(files)) {
		shop.server.setFile(path, body, { headers: { 'Cache-Control': 'max-age=600' } });
	}
	shop.setManifest({ servers: [{ origin, protocol: 'plain', catalog: 'Acme' }] });
	const page = await shop.openCovered();
	await shop.open(
		`<style>
			@import url("/more.css");
			@font-face { font-family: Shop; src: url("/a.woff2") }
			p { font-family: Shop }
			[data-place] { width: 40px; height: 40px }
		</style>
		<p>A text</p>
		<video src="/film.mp4" poster="/gone.jpg?w=40&h=40"></video>`,
		{ page },
	);
	await page.evaluate(() => document.fonts.ready);
	// what is asked for last is looked after last
	await page.evaluate(() => {
		document.body.insertAdjacentHTML(
			'beforeend',
			'<i data-place="last" style="display: block; background: url(/gone.png) center/cover"></i>',
		);
	});
	await expect
		.poll(async () => (await events(page, 'substitute')).map(({ url }) => url))
		.toContain(`${origin}/gone.png`);
	await page.evaluate(() => window.understudy.status());
	const replaced = (await events(page, 'substitute')).map(({ url }) => new URL(String(url)).pathname);
	expect(new Set(replaced)).toEqual(new Set(['/gone.jpg', '/gone.png']));
	const asked = shop.server.requests.map(({ url }) => new URL(url, origin).pathname);
	for (const path of Object.keys(files)) {
		expect(
			asked.filter((one) => one === path),
			path,
		).toHaveLength(1);
	}
});
