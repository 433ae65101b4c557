import { createHash } from 'node:crypto';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Server } from '../../catalog/manifest/manifest.js';
import { isUsable, mayBePlaceholder } from '../network.js';
import { withoutLayer } from '../without-layer.js';
import { failureOf } from './inspect-response.js';

const request = new Request('https://images.example.com/is/image/Acme/mug');

const PIECE = new Uint8Array(1024 * 1024);
const MOST = 16 * PIECE.length;

afterEach(() => {
	vi.unstubAllGlobals();
});

/** A body that never ends, what was taken of it, and whether it was given up. */
function endless(init: ResponseInit = { headers: { 'content-type': 'image/png' } }) {
	const taken = { bytes: 0, isGivenUp: false };
	const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
		pull(controller) {
			taken.bytes += PIECE.length;
			controller.enqueue(PIECE);
		},
		cancel() {
			taken.isGivenUp = true;
		},
	});
	return { taken, outcome: new Response(body, init) };
}

test('a picture without an end: 16 MB are read, and no more is taken', async () => {
	const { taken, outcome } = endless();
	expect(await failureOf({ request, outcome })).toMatchObject({ reason: 'decode' });
	expect(taken.isGivenUp).toBe(true);
	expect(taken.bytes).toBeLessThanOrEqual(MOST + 2 * PIECE.length);
});

test('a picture that was given up, and for which there is no substitute, is asked for anew', async () => {
	const { outcome } = endless();
	await failureOf({ request, outcome });
	vi.stubGlobal('fetch', async () => new Response('the server’s own'));
	const answer = await withoutLayer({ request, outcome, event: {} as ExtendableEvent });
	expect(await answer.text()).toBe('the server’s own');
});

test('an error whose text was read is the page’s own, as it came', async () => {
	const outcome = new Response('No such image', { status: 404, headers: { 'content-type': 'text/plain' } });
	expect(await failureOf({ request, outcome })).toMatchObject({ reason: 'missing' });
	expect(await withoutLayer({ request, outcome, event: {} as ExtendableEvent })).toBe(outcome);
	expect(await outcome.text()).toBe('No such image');
});

const NOT_FOUND = { status: 404, headers: { 'content-type': 'text/html' } };

test('a long error, as shops have them, is the page’s own too', async () => {
	const text = `No such image${'.'.repeat(50_000)}`;
	const outcome = new Response(text, NOT_FOUND);
	expect(await failureOf({ request, outcome })).toMatchObject({ reason: 'missing' });
	await new Promise((resolve) => setTimeout(resolve));
	expect(await withoutLayer({ request, outcome, event: {} as ExtendableEvent })).toBe(outcome);
	expect(await outcome.text()).toBe(text);
});

test('an error without an end: it fills no memory while a substitute is made', async () => {
	const { taken, outcome } = endless(NOT_FOUND);
	expect(await failureOf({ request, outcome })).toMatchObject({ reason: 'missing' });
	await vi.waitFor(() => expect(taken.isGivenUp).toBe(true));
	// each of those that read it may be a piece ahead
	expect(taken.bytes).toBeLessThanOrEqual(5 * PIECE.length);
	vi.stubGlobal('fetch', async () => new Response('the server’s own'));
	const answer = await withoutLayer({ request, outcome, event: {} as ExtendableEvent });
	expect(await answer.text()).toBe('the server’s own');
});

test('an error without an end that the page has got by then stays the page’s own', async () => {
	const { taken, outcome } = endless(NOT_FOUND);
	const reading = failureOf({ request, outcome });
	const reader = outcome.body?.getReader();
	await reading;
	await new Promise((resolve) => setTimeout(resolve));
	for (let pieces = 0; pieces < 10; pieces += 1) expect((await reader?.read())?.done).toBe(false);
	expect(taken.isGivenUp).toBe(false);
});

test('an error whose beginning says enough: nobody waits for the rest', async () => {
	vi.useFakeTimers();
	const text = `No such image${'.'.repeat(5000)}`;
	const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
		start: (controller) => controller.enqueue(new TextEncoder().encode(text)),
	});
	const failure = await failureOf({ request, outcome: new Response(body, NOT_FOUND) });
	expect(failure).toMatchObject({ reason: 'missing', serverText: expect.stringContaining('No such image') });
	vi.useRealTimers();
});

