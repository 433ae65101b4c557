import { afterEach, beforeEach, expect, test, vi } from 'vitest';

/** Cache Storage, as far as names go. */
function cacheNames() {
	const names = new Set<string>();
	vi.stubGlobal('caches', {
		open: async (name: string) => names.add(name),
		keys: async () => [...names],
		delete: async (name: string) => names.delete(name),
	});
	return names;
}

let names: Set<string>;
let loaded: typeof import('./caches.js');

beforeEach(async () => {
	vi.resetModules();
	vi.stubGlobal('registration', { scope: 'https://shop.example.com/' });
	names = cacheNames();
	loaded = await import('./caches.js');
});
afterEach(() => vi.unstubAllGlobals());

test('who is late with a picture does not make a cache anew that was deleted, opened before or not', async () => {
	const { assetCache, deleteCaches, renderingCache } = loaded;
	const generation = Date.now() - 1;
	await renderingCache(generation);
	await deleteCaches();
	await expect(renderingCache(generation)).rejects.toThrow('deleted');
	await expect(assetCache(generation)).rejects.toThrow('deleted');
	expect([...names]).toEqual([]);
});

test('rules that come later have caches of their own', async () => {
	const { assetCache, deleteCaches, renderingCache } = loaded;
	const [old, now] = [1000, 2000];
	await renderingCache(old);
	await assetCache(now);
	await deleteCaches([now]);
	await expect(renderingCache(old)).rejects.toThrow('deleted');
	await renderingCache(now);
	expect(names.size).toBe(2);
});

test('of several rules that stay, each keeps its caches', async () => {
	const { assetCache, deleteCaches } = loaded;
	for (const generation of [1000, 2000, 3000]) await assetCache(generation);
	await deleteCaches([3000, 1000]);
	await assetCache(1000);
	await expect(assetCache(2000)).rejects.toThrow('deleted');
	expect([...names].map((name) => name.slice(-4))).toEqual(['1000', '3000']);
});
