import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Rules } from '../../catalog/store/rules.js';
import { memoryCache, refuse } from '../testing/memory-cache.js';
import { stubWorkerGlobals } from '../testing/worker-globals.js';
import { FileStore } from './file-store.js';

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

describe('a worker that goes on', () => {
	const failing = () => Promise.reject(new Error('no answer'));

	/** Counts what is read of the cache. */
	function countReads(): { reads: number } {
		const count = { reads: 0 };
		const { match } = kept;
		useCache();
		kept.match = (asked) => {
			count.reads += 1;
			return match(asked);
		};
		return count;
	}

	function storeOf(isSmall: (text: string) => boolean) {
		const store = new FileStore<string>({
			write: (text) => new Response(text),
			read: (response) => response.text(),
			isSmall,
		});
		const rules = { settings: { generation } } as Rules;
		return (name: string, fetchIt: () => Promise<string> = async () => name) =>
			store.get(name, rules, true, fetchIt);
	}

	test.each([
		['a small file is read once', true, 1],
		['a large one each time: memory is short', false, 3],
	])('%s', async (_, isSmall, reads) => {
		useCache();
		await file();
		const count = countReads();
		const get = storeOf(() => isSmall);
		for (let time = 0; time < 3; time += 1) expect(await get('file')).toBe('file');
		expect(count.reads).toBe(reads);
	});

	test('many that want the same file at once read it once', async () => {
		useCache();
		await file();
		const count = countReads();
		const get = storeOf(() => false);
		expect(new Set(await Promise.all([get('file'), get('file'), get('file')]))).toEqual(new Set(['file']));
		expect(count.reads).toBe(1);
	});

	test('the file that all pages want stays in memory while others come and go', async () => {
		const count = countReads();
		const get = storeOf(() => true);
		await get('no-image');
		await get('no-image');
		const { reads } = count;
		for (let index = 0; index < 50; index += 1) {
			for (let time = 0; time < 2; time += 1) await get(`other ${index}`);
			await get('no-image');
		}
		expect(count.reads - reads).toBe(100);
	});

	test('a file that could not be had is tried again after a minute, not before', async () => {
		vi.useFakeTimers({ toFake: ['setTimeout'] });
		useCache();
		const get = storeOf(() => true);
		const fetchIt = vi.fn(failing);
		for (const seconds of [0, 30, 29]) {
			await vi.advanceTimersByTimeAsync(1000 * seconds);
			await expect(get('file', fetchIt)).rejects.toThrow('no answer');
		}
		expect(fetchIt).toHaveBeenCalledTimes(1);
		await vi.advanceTimersByTimeAsync(1000);
		expect(await get('file')).toBe('file');
		vi.useRealTimers();
	});
});
