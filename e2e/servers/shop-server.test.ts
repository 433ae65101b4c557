import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type ImageServer, startImageServer } from './image-server.js';
import { PLACEHOLDER_ORIGIN, type ShopServer, startShopServer } from './shop-server.js';

const folder = mkdtempSync(join(tmpdir(), 'shop-'));
let images: ImageServer;
let shop: ShopServer;

beforeAll(async () => {
	writeFileSync(join(folder, 'index.html'), `<img src="${PLACEHOLDER_ORIGIN}/is/image/Acme/mug">`);
	writeFileSync(join(folder, 'image-fallback.json'), `{"servers":[{"origin":"${PLACEHOLDER_ORIGIN}"}]}`);
	writeFileSync(join(folder, 'sw.js'), '// worker');
	images = await startImageServer();
	shop = await startShopServer({ root: folder, imageServer: images, aliases: { '/shop/': '/index.html' } });
});
beforeEach(() => shop.reset());
afterAll(async () => {
	await Promise.all([shop.close(), images.close()]);
	rmSync(folder, { recursive: true });
});

const get = (path: string) => fetch(`${shop.origin}${path}`);

it.each(['/', '/shop/', '/index.html', '/image-fallback.json'])(
	'%s names the real image server',
	async (path) => {
		const text = await (await get(path)).text();
		expect(text).toContain(images.origin);
		expect(text).not.toContain(PLACEHOLDER_ORIGIN);
	},
);

it('serves scripts as files, uncached', async () => {
	const response = await get('/sw.js');
	expect(await response.text()).toBe('// worker');
	expect(response.headers.get('content-type')).toContain('javascript');
	expect(response.headers.get('cache-control')).toBe('no-store');
});

it.each(['/none.html', '/none.png', '/%2e%2e/%2e%2e/package.json', '/..%2fpackage.json'])(
	'%s: 404',
	async (path) => {
		expect((await get(path)).status).toBe(404);
	},
);

it('serves the manifest and the pages a test gives it, until reset', async () => {
	shop.setManifest('{ broken', { status: 500 });
	shop.setFile('/page.html', '<p>hello');
	const manifest = await get('/image-fallback.json');
	expect([manifest.status, await manifest.text()]).toEqual([500, '{ broken']);
	const page = await get('/page.html');
	expect([page.headers.get('content-type'), await page.text()]).toEqual([
		'text/html;charset=utf-8',
		'<p>hello',
	]);
	expect(shop.requests.map(({ url }) => url)).toEqual(['/image-fallback.json', '/page.html']);

	await shop.reset();
	expect((await get('/page.html')).status).toBe(404);
	expect((await get('/image-fallback.json')).status).toBe(200);
});

it('brings a gone image server back by /control', async () => {
	await images.setFault('*', { type: 'gone' });
	await expect(fetch(`${images.origin}/is/image/Acme/mug`)).rejects.toThrow();
	await fetch(`${shop.origin}/control`, { method: 'DELETE' });
	expect((await fetch(`${images.origin}/is/image/Acme/mug`)).status).toBe(200);
});
