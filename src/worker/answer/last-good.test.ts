import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Attributes } from '../../catalog/attributes/attributes.js';
import type { Settings } from '../../catalog/store/settings.js';
import { WorkerMemory } from '../memory/worker-memory.js';
import { type MemoryCache, memoryCache, refuse } from '../testing/memory-cache.js';
import { stubWorkerGlobals } from '../testing/worker-globals.js';

beforeEach(stubWorkerGlobals);
afterEach(() => vi.restoreAllMocks());

test('of a picture that is too large, or has no end, no copy is kept', async () => {
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

const URL_OF_MUG = 'https://images.example.com/is/image/Acme/mug?wid=90';
const bounds = { maxEntries: 10, maxAgeHours: 1, maxBytes: 5000 };

function stubCaches(): MemoryCache {
	const cache = memoryCache();
	vi.stubGlobal('caches', { open: async () => cache, has: async () => true });
	return cache;
}

function picture(): Response {
	return new Response('picture', { headers: { 'content-type': 'image/png' } });
}

function shown(find: typeof import('./last-good.js').findLastGood, isBroken = false) {
	const settings = { lastGood: bounds, limits: {}, servers: [] } as unknown as Settings;
	const substitute = {
		kind: 'last-good',
		object: 'Acme/mug',
		query: 'wid=90',
		width: 90,
		height: 90,
	} as const;
	return find(URL_OF_MUG, substitute, settings, {} as Attributes, isBroken);
}

test('each worker looks once whether there are copies of what is gone', async () => {
	const { dropLastGood } = await import('./last-good.js');
	const looked = vi.fn(async () => false);
	vi.stubGlobal('caches', { has: looked });
	for (const worker of [1, 2]) {
		const memory = new WorkerMemory();
		await dropLastGood(URL_OF_MUG, memory);
		await dropLastGood(URL_OF_MUG, memory);
		expect(looked).toHaveBeenCalledTimes(worker);
	}
});

test('a disk that is full: the copies that are there stay, and are used', async () => {
	const { findLastGood, keepLastGood } = await import('./last-good.js');
	const cache = stubCaches();
	const { kept } = cache;
	await keepLastGood(URL_OF_MUG, picture(), bounds);
	cache.put = refuse('QuotaExceededError');
	await expect(keepLastGood('https://images.example.com/lamp', picture(), bounds)).rejects.toThrow(
		DOMException,
	);
	expect([...kept.keys()]).toEqual([URL_OF_MUG]);
	expect(await (await shown(findLastGood))?.body.text()).toBe('picture');
});

test('a disk that has room for the copy, but none for its time: the copy goes', async () => {
	const { keepLastGood } = await import('./last-good.js');
	const { kept } = stubCaches();
	vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
		throw new DOMException('', 'QuotaExceededError');
	});
	await expect(keepLastGood(URL_OF_MUG, picture(), bounds)).rejects.toThrow(DOMException);
	expect([...kept.keys()]).toEqual([]);
});

test.each([
	['that is sound', (copy: Response) => copy, false, 'picture'],
	['that the page could not show', (copy: Response) => copy, true, undefined],
	['that lacks its end', ({ headers }: Response) => new Response('pict', { headers }), false, undefined],
	[
		'whose bytes are gone',
		(copy: Response) =>
			Object.assign(copy, {
				clone: () =>
					Object.assign(new Response(), {
						blob: () => Promise.reject(new DOMException('', 'NotReadableError')),
					}),
			}),
		false,
		undefined,
	],
] as const)('a copy %s', async (_, damage, isBroken, expected) => {
	const { findLastGood, keepLastGood } = await import('./last-good.js');
	const { kept } = stubCaches();
	await keepLastGood(URL_OF_MUG, picture(), bounds);
	const copy = kept.get(URL_OF_MUG);
	if (copy !== undefined) kept.set(URL_OF_MUG, damage(copy));
	expect(await (await shown(findLastGood, isBroken))?.body.text()).toBe(expected);
	expect([...kept.keys()]).toEqual(expected === undefined ? [] : [URL_OF_MUG]);
	// nothing else is dropped with it
	expect(await shown(findLastGood, true)).toBeUndefined();
});
