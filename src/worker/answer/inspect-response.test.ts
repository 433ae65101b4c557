import { afterEach, expect, test, vi } from 'vitest';
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
