import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Page } from '@playwright/test';
import { listen } from '../servers/listening-server.js';
import { test as base, events, expect, manifestFor, plainPicture, type Shop } from '../shop/shop.js';

const FONT = readFileSync(new URL('../goldens/font/arimo-latin-400-normal.woff2', import.meta.url));

/** Of the same server as the pictures; whether it can be played is nobody's business here. */
const VIDEO = Buffer.alloc(300_000, 7);

/** How long a picture takes where there is much to do, in milliseconds, and how many of them a page shows. */
const BUSY_MS = 400;
const BUSY_PICTURES = 24;

/** Shorter than the last of them waits for one of six connections, in milliseconds. */
const LIMIT_MS = 1000;

/** A layer that tries, looks, or tries again does so within this time, in milliseconds. */
const QUIET_MS = 2000;

/** A healthy server. */
interface Healthy {
	readonly origin: string;
	/** takes the requests noted so far, sorted */
	takeRequests(): string[];
}

const test = base.extend<{ healthy: Healthy }>({
	healthy: async ({}, use) => {
		const picture = await plainPicture(60, 30, '#0f0');
		let requests: string[] = [];
		const server = await listen(
			(request, response) => {
				void text(request).then((body) => {
					requests.push(lineOf(request, body));
					const delay = request.url?.startsWith('/busy/') ? BUSY_MS : 0;
					setTimeout(() => answer(request, response, picture), delay);
				});
			},
			0,
			'localhost',
		);
		const takeRequests = () => {
			const taken = requests.sort();
			requests = [];
			return taken;
		};
		await use({ origin: server.origin, takeRequests });
		await server.stop();
	},
});

/** All of a request that may change what the server does. */
function lineOf({ method, url, headers }: IncomingMessage, body: string): string {
	const { range, cookie, 'if-none-match': tag } = headers;
	return [method, url, range, cookie, tag, body]
		.filter((part) => part !== undefined && part !== '')
		.join(' ');
}

interface Reply {
	readonly status?: number;
	readonly type?: string;
	readonly body?: Buffer | string;
	readonly headers?: Readonly<Record<string, string>>;
}

function answer(request: IncomingMessage, response: ServerResponse, picture: Buffer): void {
	const { status = 200, type, body = '', headers } = replyTo(request, picture);
	response.writeHead(status, {
		'access-control-allow-origin': request.headers.origin ?? '*',
		'access-control-allow-credentials': 'true',
		'access-control-allow-headers': 'content-type, range',
		'cache-control': 'max-age=600',
		vary: 'origin',
		...(type === undefined ? {} : { 'content-type': type }),
		...headers,
	});
	response.end(body);
}

function replyTo({ method, url = '', headers }: IncomingMessage, picture: Buffer): Reply {
	if (method === 'OPTIONS') return { status: 204 };
	if (method === 'POST') return { type: 'application/json', body: '{"stored":true}' };
	const etag = '"one"';
	const { pathname, search } = new URL(url, 'http://localhost');
	switch (pathname) {
		case '/pixel':
			return { status: 204, headers: { 'cache-control': 'no-store' } };
		case '/a.woff2':
			return { type: 'font/woff2', body: FONT };
		case '/a.mp4':
			return { type: 'video/mp4', body: VIDEO };
		case '/called-text.png':
			return { type: 'text/html', body: picture };
		case '/called-data.png':
			return { type: 'application/json', body: picture };
		case '/elsewhere.png':
			return { status: 302, headers: { location: `/moved.png${search}` } };
		case '/range.png':
			return {
				...{ status: 206, type: 'image/png', body: picture.subarray(0, 10) },
				headers: { 'content-range': `bytes 0-9/${picture.length}` },
			};
		case '/cached.png':
			if (headers['if-none-match'] === etag) return { status: 304, headers: { etag } };
			return { type: 'image/png', body: picture, headers: { etag } };
	}
	return { type: 'image/png', body: picture };
}

function pageOf(origin: string): string {
	const names = ['called-text.png', 'called-data.png', 'elsewhere.png', 'plain.png'];
	const images = [
		...names.map((name) => `<img id="${name}" src="${origin}/${name}">`),
		...Array.from(
			{ length: BUSY_PICTURES },
			(_, index) => `<img id="busy-${index}" src="${origin}/busy/${index}">`,
		),
	];
	return `<style>
	@font-face { font-family: Own; src: url("${origin}/a.woff2") }
	body { font-family: Own }
	i { background: url("${origin}/background.png") }
</style>
<p>text</p><i>background</i>${images.join('')}
<video src="${origin}/a.mp4" poster="${origin}/poster.png" preload="auto"></video>
<img id="pixel" src="${origin}/pixel?event=view">`;
}

