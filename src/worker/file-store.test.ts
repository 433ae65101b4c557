import { beforeEach, expect, test, vi } from 'vitest';
import { FileStore } from './file-store.js';
import type { Rules } from './rules.js';
import { memoryCache, refuse } from './testing/memory-cache.js';
import { stubWorkerGlobals } from './testing/worker-globals.js';

let generation = 0;

const broken = () => {
	const response = new Response();
	Object.assign(response, { text: refuse('NotReadableError') });
	return response;
};

let kept: Cache;
let fetched: number;

function useCache(refusals: Partial<Cache> = {}): void {
	vi.stubGlobal('caches', { open: async () => Object.assign(kept, refusals) });
}

beforeEach(() => {
	stubWorkerGlobals();
	kept = memoryCache();
	fetched = 0;
	// each has a cache of its own
	generation += 1;
});

/** What a worker that has just started gets. */
async function file(): Promise<string> {
	const store = new FileStore<string>({
		write: (text) => new Response(text),
		read: (response) => response.text(),
		isSmall: () => false,
	});
	const rules = { settings: { generation } } as Rules;
	return store.get('file', rules, true, async () => {
		fetched += 1;
		return 'file';
	});
}

test('a file is fetched once, and kept', async () => {
	useCache();
	expect([await file(), await file()]).toEqual(['file', 'file']);
	expect(fetched).toBe(1);
});

test.each([
	['has no room', { put: refuse('QuotaExceededError') }],
	['cannot be read', { match: refuse('UnknownError') }],
	['gives a file whose bytes are gone', { match: async () => broken() }],
] as const)('a cache that %s: the file is fetched anew', async (_name, refusals) => {
	useCache(refusals);
	expect([await file(), await file()]).toEqual(['file', 'file']);
	expect(fetched).toBe(2);
});

test('where caches are refused', async () => {
	vi.stubGlobal('caches', { open: refuse('SecurityError') });
	expect(await file()).toBe('file');
});
