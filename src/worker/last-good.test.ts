import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';

test('of a picture that is too large, or has no end, no copy is kept', async () => {
	// what Workbox asks for when it is imported
	vi.stubGlobal('self', globalThis);
	const { keepLastGood } = await import('./last-good.js');
	const open = vi.fn();
	vi.stubGlobal('caches', { open });
	let sent = 0;
	const body = new ReadableStream<Uint8Array>({
		pull(controller) {
			sent += 1000;
			controller.enqueue(new Uint8Array(1000));
		},
	});
	const bounds = { maxEntries: 10, maxAgeHours: 1, maxBytes: 5000 };
	const keeping = keepLastGood('https://images.example.com/mug', new Response(body), bounds);
	await expect(keeping).rejects.toThrow('more than 5000 bytes');
	expect(sent).toBeLessThanOrEqual(7000);
	expect(open).not.toHaveBeenCalled();
});