/** What scripts of the page get. */
async function scriptsOf(page: Page, origin: string): Promise<unknown> {
	return page.evaluate(async (server) => {
		const said: Record<string, unknown> = {};
		const ask = async (name: string, path: string, init: RequestInit = {}) => {
			const response = await fetch(server + path, init);
			const { status, type, redirected } = response;
			said[name] = { status, type, redirected, bytes: (await response.arrayBuffer()).byteLength };
		};
		for (const cache of ['default', 'no-store', 'reload', 'no-cache', 'force-cache'] as const) {
			await ask(cache, '/cached.png', { cache });
		}
		await ask('range', '/range.png', { headers: { range: 'bytes=0-9' } });
		await ask('post', '/post', { method: 'POST', body: 'a review' });
		await ask('redirect', '/elsewhere.png?script');
		await ask('opaque', '/plain.png?script', { mode: 'no-cors' });
		await ask('cookies', '/plain.png?cookies', { credentials: 'include' });
		await ask('head', '/plain.png?head', { method: 'HEAD' });
		for (let click = 0; click < 5; click += 1) {
			await new Promise((resolve) => {
				const pixel = new Image();
				pixel.onerror = resolve;
				pixel.src = `${server}/pixel?event=click`;
			});
		}
		return said;
	}, origin);
}

/** Waits until all is there that ever comes. @returns what images show: their width, 0: nothing */
async function widthsOf(page: Page): Promise<Record<string, string>> {
	await expect(page.locator(`#busy-${BUSY_PICTURES - 1}`)).not.toHaveJSProperty('naturalWidth', 0);
	return page.evaluate(async (quietMs) => {
		await document.fonts.ready;
		await new Promise((resolve) => setTimeout(resolve, quietMs));
		return Object.fromEntries(
			[...document.images].map(({ id, naturalWidth, dataset }) => [
				id,
				dataset.fallback ?? `${naturalWidth}`,
			]),
		);
	}, QUIET_MS);
}

/** What became of a page. */
interface Visit {
	readonly scripts: unknown;
	readonly widths: Readonly<Record<string, string>>;
	readonly requests: readonly string[];
}

/** Opens the page, has its scripts run, and tells what became of it. */
async function visited(
	page: Page,
	open: () => Promise<unknown>,
	{ origin, takeRequests }: Healthy,
): Promise<Visit> {
	await page.context().addCookies([{ name: 'shopper', value: '7', url: origin }]);
	takeRequests();
	await open();
	const scripts = await scriptsOf(page, origin);
	const widths = await widthsOf(page);
	return { scripts, widths, requests: takeRequests() };
}

/** The same page, of a shop that has the layer and of one that has not. */
async function visitedTwice(shop: Shop, healthy: Healthy, server: object) {
	const { catalogs, ...manifest } = JSON.parse(manifestFor(healthy.origin));
	const servers = [{ origin: healthy.origin, timeoutMs: LIMIT_MS, ...server }];
	shop.setManifest(JSON.stringify({ ...manifest, servers, catalogs }));
	const body = pageOf(healthy.origin);
	const covered = await shop.openCovered();
	const withLayer = await visited(covered, () => shop.open(body, { page: covered }), healthy);
	const context = await covered.context().browser()?.newContext({ serviceWorkers: 'block' });
	if (context === undefined) throw new Error('the browser is gone');
	shop.server.setFile('/bare.html', `<!doctype html><meta charset="utf-8"><title>A shop</title>${body}`);
	const bare = await context.newPage();
	const without = await visited(bare, () => bare.goto(`${shop.server.origin}/bare.html`), healthy);
	await context.close();
	return { withLayer, without, substitutes: await events(covered, 'substitute') };
}

/** What cannot be read is not known to be without content: to the page the picture is broken. */
function withoutView({ scripts, widths, requests }: Visit): Visit {
	const { pixel: _, ...others } = widths;
	return { scripts, widths: others, requests: requests.filter((line) => !line.includes('event=view')) };
}

test('a healthy server, as the page asks: all is shown and asked for as without the layer', async ({
	shop,
	healthy,
}) => {
	const server = { protocol: 'plain', catalog: 'Acme', cors: 'never' };
	const { withLayer, without, substitutes } = await visitedTwice(shop, healthy, server);
	expect(withoutView(withLayer)).toEqual(withoutView(without));
	expect(substitutes.map(({ url }) => url)).toEqual([expect.stringContaining('event=view')]);
});

test('a healthy server, asked with CORS: the same, but for cookies, which the manifest decides', async ({
	shop,
	healthy,
}) => {
	const server = { protocol: 'plain', catalog: 'Acme' };
	const { withLayer, without, substitutes } = await visitedTwice(shop, healthy, server);
	expect(withLayer.scripts).toEqual(without.scripts);
	expect(withLayer.widths).toEqual(without.widths);
	const withoutCookies = (lines: readonly string[]) =>
		lines.map((line) => line.replace(' shopper=7', '')).sort();
	expect(withoutCookies(withLayer.requests)).toEqual(withoutCookies(without.requests));
	expect(substitutes).toEqual([]);
});
