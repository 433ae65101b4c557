import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plainPng, readPixels } from '../testing/pixels.js';
import { runInTerminal } from '../testing/run-in-terminal.js';
import { withFolder } from '../testing/temporary-folder.js';

const GIF = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

let origin: string;
let asked = 0;
let most = 0;

const answers: Readonly<Record<string, (response: ServerResponse) => void>> = {
	'/is/image/Acme/mug': (response) => response.setHeader('content-type', 'image/gif').end(GIF),
	'/is/image/Acme/gone': (response) =>
		response.writeHead(403, { 'content-type': 'text/plain' }).end('Unable to find /Acme/gone'),
	'/is/image/Acme/bg': (response) => {
		const isComposed = response.req.url?.includes('layer=1');
		if (isComposed)
			response.writeHead(403, { 'content-type': 'text/plain' }).end('Unable to find /Acme/gone');
		else response.setHeader('content-type', 'image/png').end(plainPng(20, 20, '#f00'));
	},
	'/is/image/Acme/down': (response) => response.writeHead(503).end(),
	'/is/image/Acme/page': (response) => response.setHeader('content-type', 'text/html').end('<p>Sorry</p>'),
	'/is/image/Acme/slow': () => {},
	'/shop.html': (response) => response.end('<img src="/is/image/Acme/gone?wid=200&amp;hei=100">'),
};

const server = createServer((request, response) => {
	most = Math.max(most, ++asked);
	const answer = answers[(request.url ?? '').replace(/\?.*/, '')];
	if (answer)
		setTimeout(() => {
			asked -= 1;
			answer(response);
		}, 5);
	else response.writeHead(404).end();
});

beforeAll(async () => {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
	server.closeAllConnections();
	server.close();
});

const manifest = () =>
	JSON.stringify({
		servers: [{ origin }],
		catalogs: {
			Acme: {
				attributes: { DefaultImage: 'none', ErrorImage: 'sorry', RootPath: '/' },
				records: { none: { Path: 'none.svg' }, sorry: { Modifier: 'size=40,40&bgc=00ff00&text=sorry' } },
			},
		},
	});

const shop = () => ({
	'index.html': `<img src="${origin}/is/image/Acme/mug"><img src="${origin}/is/image/Acme/gone?wid=9">`,
	'data/list.json': JSON.stringify([`${origin}/is/image/Acme/down`, `${origin}/is/image/Acme/page`]),
	'app.js': `const url = "${origin}/is/image/Acme/" + sku;`,
	'image-fallback.json': manifest(),
});

test('a folder: what is broken, why, and what would be shown', () =>
	withFolder(shop(), async (folder) => {
		const { code, out } = await runInTerminal('audit', folder);
		expect(code).toBe(1);
		expect(out.split('\n').map((line) => line.replaceAll(/ {2,}/g, ' | '))).toEqual([
			'STATUS | REASON | WOULD SHOW | IMAGE',
			`503 | overload | default-image Acme/none | ${origin}/is/image/Acme/down`,
			`403 | missing | default-image Acme/none | ${origin}/is/image/Acme/gone?wid=9`,
			`200 | content | error-image Acme/sorry | ${origin}/is/image/Acme/page`,
			'4 images asked for, 3 broken',
			'1 URL was left out: a program puts it together, or --base is missing',
		]);
	}));

test('what init has put into the folder says nothing about the shop', () =>
	withFolder({ 'index.html': `<img src="${origin}/is/image/Acme/mug">` }, async (folder) => {
		await runInTerminal('init', folder, '--inspector');
		const { code, out } = await runInTerminal('audit', folder);
		expect(out).toBe('1 image asked for, 0 broken');
		expect(code).toBe(0);
	}));

test('--json for machines: where each image was found, what the server said', () =>
	withFolder(shop(), async (folder) => {
		const { code, out } = await runInTerminal('audit', folder, '--json');
		expect(code).toBe(1);
		const result = JSON.parse(out);
		expect(result).toMatchObject({ images: 4, broken: 3, unclear: 1 });
		expect(result.findings[1]).toEqual({
			url: `${origin}/is/image/Acme/gone?wid=9`,
			status: 403,
			reason: 'missing',
			serverText: 'Unable to find /Acme/gone',
			pages: ['index.html'],
			substitute: { kind: 'default-image', object: 'Acme/none' },
		});
	}));

test('--report: the pictures side by side, drawn as the worker would, and nothing of a URL is markup', () =>
	withFolder(
		{
			'<b>.html': `<img src='${origin}/is/image/Acme/page?a=1&amp;b=2'>`,
			'image-fallback.json': manifest(),
		},
		async (folder) => {
			const report = join(folder, 'reports', 'today.html');
			expect((await runInTerminal('audit', folder, '--report', report)).code).toBe(1);
			const html = await readFile(report, 'utf8');
			expect(html).toContain('<h1>1 of 1 image is broken</h1>');
			expect(html).toMatch(/<img src="data:image\/(jpeg|png);base64,[\w+/=]{50,}" alt="">/);
			expect(html).toContain('error-image Acme/sorry');
			expect(html).not.toContain('<b>');
			expect(html).toContain('?a=1&#38;b=2');
		},
	));

