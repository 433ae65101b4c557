import { expect, test } from 'vitest';
import { askImage } from './ask-image.js';

const url = 'https://i.test/is/image/Acme/mug';

const ask = (response: Response, asked = url) =>
	askImage(asked, { fetch: async () => response, timeoutMs: 10_000 });

const answer = (type: string | undefined, init: ResponseInit = {}) => {
	const response = new Response(new Uint8Array([1]), init);
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
