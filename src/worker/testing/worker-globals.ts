import { vi } from 'vitest';

/** What the parts of a worker, and Workbox when it is imported, ask their surroundings for. */
export function stubWorkerGlobals(): void {
	vi.stubGlobal('self', globalThis);
	vi.stubGlobal('registration', { scope: 'https://shop.example.com/' });
	vi.stubGlobal('location', new URL('https://shop.example.com/sw.js'));
}

/** One page of the worker is open. @param told what it hears is added to it */
export function stubOpenPage(told: unknown[]): void {
	const url = 'https://shop.example.com/shoes';
	const page = { url, postMessage: (message: unknown) => told.push(message) };
	vi.stubGlobal('self', {
		registration: { scope: 'https://shop.example.com/' },
		clients: { matchAll: async () => [page] },
	});
}