test('layers that are replaced one by one: those that the server does not have', () =>
	withFolder(
		{
			'urls.txt': `${origin}/is/image/Acme/bg?wid=20&fmt=png&layer=1&src=Acme/gone&size=10,10`,
			'image-fallback.json': JSON.stringify({
				servers: [{ origin }],
				catalogs: {
					Acme: {
						attributes: { DefaultImage: 'none', DefaultImageMode: 1, RootPath: '/' },
						records: { none: { Path: 'none.png' } },
					},
				},
			}),
			'none.png': plainPng(10, 10, '#00f'),
		},
		async (folder) => {
			const report = join(folder, 'report.html');
			const list = join(folder, 'urls.txt');
			const settings = ['--json', '--manifest', join(folder, 'image-fallback.json'), '--report', report];
			const { out } = await runInTerminal('audit', list, ...settings);
			expect(JSON.parse(out).findings).toMatchObject([
				{ reason: 'missing', substitute: { kind: 'layer-default', object: 'Acme/none' } },
			]);
			const [, picture = ''] = /data:image\/png;base64,([\w+/=]+)/.exec(await readFile(report, 'utf8')) ?? [];
			const { width, at } = await readPixels(Buffer.from(picture, 'base64'));
			expect([width, at(1, 1), at(10, 10)]).toEqual([20, [255, 0, 0, 255], [0, 0, 255, 255]]);
		},
	));

test('a page, and a list with images and pages; each image is asked for once', () =>
	withFolder(
		{ 'urls.txt': `${origin}/is/image/Acme/mug\n${origin}/is/image/Acme/mug\n${origin}/shop.html\n` },
		async (folder) => {
			const page = await runInTerminal('audit', `${origin}/shop.html`, '--json');
			expect(JSON.parse(page.out)).toMatchObject({
				images: 1,
				findings: [{ url: `${origin}/is/image/Acme/gone?wid=200&hei=100`, pages: [`${origin}/shop.html`] }],
			});
			expect(JSON.parse(page.out).findings[0]).not.toHaveProperty('substitute');

			const listed = await runInTerminal('audit', join(folder, 'urls.txt'), '--json');
			expect(JSON.parse(listed.out)).toMatchObject({ images: 2, broken: 1 });
		},
	));

test('nothing is broken: exit code 0', () =>
	withFolder({ 'index.html': '<img src="/is/image/Acme/mug">' }, async (folder) => {
		const { code, out } = await runInTerminal('audit', folder, '--base', origin);
		expect(code).toBe(0);
		expect(out).toContain('1 image asked for, 0 broken');
	}));

test('a place without images: how to name a better one', () =>
	withFolder({ 'index.html': '<p>Sold out</p>', 'image-fallback.json': manifest() }, async (folder) => {
		const { code, out } = await runInTerminal('audit', folder);
		expect(code).toBe(0);
		expect(out).toContain(
			'0 images asked for, 0 broken\nThere are no /is/image/ URLs: name the URL of a page,',
		);
	}));

test('a page that cannot be read: why', async () => {
	const { code, error } = await runInTerminal('audit', 'http://127.0.0.1:1/');
	expect(code).toBe(1);
	expect(error).toContain('http://127.0.0.1:1/ cannot be read: ');
	expect(error).not.toContain('fetch failed');
});

test('a server that does not answer is not waited for', () =>
	withFolder({ 'index.html': `${origin}/is/image/Acme/slow` }, async (folder) => {
		const { out } = await runInTerminal('audit', folder, '--timeout', '0.05', '--json');
		expect(JSON.parse(out).findings).toMatchObject([{ reason: 'timeout', status: 0 }]);
	}));

test('no more images are asked for at a time than said', () =>
	withFolder(
		{ 'list.txt': Array.from({ length: 30 }, (_, n) => `${origin}/is/image/Acme/mug?n=${n}`).join('\n') },
		async (folder) => {
			most = 0;
			const { code } = await runInTerminal('audit', join(folder, 'list.txt'), '--concurrency', '3');
			expect(code).toBe(0);
			expect(most).toBe(3);
		},
	));

test.each([
	[['no-such-folder'], 'no-such-folder'],
	[['.', '--manifest', 'package.json'], 'package.json:2:10: $.name: unknown key'],
	[['.', '--timeout', 'soon'], '--timeout needs a number above 0 and up to 1000, got soon.'],
	[['.', '--base', 'shop'], '--base needs an origin such as https://images.example.com, got shop.'],
])('what makes no sense is said: %j', async (args, message) => {
	const { code, error } = await runInTerminal('audit', ...args);
	expect(code).toBe(1);
	expect(error).toContain(message);
});
