import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { listen } from '../servers/listening-server.js';
import { test as base } from '../shop/own-server.js';
import {
	addImage,
	covered,
	events,
	expect,
	expectSubstitute,
	fetchInPage,
	lookedForRules,
	pageWith,
	plainPicture,
	shown,
	stopWorkers,
} from '../shop/shop.js';
import { publishWithWaits } from '../workers/worker-waits.js';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const test = base.extend<{ startServer(answer: Answer): Promise<string> }>({
	startServer: async ({}, use) => {
		const started: { stop(): Promise<void> }[] = [];
		await use(async (answer) => {
			const server = await listen(answer, 0, 'localhost');
			started.push(server);
			return server.origin;
		});
		await Promise.all(started.map((server) => server.stop()));
	},
});

const OPEN = { 'access-control-allow-origin': '*' };

test('only the origins of the manifest are asked, whatever a URL names', async ({ shop, startServer }) => {
	const asked: string[] = [];
	const foreign = await startServer((request, response) => {
		asked.push(request.url ?? '');
		response.writeHead(200, { ...OPEN, 'content-type': 'image/png' }).end();
	});
	const page = await shop.openCovered();
	const address = encodeURIComponent(`${foreign}/stolen.png`);
	for (const query of [
		`src=${address}`,
		`defaultImage=${address}`,
		`src=is{${address}}`,
		`layer=1&src=${address}`,
		`layer=1&src=ir{${address}}`,
		`mask=${address}`,
		`$src=${address}&src=$src$`,
		`template=${address}`,
	]) {
		await fetchInPage(page, shop.image('Acme/nothing', `wid=50&${query}`));
	}
	// the image server is asked for what the page asked it for, and nothing else is
	expect(asked).toEqual([]);
	expect(shop.server.requests.map(({ url }) => url).filter((url) => url.includes('stolen'))).toEqual([]);
});

test('a picture of another server passes as if there were no layer', async ({ shop, startServer }) => {
	const foreign = await startServer((_, response) => {
		response.writeHead(404, OPEN).end();
	});
	const page = await shop.openCovered();
	const reply = await fetchInPage(page, `${foreign}/is/image/Acme/mug`);
	expect(reply.status).toBe(404);
	expect(reply.headers['x-image-understudy']).toBeUndefined();
});

test('cookies are not sent to a server that may be asked with CORS, unless the manifest says so', async ({
	shop,
	startOwnServer,
}) => {
	const server = await startOwnServer({ headers: OPEN });
	shop.setManifest({ servers: [{ origin: server.origin }] });
	const page = await shop.openCovered();
	await page.context().addCookies([{ name: 'session', value: 'secret', url: page.url() }]);
	for (const state of ['warm', 'cold']) {
		if (state === 'cold') await stopWorkers(page);
		const image = await addImage(page, state, server.image(state));
		expect(await shown(image)).toMatchObject({ width: 60, fallback: undefined });
	}
	expect(server.cookies.join('')).not.toContain('secret');
});

