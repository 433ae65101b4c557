import { describe, expect, test, vi } from 'vitest';
import { readBounded } from './read-bounded.js';

const headers = { 'content-type': 'image/png' };

/** A body that never ends, 1000 bytes at a time. */
function endless() {
	const seen = { sent: 0, isCancelled: false };
	const body = new ReadableStream<Uint8Array>({
		pull(controller) {
			seen.sent += 1000;
			controller.enqueue(new Uint8Array(1000));
		},
		cancel() {
			seen.isCancelled = true;
		},
	});
	return { body, seen };
}

describe('readBounded', () => {
	test('all of a body, with its type', async () => {
		const blob = await readBounded(new Response('twelve bytes', { headers }), 12);
		expect(await blob.text()).toBe('twelve bytes');
		expect(blob.type).toBe('image/png');
	});

	test('no body', async () => expect((await readBounded(new Response(null, { headers }))).size).toBe(0));

	test('a byte too much', async () => {
		await expect(readBounded(new Response('twelve bytes'), 11)).rejects.toThrow('more than 11 bytes');
	});

	test('a body without an end, by default after 64 MB', async () => {
		for (const [bound, limit] of [
			[5000, 5000],
			[undefined, 64 * 1024 * 1024],
		] as const) {
			const { body, seen } = endless();
			await expect(readBounded(new Response(body), bound)).rejects.toThrow(`more than ${limit} bytes`);
			expect(seen.isCancelled).toBe(true);
			expect(seen.sent).toBeLessThan(limit + 5000);
		}
	});

	test('what the server itself calls too much is not read', async () => {
		const { body, seen } = endless();
		const response = new Response(body, { headers: { 'content-length': '5001' } });
		await expect(readBounded(response, 5000)).rejects.toThrow('more than 5000 bytes');
		expect(seen).toEqual({ sent: expect.any(Number), isCancelled: true });
		expect(seen.sent).toBeLessThanOrEqual(1000);
	});

	test('a body that stalls, once its time is over', async () => {
		vi.useFakeTimers();
		let isCancelled = false;
		const body = new ReadableStream<Uint8Array>({
			cancel() {
				isCancelled = true;
			},
		});
		const read = expect(readBounded(new Response(body), 100, 5000)).rejects.toThrow('longer than 5000 ms');
		await vi.advanceTimersByTimeAsync(5000);
		await read;
		expect(isCancelled).toBe(true);
		vi.useRealTimers();
	});
});
