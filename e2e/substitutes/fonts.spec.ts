import { readFileSync } from 'node:fs';
import type { Locator } from '@playwright/test';
import { blockFont } from '../../src/tooling/testing/block-font.js';
import {
	covered,
	events,
	expect,
	expectSubstitute,
	pixel,
	type Shop,
	stopWorkers,
	test,
} from '../shop/shop.js';

/** A text in a font whose every character is a block: 30 px, black on yellow. */
const MODIFIER = 'size=300,300&bgc=ffff00&text=%7B\\fonttbl%7B\\f0 Acme Sans;%7D%7D\\f0\\fs60 iiii';

const SANS = { regular: '/fonts/sans.ttf' };

function setManifest(shop: Shop, fonts: object): void {
	const attributes = { ErrorImage: 'onError', DefaultImage: '' };
	const records = { onError: { Modifier: MODIFIER } };
	shop.setManifest({ catalogs: { default: {}, Acme: { attributes, records, fonts } } });
}

async function showErrorImage(shop: Shop, page: Awaited<ReturnType<Shop['open']>>): Promise<Locator> {
	await shop.open(`<img src="${shop.image('Acme/nothing', 'fmt=png')}">`, { page });
	const image = page.locator('img');
	await expectSubstitute(image, 'error-image', 'missing');
	return image;
}

const BLACK = '0,0,0,255';
const YELLOW = '255,255,0,255';

test('the error image in a font of the catalog, which the installation has kept', async ({ shop }) => {
	shop.server.setFile('/fonts/sans.ttf', blockFont(), { contentType: 'font/ttf' });
	setManifest(shop, { 'Acme Sans': SANS });
	const page = await shop.openCovered();
	await stopWorkers(page);
	shop.server.setFile('/fonts/sans.ttf', '', { status: 404 });
	shop.server.clearLog();
	const image = await showErrorImage(shop, page);
	// four blocks of 30 px
	expect(await pixel(image, 10, 15)).toBe(BLACK);
	expect(await pixel(image, 115, 15)).toBe(BLACK);
	expect(await pixel(image, 125, 15)).toBe(YELLOW);
	expect(await events(page, 'error')).toEqual([]);
	expect(shop.server.requests.filter(({ url }) => url.startsWith('/fonts/'))).toEqual([]);
});

test('the line gap of the font is read from its file', async ({ shop }) => {
	shop.server.setFile('/fonts/sans.ttf', blockFont(1000, 500), { contentType: 'font/ttf' });
	const modifier = `${MODIFIER}\\line iiii`;
	const records = { onError: { Modifier: modifier } };
	const attributes = { ErrorImage: 'onError', DefaultImage: '' };
	const fonts = { 'Acme Sans': SANS };
	shop.setManifest({ catalogs: { default: {}, Acme: { attributes, records, fonts } } });
	const image = await showErrorImage(shop, await shop.openCovered());
	// two lines of 30 px, and 15 between them
	expect(await pixel(image, 10, 15)).toBe(BLACK);
	expect(await pixel(image, 10, 37)).toBe(YELLOW);
	expect(await pixel(image, 10, 60)).toBe(BLACK);
});

test('a policy on sw.js without fonts does not keep them away: they are fetched as data', async ({
	shop,
}) => {
	const script = readFileSync(new URL('../../dist/sw.js', import.meta.url));
	const policy = `default-src 'none'; script-src 'self'; connect-src 'self' ${shop.images.origin}`;
	shop.server.setFile('/sw.js', script, { headers: { 'content-security-policy': policy } });
	shop.server.setFile('/fonts/sans.ttf', blockFont(), { contentType: 'font/ttf' });
	setManifest(shop, { 'Acme Sans': SANS });
	const page = await shop.openCovered();
	const image = await showErrorImage(shop, page);
	expect(await pixel(image, 115, 15)).toBe(BLACK);
});

for (const [title, file] of [
	['a broken font file', { body: 'no font at all', status: 200 }],
	['a font file that is not there', { body: 'nothing', status: 404 }],
] as const) {
	test(`${title}: the rules are installed, it is said, and a similar font is drawn`, async ({ shop }) => {
		shop.server.setFile('/fonts/sans.ttf', file.body, { status: file.status, contentType: 'font/ttf' });
		setManifest(shop, { 'Acme Sans': SANS });
		const page = await shop.open();
		await expect
			.poll(() => events(page, 'error'))
			.toContainEqual(
				expect.objectContaining({
					code: 'font-unavailable',
					message: expect.stringContaining('/fonts/sans.ttf'),
					path: '$.catalogs.Acme.fonts',
				}),
			);
		await covered(page);
		const image = await showErrorImage(shop, page);
		expect(await pixel(image, 115, 15)).toBe(YELLOW);
	});
}