test('JSONP: a handler that is no name is never run', async ({ shop }) => {
	await shop.images.setFault('*', { type: 'missing' });
	const page = await shop.openCovered();
	for (const handler of [
		'alert(1)//',
		'x;document.title=1;',
		'a</script><script>document.title=1//',
		'a\u2028b',
	]) {
		const url = shop.image('Acme/mug', `req=props,json&id=1&handler=${encodeURIComponent(handler)}`);
		const { text, headers } = await fetchInPage(page, url);
		expect(headers['x-image-understudy']).toMatch(/^properties;/);
		expect(text).toMatch(/^\/\*jsonp\*\/s7jsonError\(/);
		expect(text).not.toContain('document.title');
		expect(text).not.toContain('alert');
	}
	expect(await page.title()).toBe('A shop');
});

test('markup and line breaks of a URL, or of an error, stay text in every reply', async ({ shop }) => {
	const page = await shop.openCovered();
	const object = `Acme/${encodeURIComponent('<script>alert(1)</script>"\r\nX-Evil: 1')}`;
	await shop.images.setFault('*', { type: 'reset' });
	for (const form of ['xml', 'text', 'json', 'javascript']) {
		const { text, headers } = await fetchInPage(page, shop.image(object, `req=props,${form}&id=1`));
		expect(headers['x-image-understudy']).toMatch(/^properties;/);
		expect(headers['x-evil']).toBeUndefined();
		expect(headers['content-type']).not.toContain('html');
		if (form === 'xml') expect(text).not.toContain('<script>');
	}
	await shop.images.setFault('*', {
		type: 'status',
		status: 500,
		body: '</property><script>document.title=1</script>\r\nSet-Cookie: stolen=1\r\n\r\n<b>',
	});
	const { headers } = await fetchInPage(page, shop.image(object, 'wid=50'));
	expect(headers['x-image-understudy']).toMatch(/^[a-z-]+; reason=[a-z]+; status=\d+$/);
	expect(headers['x-evil']).toBeUndefined();
	expect(headers['set-cookie']).toBeUndefined();
});

test('ErrorDetail 0: nothing that the server said, nor what was asked for, comes into the picture', async ({
	shop,
}) => {
	shop.setManifest({}, { ErrorDetail: 0, DefaultImage: '' });
	const page = await shop.openCovered();
	const replies: string[] = [];
	for (const secret of ['disk /var/secret is full', 'user root has no password']) {
		await shop.images.setFault('*', { type: 'status', status: 500, body: secret });
		const bytes = await page.evaluate(
			async (url) => {
				const response = await fetch(url);
				const text = String([...response.headers].flat());
				return `${text.replace(/date,[^,]*,[^,]*/, '')} ${String(new Uint8Array(await response.arrayBuffer()))}`;
			},
			shop.image(`Acme/nothing-${replies.length}`, 'wid=200&fmt=png'),
		);
		expect(bytes).toContain('error-image');
		replies.push(bytes.replace(/server-timing,[^ ]*/, ''));
	}
	expect(replies[0]).toBe(replies[1]);
	const told = JSON.stringify(await events(page, 'substitute'));
	expect(told).not.toMatch(/secret|password/);
});

test('a page with a strict Content Security Policy and Trusted Types is covered, marked and healed', async ({
	shop,
}) => {
	const { origin } = shop.images;
	shop.server.setFile(
		'/strict.js',
		`import { register } from '/index.js';
		window.events = [];
		document.addEventListener('securitypolicyviolation', ({ effectiveDirective, sample }) =>
			window.events.push({ type: 'violation', effectiveDirective, sample }));
		window.registered = register().then((understudy) => (window.understudy = understudy));`,
	);
	shop.server.setFile(
		'/strict.html',
		`<!doctype html><title>Strict</title><script type="module" src="/strict.js"></script><img src="${shop.image('Acme/mug', 'wid=50')}">`,
		{
			headers: {
				'content-security-policy': [
					"default-src 'none'; script-src 'self'; worker-src 'self'; base-uri 'none'",
					`img-src ${origin}; connect-src ${origin}`,
					"require-trusted-types-for 'script'; trusted-types image-understudy",
				].join('; '),
			},
		},
	);
	await shop.images.setFault('*', { type: 'status', status: 500 });
	const page = await shop.open();
	await covered(page);
	await page.goto(`${shop.server.origin}/strict.html`);
	await page.waitForFunction(() => window.understudy !== undefined);
	const image = page.locator('img');
	await expectSubstitute(image, 'default-image', 'server');
	await shop.images.setFault('*', undefined);
	await expect(image).not.toHaveAttribute('data-fallback', /./, { timeout: 10_000 });
	expect(await events(page, 'violation')).toEqual([]);
});

test('a page whose policy lets no script fetch pictures: they come back all the same', async ({ shop }) => {
	shop.images.setPicture(
		'Acme/green',
		'<svg xmlns="http://www.w3.org/2000/svg" width="60" height="60"><rect width="60" height="60" fill="#0f0"/></svg>',
	);
	const page = await shop.openCovered();
	await shop.images.setFault('*', { type: 'status', status: 500 });
	const url = (id: string) => shop.image('Acme/green', `fmt=png&id=${id}`);
	const body = `<img id="plain" src="${url('plain')}"><img id="cors" crossorigin src="${url('cors')}">`;
	const headers = { 'content-security-policy': "connect-src 'self'" };
	shop.server.setFile('/own.html', pageWith(body), { headers });
	await page.goto(`${shop.server.origin}/own.html`);
	const images = ['plain', 'cors'].map((id) => page.locator(`#${id}`));
	for (const image of images) await expectSubstitute(image, 'default-image', 'server');
	await shop.images.setFault('*', undefined);
	for (const image of images) {
		await expect(image).toHaveJSProperty('naturalHeight', 60);
		await expect(image).not.toHaveAttribute('data-fallback', /./);
	}
});

test('no script of the package makes code from text', { tag: '@drop-in' }, () => {
	const root = new URL('../../dist/', import.meta.url);
	// what runs in a browser: the rest runs on the shop's own machine
	const isOfTheShop = (file: string) => ['cli.js', 'vite.js', 'render.js'].includes(file);
	const scripts = ['', 'chunks/', 'inspector/'].flatMap((folder) =>
		readdirSync(new URL(folder, root)).map((file) => folder + file),
	);
	expect(scripts).toEqual(
		expect.arrayContaining([
			'sw-install.js',
			'sw-render.js',
			'sw-palette.js',
			'sw-filters.js',
			'sw-shaped-text.js',
			'inspector/inspector.js',
		]),
	);
	for (const script of scripts.filter((file) => file.endsWith('.js') && !isOfTheShop(file))) {
		const text = readFileSync(fileURLToPath(new URL(script, root)), 'utf8');
		expect(text, script).not.toMatch(
			/(?<![.\w$])eval\s*\(|new Function\s*\(|(?<![.\w$])Function\s*\(\s*['"`]/,
		);
		expect(text, script).not.toMatch(/setTimeout\s*\(\s*['"`]|document\.write\s*\(/);
	}
});

/** What may be on its way from a server that sends as fast as it can, before it learns that nobody wants it, in bytes. */
const BUFFERS = 100e6;

/** A substitute is given when its page has been told, which takes a while here. */
const SLOW_TO_FIND_PAGES = `const { get } = Clients.prototype;
Clients.prototype.get = async function (id) {
	await new Promise((resolve) => setTimeout(resolve, 3000));
	return get.call(this, id);
}`;

/** What the worker reads of a picture that the page could not show, in bytes. */
const LOOKED_AT = 16 * 1024 * 1024;

/** What the other side has taken of one body, in bytes, and when it has given it up, or taken all. */
interface Taken {
	bytes: number;
	readonly end: Promise<unknown>;
}

/** Sends a gigabyte as fast as it is taken. */
function sendGigabyte(
	response: ServerResponse,
	status: number,
	headers: Readonly<Record<string, string>>,
): Taken {
	const taken = { bytes: 0, end: once(response, 'close') };
	const piece = Buffer.alloc(64 * 1024, 'x');
	const send = async () => {
		while (!response.destroyed && taken.bytes < 1e9) {
			taken.bytes += piece.length;
			if (!response.write(piece)) await Promise.race([once(response, 'drain'), taken.end]);
		}
		response.end();
	};
	response.writeHead(status, { ...OPEN, 'cache-control': 'no-store', ...headers });
	void send();
	return taken;
}

/** A picture that no page can show: what comes when it is asked for again is looked at. */
function sendNoPicture(response: ServerResponse): void {
	response.writeHead(200, { ...OPEN, 'cache-control': 'no-store', 'content-type': 'image/png' });
	response.end('no picture');
}

for (const [name, declared] of [
	['of a gigabyte', { 'content-length': String(1e9) }],
	['without an end', {}],
] as const) {
	test(`an error body ${name}: it is answered before its end, and no more of it is taken`, async ({
		shop,
		startServer,
	}) => {
		const ends: Promise<unknown>[] = [];
		const origin = await startServer((_, response) => {
			ends.push(once(response, 'close'));
			response.writeHead(404, {
				...OPEN,
				'cache-control': 'no-store',
				'content-type': 'text/plain',
				...declared,
			});
			// the rest does not come before somebody has taken this
			response.write(Buffer.alloc(1e6, 'x'));
		});
		shop.setManifest({ servers: [{ origin }] });
		const page = await shop.openCovered();
		const image = await addImage(page, 'endless', `${origin}/is/image/Acme/nothing?wid=50`);
		await expectSubstitute(image, 'default-image', 'missing');
		// the browser gives up the connection
		await Promise.all(ends);
		expect(ends).toHaveLength(1);
	});

	test(`an error body ${name} that does not stop while its substitute is made: no more of it is taken`, async ({
		shop,
		startServer,
	}) => {
		shop.server.setFile('/sw.js', `${SLOW_TO_FIND_PAGES};\n${shop.worker}`);
		const bodies: Taken[] = [];
		const origin = await startServer((_, response) => {
			bodies.push(sendGigabyte(response, 404, { 'content-type': 'text/plain', ...declared }));
		});
		shop.setManifest({ servers: [{ origin }] });
		const page = await shop.openCovered();
		const image = await addImage(page, 'endless', `${origin}/is/image/Acme/nothing?wid=50`);
		await expectSubstitute(image, 'default-image', 'missing');
		expect(bodies).toHaveLength(1);
		await bodies[0]?.end;
		expect(bodies[0]?.bytes).toBeLessThan(BUFFERS);
	});

	test(`a picture ${name} that is looked at: 16 MB of it are, and no more is taken`, async ({
		shop,
		startServer,
	}) => {
		const bodies: Taken[] = [];
		let asked = 0;
		const origin = await startServer((_, response) => {
			asked += 1;
			if (asked === 1) sendNoPicture(response);
			else bodies.push(sendGigabyte(response, 200, { 'content-type': 'image/png', ...declared }));
		});
		shop.setManifest({ servers: [{ origin }] });
		const page = await shop.openCovered();
		const image = await addImage(page, 'endless', `${origin}/is/image/Acme/nothing?wid=50`);
		await expectSubstitute(image, 'error-image', 'decode');
		// the second is asked for to see whether the picture is well by now
		await expect.poll(() => bodies.length, { timeout: 15_000 }).toBeGreaterThan(1);
		for (const body of bodies.slice(0, 2)) {
			await body.end;
			expect(body.bytes).toBeLessThan(LOOKED_AT + BUFFERS);
		}
		// one may be asked for by a page that changes its mind
		expect(Math.max(...bodies.map(({ bytes }) => bytes))).toBeGreaterThan(LOOKED_AT);
	});
}

test('a picture that comes byte by byte and is looked at: it is given up, and so is the connection', async ({
	shop,
	startServer,
}) => {
	let asked = 0;
	let givenUp: Promise<unknown> | undefined;
	// how long the bytes of a picture are waited for
	publishWithWaits(shop, { 8000: 500 });
	const origin = await startServer((_, response) => {
		asked += 1;
		if (asked === 1) return sendNoPicture(response);
		response.writeHead(200, { ...OPEN, 'cache-control': 'no-store', 'content-type': 'image/png' });
		const drip = setInterval(() => response.write('x'), 100);
		const end = once(response, 'close').then(() => clearInterval(drip));
		givenUp ??= end;
	});
	shop.setManifest({ servers: [{ origin }] });
	const page = await shop.openCovered();
	const image = await addImage(page, 'dripping', `${origin}/is/image/Acme/nothing?wid=50`);
	await expectSubstitute(image, 'error-image', 'decode');
	await givenUp;
});

test('hostile URLs end in an answer, and the next picture is well', async ({ shop }) => {
	const page = await shop.openCovered();
	const nested = (depth: number) => `${`is{`.repeat(depth)}Acme/x${'}'.repeat(depth)}`;
	const queries = [
		`src=${nested(500)}`,
		Array.from({ length: 3000 }, (_, index) => `layer=${index}&src=Acme/x`)
			.join('&')
			.slice(0, 60_000),
		'wid=999999999&hei=999999999',
		`text=${'\\b '.repeat(15_000)}`,
		`$a=$b$&$b=$a$&text=$a$`,
		'%E0%A4%A&%00=%ff&&&===',
		`wid=${'9'.repeat(4000)}`,
	];
	for (const query of queries) {
		const url = `${shop.images.origin}/is/image/Acme/nothing?${encodeURI(query)}`;
		const { status } = await fetchInPage(page, url).catch(() => ({ status: 0 }));
		// a picture, or the server's own answer
		expect([200, 400, 403, 414, 431]).toContain(status);
	}
	const well = await addImage(page, 'well', shop.image('Acme/mug', 'wid=50'));
	expect(await shown(well)).toMatchObject({ width: 50, fallback: undefined });
});

test('what the page may not read of a server without CORS stays unreadable', async ({ shop }) => {
	const secret = await plainPicture(30, 30, '#123456');
	shop.images.setPicture('Acme/secret', secret);
	await shop.images.setFault('Acme/secret', { type: 'no-cors' });
	await shop.images.setFault('Acme/broken', { type: 'no-cors', status: 404 });
	shop.setManifest({ lastGood: { maxEntries: 10, maxAgeHours: 1, maxBytes: 1_000_000 } });
	const page = await shop.openCovered();
	const url = shop.image('Acme/secret', 'fmt=png');
	const image = await addImage(page, 'secret', url);
	await expect(image).toHaveJSProperty('naturalWidth', 30);
	const read = (id: string) =>
		page.evaluate((name) => {
			const context = new OffscreenCanvas(30, 30).getContext('2d');
			context?.drawImage(document.getElementById(name) as HTMLImageElement, 0, 0);
			try {
				return String(context?.getImageData(15, 15, 1, 1).data);
			} catch (error) {
				return (error as Error).name;
			}
		}, id);
	expect(await read('secret')).toBe('SecurityError');
	// a script that asks gets a substitute, made of the shop's own bytes, and none of the picture
	const reply = await page.evaluate(async (address) => {
		const response = await fetch(address);
		const bitmap = await createImageBitmap(await response.blob());
		const context = new OffscreenCanvas(30, 30).getContext('2d');
		context?.drawImage(bitmap, 0, 0);
		return {
			kind: response.headers.get('x-image-understudy'),
			pixel: String(context?.getImageData(15, 15, 1, 1).data),
		};
	}, url);
	expect(reply.kind).toMatch(/^default-image; reason=network/);
	expect(reply.pixel).not.toContain('18,52,86');
	// nor is it kept anywhere that the page can open
	await addImage(page, 'broken', shop.image('Acme/broken', 'fmt=png'));
	await expectSubstitute(page.locator('#broken'), 'default-image', 'decode');
	const kept = await page.evaluate(async () => {
		const all = await Promise.all(
			(await caches.keys()).map(async (name) => (await caches.open(name)).keys()),
		);
		return all.flat().map((request) => request.url);
	});
	expect(kept.filter((address) => address.includes('secret'))).toEqual([]);
});

test('hostile manifests are refused, and the rules in force stay', async ({ shop }) => {
	const page = await shop.openCovered();
	const { origin } = shop.images;
	for (const text of [
		`${'['.repeat(100_000)}`,
		'{"__proto__":{"mode":"off"},"servers":1}',
		JSON.stringify({ servers: [{ origin: 'javascript:alert(1)' }] }),
		JSON.stringify({
			servers: [{ origin }],
			catalogs: { Acme: { rules: [{ name: 'slow', expression: '(a+)+$' }] } },
		}),
	]) {
		shop.setManifest(text);
		await expect(page.evaluate(() => window.understudy.update())).rejects.toThrow();
		const { manifest } = await page.evaluate(() => window.understudy.status());
		expect(manifest?.version).toBe('e2e');
	}
	const image = await addImage(page, 'missing', shop.image('Acme/nothing', 'wid=59'));
	await expectSubstitute(image, 'default-image', 'missing');
});

/** A megabyte, which is sent again and again. */
const MEGABYTE = Buffer.alloc(1e6, ' ');

test('a manifest without an end is given up, and the rules in force stay', async ({ shop }) => {
	const page = await shop.openCovered();
	shop.server.setFile('/image-fallback.json', MEGABYTE, { isEndless: true });
	const failed = await page.evaluate(() =>
		window.understudy.update().then(
			() => '',
			({ message }) => message,
		),
	);
	expect(failed).toContain('image-fallback.json cannot be fetched');
	const image = await addImage(page, 'missing', shop.image('Acme/nothing', 'wid=51'));
	expect(await expectSubstitute(image, 'default-image', 'missing')).toMatchObject({ width: 51 });
});

test('a default image without an end is given up, said, and the next choice is shown', async ({ shop }) => {
	const page = await shop.openCovered();
	const picture = await plainPicture(40, 20, '#0f0');
	shop.server.setFile('/fallback/no-image.png', Buffer.concat([picture, MEGABYTE]), { isEndless: true });
	await lookedForRules(page);
	shop.setManifest({ version: 'endless' });
	expect(await page.evaluate(() => window.understudy.update())).toEqual({
		version: 'endless',
		state: 'installed',
	});
	await expect
		.poll(() => events<{ message: string }>(page, 'error'))
		.toContainEqual(expect.objectContaining({ message: expect.stringContaining('no-image') }));
	const image = await addImage(page, 'missing', shop.image('Acme/nothing', 'wid=52'));
	await expectSubstitute(image, 'error-image', 'missing');
});
