import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ImageServer, startImageServer } from './image-server.js';

/** 600x300: left half red, right half transparent */
const HALVES =
	'<svg xmlns="http://www.w3.org/2000/svg" width="600" height="300"><rect width="300" height="300" fill="#f00"/></svg>';

let server: ImageServer;
let base: string;

beforeAll(async () => {
	server = await startImageServer();
	base = `${server.origin}/is/image/`;
});
beforeEach(async () => {
	await server.reset();
	server.setPicture('Acme/halves', HALVES);
});
afterAll(() => server.close());

const get = (path: string, init?: RequestInit) => fetch(`${base}${path}`, init);

async function pixels(path: string) {
	const response = await get(path);
	const { data, info } = await sharp(Buffer.from(await response.arrayBuffer()))
		.ensureAlpha()
		.raw()
		.toBuffer({ resolveWithObject: true });
	const at = (x: number, y: number) => [
		...data.subarray((y * info.width + x) * 4, (y * info.width + x) * 4 + 4),
	];
	return { type: response.headers.get('content-type'), width: info.width, height: info.height, at };
}

describe('sizes of a 600x300 picture', () => {
	it.each([
		['', 400, 200],
		['?wid=300', 300, 150],
		['?hei=100', 200, 100],
		['?wid=1200', 1200, 600],
		['?wid=1200&fit=fit,0', 600, 300],
		['?wid=200&hei=200', 200, 200],
		['?wid=200&hei=200&fit=constrain', 200, 100],
		['?wid=200&hei=200&fit=wrap', 400, 200],
		['?wid=200&hei=200&fit=crop', 200, 200],
		['?wid=200&hei=200&fit=stretch', 200, 200],
		['?wid=1000&hei=1000&fit=constrain', 600, 300],
		['?wid=1000&hei=1000&fit=constrain,1', 1000, 500],
		['?scl=2', 300, 150],
		['?scl=1', 600, 300],
		['?scl=2&wid=100&hei=400', 100, 400],
		['?WID=300', 300, 150],
	])('%s -> %ix%i', async (query, width, height) => {
		expect(await pixels(`Acme/halves${query}`)).toMatchObject({ width, height });
	});
});

describe('pixels', () => {
	const red = [255, 0, 0, 255];
	const white = [255, 255, 255, 255];
	const nothing = [0, 0, 0, 0];

	it.each([
		[
			'wid=300&hei=300 pads above, bgc fills',
			'?wid=300&hei=300&fmt=png&bgc=0000ff',
			150,
			5,
			[0, 0, 255, 255],
		],
		['padding is transparent with alpha', '?wid=300&hei=300&fmt=png-alpha&bgc=0000ff', 150, 5, nothing],
		['the picture sits in the middle', '?wid=300&hei=300&fmt=png', 5, 150, red],
		['transparency becomes white in png', '?fmt=png', 395, 5, white],
		['transparency stays in png-alpha', '?fmt=png-alpha', 395, 5, nothing],
		['transparency stays in webp-alpha', '?fmt=webp-alpha', 395, 5, nothing],
		['crop cuts the sides', '?wid=100&hei=100&fit=crop&fmt=png', 45, 50, red],
		['crop keeps the middle', '?wid=100&hei=100&fit=crop&fmt=png', 55, 50, white],
		['hfit fills the width', '?wid=100&hei=100&fit=hfit&fmt=png', 20, 50, red],
		['vfit fills the height', '?wid=100&hei=100&fit=vfit&fmt=png', 20, 5, red],
	])('%s', async (_title, query, x, y, expected) => {
		expect((await pixels(`Acme/halves${query}`)).at(x, y)).toEqual(expected);
	});
});

describe('formats', () => {
	it.each([
		['jpeg', 'image/jpeg', 'jpeg'],
		['png', 'image/png', 'png'],
		['png-alpha', 'image/png', 'png'],
		['webp', 'image/webp', 'webp'],
		['avif', 'image/avif', 'heif'],
		['gif', 'image/gif', 'gif'],
	])('fmt=%s -> %s', async (format, type, decoded) => {
		const response = await get(`Acme/halves?wid=40&fmt=${format}`);
		expect(response.headers.get('content-type')).toBe(type);
		expect((await sharp(Buffer.from(await response.arrayBuffer())).metadata()).format).toBe(decoded);
	});

	it('qlt=20 is smaller than qlt=95', async () => {
		const [low, high] = await Promise.all(
			[20, 95].map(
				async (quality) => (await (await get(`Acme/mug?wid=300&qlt=${quality}`)).arrayBuffer()).byteLength,
			),
		);
		expect(low).toBeLessThan(high ?? 0);
	});
});