describe('a picture that is called something else', () => {
	const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]);
	const called = (type: string, headers: Record<string, string> = {}) =>
		new Response(PNG, { headers: { 'content-type': type, ...headers } });

	test.each(['text/html', 'application/json; charset=utf-8'])('%s: is given as it came', async (type) => {
		const outcome = called(type);
		expect(isUsable(outcome, request)).toBe(false);
		expect(await failureOf({ request, outcome })).toBeUndefined();
		const given = await withoutLayer({ request, outcome, event: {} as ExtendableEvent });
		expect(given).toBe(outcome);
		expect(new Uint8Array(await given.arrayBuffer())).toEqual(PNG);
	});

	test.each<[string, Response, boolean]>([
		[
			'which the browser is not to look at',
			called('text/html', { 'x-content-type-options': 'nosniff' }),
			false,
		],
		['which the page could not show', called('text/html'), true],
		['which it is', new Response('<p>not here', { headers: { 'content-type': 'text/html' } }), false],
		['without a byte', new Response('', { headers: { 'content-type': 'text/html' } }), false],
	])('%s: counts as none', async (_, outcome, isBroken) =>
		expect(await failureOf({ request, outcome }, undefined, isBroken)).toMatchObject({ reason: 'content' }),
	);
});

describe('an answer that does not say how long it is, of a server with placeholders', () => {
	const PLACEHOLDER = new Uint8Array(3000).fill(7);
	const sha256 = createHash('sha256').update(PLACEHOLDER).digest('hex');
	const headers = { 'content-type': 'image/png' };
	const withPlaceholders = (placeholders: Server['placeholders']) => ({ placeholders }) as unknown as Server;

	test.each<[string, Server, Uint8Array<ArrayBuffer>, string | undefined]>([
		['the placeholder', withPlaceholders({ digests: [{ sha256, bytes: 3000 }] }), PLACEHOLDER, 'missing'],
		[
			'another picture',
			withPlaceholders({ digests: [{ sha256, bytes: 3000 }] }),
			new Uint8Array(2000),
			undefined,
		],
		['one pixel', withPlaceholders({ onePixel: true }), new Uint8Array(70), 'missing'],
	])('%s', async (_, server, bytes, expected) => {
		const side = bytes.length < 100 ? 1 : 60;
		vi.stubGlobal('createImageBitmap', async () => ({ width: side, height: side, close() {} }));
		const outcome = new Response(bytes, { headers });
		expect(mayBePlaceholder(outcome, server)).toBe(true);
		expect((await failureOf({ request, outcome }, server))?.reason).toBe(expected);
	});

	test('a large one is not held up: no more is read than the longest placeholder has', async () => {
		const { taken, outcome } = endless();
		const server = withPlaceholders({ onePixel: true, digests: [{ sha256, bytes: 3000 }] });
		expect(await failureOf({ request, outcome }, server)).toBeUndefined();
		expect(taken.bytes).toBeLessThanOrEqual(3 * PIECE.length);
		expect(await withoutLayer({ request, outcome, event: {} as ExtendableEvent })).toBe(outcome);
		expect(taken.isGivenUp).toBe(false);
	});

	test.each<[string, Response]>([
		['none can be read', Object.defineProperty(new Response(null), 'type', { value: 'opaque' })],
		[
			'it says that it is longer',
			new Response('picture', { headers: { ...headers, 'content-length': '2000' } }),
		],
	])('it is not looked at where %s', (_, outcome) =>
		expect(mayBePlaceholder(outcome, withPlaceholders({ onePixel: true }))).toBe(false),
	);
});

test.each<[string, number, Partial<Server>, boolean]>([
	['a plain server', 204, { protocol: 'plain' }, true],
	['a plain server', 205, { protocol: 'plain' }, true],
	['Image Serving', 204, {}, false],
])('without content, of %s (%d)', (_, status, server, expected) =>
	expect(isUsable(new Response(null, { status }), request, server as Server)).toBe(expected),
);
