import { afterEach, expect, test, vi } from 'vitest';
import { failureOf } from './inspect-response.js';
import { withoutLayer } from './without-layer.js';

const request = new Request('https://images.example.com/is/image/Acme/mug');

const PIECE = new Uint8Array(1024 * 1024);
const MOST = 16 * PIECE.length;

afterEach(() => {
	vi.unstubAllGlobals();
});

/** A picture that never ends, what was taken of it, and whether it was given up. */
function endless() {
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
	return { taken, outcome: new Response(body, { headers: { 'content-type': 'image/png' } }) };
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
