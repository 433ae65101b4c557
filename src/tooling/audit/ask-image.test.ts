import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { parseManifest } from '../../catalog/manifest/manifest.js';
import { askImage } from './ask-image.js';

const url = 'https://i.test/is/image/Acme/mug';

const GIF = Uint8Array.from(atob('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'), (character) =>
	character.charCodeAt(0),
);

const ask = (response: Response, asked = url, entry?: object) => {
	const [server] = parseManifest({ servers: [{ origin: 'https://i.test', ...entry }] }).servers;
	return askImage(asked, { fetch: async () => response, timeoutMs: 10_000, ...(server && { server }) });
};

const answer = (type: string | undefined, init: ResponseInit = {}, body = GIF) => {
	const response = new Response(body, init);
	if (type !== undefined) response.headers.set('content-type', type);
	return response;
};

test.each(['image/png', 'application/octet-stream', 'binary/octet-stream', 'text/plain', undefined])(
	'a picture labelled %s is well, as it is for the worker and the browser',
	async (type) => {
		expect(await ask(answer(type))).toBeUndefined();
	},
);

test.each([
	answer('text/html; charset=utf-8'),
	answer('application/json'),
	answer('application/xhtml+xml'),
	answer('image/png', { headers: { 'content-length': '0' } }),
	new Response(null, { status: 204 }),
	new Response(null, { status: 205 }),
])('no picture: %#', async (response) => {
	expect(await ask(response)).toMatchObject({ reason: 'content', status: response.status });
});

test.each([
	['empty', new Uint8Array(0), 'content'],
	['cut off', GIF.subarray(0, 20), 'decode'],
	['words', new TextEncoder().encode('Sorry'), 'decode'],
])('a picture by status and type, but %s', async (_, body, reason) => {
	expect(await ask(answer('image/gif', {}, body))).toEqual({ reason, status: 200, serverText: '' });
});

test('a connection that breaks off in a picture', async () => {
	const body = new ReadableStream<Uint8Array>({
		start(controller) {
			controller.enqueue(GIF);
			controller.error(new TypeError('terminated'));
		},
	});
	const response = new Response(body, { headers: { 'content-type': 'image/gif' } });
	expect(await ask(response)).toMatchObject({ reason: 'decode', status: 200 });
});

describe('what the manifest says of a server', () => {
	const sized = (more: object = {}, status = 200) =>
		answer('image/gif', { status, headers: { 'content-length': String(GIF.length), ...more } });

	test('errorBodies: a picture that comes with an error is kept, or replaced', async () => {
		expect(await ask(sized({}, 404), url, { errorBodies: 'keep' })).toBeUndefined();
		expect(await ask(sized({}, 404))).toMatchObject({ reason: 'missing', status: 404 });
	});

	test('placeholders: by a header, by their bytes, of one pixel', async () => {
		const bytes = createHash('sha256').update(GIF).digest('hex');
		const missing = { reason: 'missing', status: 200 };
		const header = { placeholders: { headers: { 'X-Cld-Error': '' } } };
		expect(await ask(sized({ 'x-cld-error': 'Resource not found' }), url, header)).toMatchObject(missing);
		const digests = { placeholders: { digests: [{ sha256: bytes, bytes: GIF.length }] } };
		expect(await ask(sized(), url, digests)).toMatchObject(missing);
		expect(await ask(sized(), url, { placeholders: { onePixel: true } })).toMatchObject(missing);
		expect(await ask(sized(), url)).toBeUndefined();
	});
});

test('data that was asked for is well, a page in the place of a picture is not', async () => {
	expect(await ask(answer('application/json'), `${url}?req=props,json`)).toBeUndefined();
	expect(await ask(answer('text/html'), `${url}?req=img`)).toMatchObject({ reason: 'content' });
});

test('of an error that does not end the beginning is read, and the rest is given up', async () => {
	let sent = 0;
	let isGivenUp = false;
	const body = new ReadableStream<Uint8Array>({
		pull(controller) {
			const part = new TextEncoder().encode('Unable to find it. '.repeat(50));
			sent += part.length;
			controller.enqueue(part);
		},
		cancel() {
			isGivenUp = true;
		},
	});
	const failure = await ask(new Response(body, { status: 403 }));
	expect(failure).toMatchObject({ reason: 'missing', status: 403 });
	expect(failure?.serverText).toMatch(/^Unable to find it\./);
	expect(sent).toBeLessThan(10_000);
	expect(isGivenUp).toBe(true);
});

test('an error whose text breaks off is judged by what came', async () => {
	const parts = [new TextEncoder().encode('Unable to find')];
	const body = new ReadableStream<Uint8Array>({
		pull(controller) {
			const part = parts.shift();
			if (part === undefined) controller.error(new TypeError('terminated'));
			else controller.enqueue(part);
		},
	});
	expect(await ask(new Response(body, { status: 403 }))).toMatchObject({
		reason: 'missing',
		serverText: 'Unable to find',
	});
});
