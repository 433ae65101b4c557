import { vi } from 'vitest';

/** What the parts of a worker, and Workbox when it is imported, ask their surroundings for. */
export function stubWorkerGlobals(): void {
	vi.stubGlobal('self', globalThis);
	vi.stubGlobal('registration', { scope: 'https://shop.example.com/' });
	vi.stubGlobal('location', new URL('https://shop.example.com/sw.js'));
}