describe('errors', () => {
	it.each([
		['Acme/xyz?wid=100', 'Unable to find /is/image/Acme/xyz'],
		['Acme/mug?layer=1&src=Acme/xyz', 'Unable to find /is/image/Acme/xyz'],
		['Acme/mug?wid=2001', 'Image size 2001x2001 exceeds the limit of 2000x2000'],
		['Acme/mug?wid=0', "Invalid value for wid: '0' (expected an integer greater than 0)"],
		['Acme/mug?fit=crop', 'fit= needs wid= or hei='],
	])('%s -> 403 %s', async (path, message) => {
		const response = await get(path);
		expect(response.status).toBe(403);
		expect(await response.text()).toBe(message);
		expect(Object.fromEntries(response.headers)).toMatchObject({
			'content-type': 'text/plain;charset=utf-8',
			'cache-control': 'no-cache',
			'access-control-allow-origin': '*',
		});
	});
});

describe('properties', () => {
	it.each([
		['Acme/mug?req=exists', 'catalogRecord.exists=1'],
		['Acme/xyz?req=exists', 'catalogRecord.exists=0'],
		['Acme/halves?req=props&wid=300', 'image.height=150'],
	])('%s -> a line %s', async (path, line) => {
		const lines = (await (await get(path)).text()).split('\n');
		expect(lines[0]).toBe('#S7Z OK');
		expect(lines).toContain(line);
	});

	it.each([
		['Acme/mug?req=exists,json', 200, '/*jsonp*/s7jsonResponse({"catalogRecord.exists":"1"},"");'],
		[
			'Acme/xyz?req=exists,json&id=42&handler=myCb1',
			200,
			'/*jsonp*/myCb1({"catalogRecord.exists":"0"},"42");',
		],
		[
			'Acme/xyz?req=props,json&id=7&handler=myCb1',
			403,
			'/*jsonp*/s7jsonError({"message":"Unable to find /is/image/Acme/xyz","title":"Unable to find image"},"7");',
		],
		[
			'Acme/mug?req=exists,xml',
			200,
			'<?xml version="1.0" encoding="UTF-8" ?>\n<prop-group><prop-group name="catalogRecord"><property name="exists" value="1" /></prop-group></prop-group>\n',
		],
	])('%s -> %i %s', async (path, status, body) => {
		const response = await get(path);
		expect(response.status).toBe(status);
		expect(await response.text()).toBe(body);
	});

	it('never echoes a handler that is no plain name', async () => {
		const body = await (await get('Acme/mug?req=exists,json&handler=alert(1)//')).text();
		expect(body).toMatch(/^\/\*jsonp\*\/s7jsonError\(/);
		expect(body).not.toContain('alert');
	});
});

describe('HTTP', () => {
	it('answers HEAD with the length and no body', async () => {
		const response = await get('Acme/halves?fmt=png', { method: 'HEAD' });
		expect(Number(response.headers.get('content-length'))).toBeGreaterThan(100);
		expect((await response.arrayBuffer()).byteLength).toBe(0);
	});

	it('answers a matching ETag with 304', async () => {
		const first = await get('Acme/halves');
		expect(first.headers.get('cache-control')).toBe('public, max-age=60');
		const again = await get('Acme/halves', { headers: { 'if-none-match': first.headers.get('etag') ?? '' } });
		expect(again.status).toBe(304);
		expect(again.headers.get('access-control-allow-origin')).toBe('*');
	});

	it('draws the badge as wide as its text', async () => {
		const short = await pixels('Acme/badge?$text=Sale&hei=60');
		const long = await pixels('Acme/badge?$text=New%20arrival&hei=60');
		expect(long.width).toBeGreaterThan(short.width);
	});

	it('logs what was asked and answered', async () => {
		await get('Acme/halves?wid=10', { headers: { accept: 'image/webp' } });
		await get('Acme/xyz');
		expect(server.requests).toMatchObject([
			{ method: 'GET', url: '/is/image/Acme/halves?wid=10', status: 200, headers: { accept: 'image/webp' } },
			{ url: '/is/image/Acme/xyz', status: 403 },
		]);
	});
});

describe('faults', () => {
	const PICTURE = 'Acme/halves';

	it('status: code, body and type as told', async () => {
		await server.setFault(PICTURE, {
			type: 'status',
			status: 503,
			body: '<p>busy',
			contentType: 'text/html',
		});
		const response = await get(PICTURE);
		expect([response.status, await response.text(), response.headers.get('content-type')]).toEqual([
			503,
			'<p>busy',
			'text/html',
		]);
	});

	it('missing: as if there were no such picture, and mended again', async () => {
		await server.setFault(PICTURE, { type: 'missing' });
		expect((await get(PICTURE)).status).toBe(403);
		expect(await (await get(`${PICTURE}?req=exists`)).text()).toContain('exists=0');
		await server.setFault(PICTURE, undefined);
		expect((await get(PICTURE)).status).toBe(200);
	});

	it('hang: nothing comes', async () => {
		await server.setFault(PICTURE, { type: 'hang' });
		await expect(get(PICTURE, { signal: AbortSignal.timeout(150) })).rejects.toMatchObject({
			name: 'TimeoutError',
		});
	});

	it('slow-body: the head at once, all bytes in the end', async () => {
		const whole = (await (await get(PICTURE)).arrayBuffer()).byteLength;
		await server.setFault(PICTURE, { type: 'slow-body', ms: 200 });
		const started = performance.now();
		const response = await get(PICTURE);
		const head = performance.now() - started;
		expect((await response.arrayBuffer()).byteLength).toBe(whole);
		expect(performance.now() - started - head).toBeGreaterThan(80);
	});

	it('reset: no answer', async () => {
		await server.setFault(PICTURE, { type: 'reset' });
		await expect(get(PICTURE)).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
	});

	it('truncated: 200 and a length, then the end too early', async () => {
		await server.setFault(PICTURE, { type: 'truncated' });
		const response = await get(PICTURE);
		expect(response.status).toBe(200);
		await expect(response.arrayBuffer()).rejects.toThrow();
	});

	it('html: 200 that is no picture', async () => {
		await server.setFault(PICTURE, { type: 'html' });
		const response = await get(PICTURE);
		expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html;charset=utf-8']);
	});

	it('empty: 200, a picture of no bytes', async () => {
		await server.setFault(PICTURE, { type: 'empty' });
		const response = await get(PICTURE);
		expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
		expect((await response.arrayBuffer()).byteLength).toBe(0);
	});

	it.each([
		[{ type: 'no-cors' } as const, 200],
		[{ type: 'no-cors', status: 403 } as const, 403],
	])('%o: %i without a CORS header', async (fault, status) => {
		await server.setFault(PICTURE, fault);
		const response = await get(PICTURE);
		expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([status, null]);
	});

	it('gone: refused, then back at the same port', async () => {
		await server.setFault('*', { type: 'gone' });
		// the first attempt may find the end of a kept connection
		await expect(get(PICTURE)).rejects.toThrow();
		await expect(get(PICTURE)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
		await server.setFault('*', undefined);
		expect((await get(PICTURE)).status).toBe(200);
	});

	it('concerns one picture, or all', async () => {
		await server.setFault('Acme/mug', { type: 'status', status: 500 });
		expect((await get('Acme/mug')).status).toBe(500);
		expect((await get(PICTURE)).status).toBe(200);
		await server.setFault('*', { type: 'status', status: 502 });
		expect((await get(PICTURE)).status).toBe(502);
		expect((await get('Acme/mug')).status).toBe(500);
	});
});

describe('/control', () => {
	const control = (method: string, body?: unknown) =>
		fetch(`${server.origin}/control`, { method, ...(body !== undefined && { body: JSON.stringify(body) }) });

	it('sets, tells and mends', async () => {
		const set = await control('POST', { target: 'Acme/mug', fault: { type: 'status', status: 418 } });
		expect(await set.json()).toMatchObject({ faults: { 'Acme/mug': { type: 'status', status: 418 } } });
		expect((await get('Acme/mug')).status).toBe(418);
		expect((await (await control('GET')).json()).requests).toMatchObject([
			{ url: '/is/image/Acme/mug', status: 418 },
		]);
		expect(await (await control('DELETE')).json()).toEqual({ faults: {}, requests: [] });
		expect((await get('Acme/mug')).status).toBe(200);
	});

	it.each([
		[{ target: 'Acme/mug', fault: { type: 'flood' } }, 'Unknown fault type: "flood"'],
		[
			{ target: 'Acme/mug', fault: { type: 'status', status: 200 } },
			'status must be a number from 400 to 599, not 200',
		],
		[{ fault: null }, 'target must be "*" or an object such as "Acme/mug"'],
		[{ target: 'Acme/mug', fault: { type: 'gone' } }, 'Only the whole server (*) can be gone'],
	])('refuses %o', async (body, error) => {
		const response = await control('POST', body);
		expect(response.status).toBe(400);
		expect(await response.json()).toEqual({ error });
	});
});
