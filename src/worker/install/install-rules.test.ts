import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { closeDatabase, deleteDatabase, readDatabase } from '../../catalog/store/database.js';
import { readSettings } from '../../catalog/store/settings.js';
import type { Mode } from '../../messages.js';
import type { WorkerMemory } from '../memory/worker-memory.js';
import { stubWorkerGlobals } from '../testing/worker-globals.js';
import { installRules } from './install-rules.js';
import { prepareSubstitutes } from './prepare-substitutes.js';

vi.mock('./prepare-substitutes.js', () => ({ prepareSubstitutes: vi.fn(async () => {}) }));

const cacheNames = new Set<string>();

beforeEach(() => {
	vi.mocked(prepareSubstitutes).mockReset();
	stubWorkerGlobals();
	let last: Promise<unknown> = Promise.resolve();
	const request = (_: string, work: () => Promise<unknown>) => {
		last = last.then(work);
		return last;
	};
	vi.stubGlobal('navigator', { locks: { request }, languages: [] });
	cacheNames.clear();
	vi.stubGlobal('caches', {
		keys: async () => [...cacheNames],
		delete: async (name: string) => cacheNames.delete(name),
	});
});
afterEach(async () => {
	vi.restoreAllMocks();
	await deleteDatabase();
});

const MANIFEST_URL = 'https://shop.example.com/image-fallback.json';

function manifestOf(mode: Mode): string {
	return JSON.stringify({ mode, servers: [], catalogs: { Acme: { attributes: { DefaultImage: 'na' } } } });
}

/** @param askedAt default: since all that is in force came */
async function install(mode: Mode, askedAt = Date.now() + 1) {
	const source = { url: MANIFEST_URL, text: manifestOf(mode), digest: mode, askedAt };
	const memory = { replace: () => {} } as unknown as WorkerMemory;
	return installRules(source, { onProgress: () => {}, onError: () => {} }, memory);
}

describe('a new manifest', () => {
	test.each(['on', 'observe'] as const)(
		'mode %s: its pictures are tried before it is in force',
		async (mode) => {
			const modes: (Mode | undefined)[] = [];
			vi.mocked(prepareSubstitutes).mockImplementation(async () => {
				modes.push((await readSettings())?.mode);
			});
			expect(await install(mode)).toMatchObject({ state: 'installed' });
			expect(modes).toEqual([undefined]);
			expect((await readSettings())?.mode).toBe(mode);
		},
	);

	test('mode off: the kill switch waits for no picture', async () => {
		await install('on');
		vi.mocked(prepareSubstitutes)
			.mockReset()
			.mockReturnValue(new Promise(() => {}));
		expect(await install('off')).toMatchObject({ state: 'installed' });
		expect((await readSettings())?.mode).toBe('off');
		expect(prepareSubstitutes).not.toHaveBeenCalled();
	});

	test('nor for those of rules that are being installed', async () => {
		vi.mocked(prepareSubstitutes).mockReturnValue(new Promise(() => {}));
		const earlier = install('on');
		expect(await install('off', Date.now() + 60_000)).toMatchObject({ state: 'installed' });
		expect(await earlier).toMatchObject({ state: 'installed' });
		expect((await readSettings())?.mode).toBe('off');
	});

	test('whoever brings the same manifest waits until its pictures were tried', async () => {
		let end = () => {};
		vi.mocked(prepareSubstitutes).mockReturnValue(new Promise((resolve) => (end = resolve)));
		let isOver = false;
		const both = Promise.all([install('on'), install('on')]).finally(() => {
			isOver = true;
		});
		await vi.waitFor(() => expect(prepareSubstitutes).toHaveBeenCalled());
		await new Promise((resolve) => setTimeout(resolve));
		expect(isOver).toBe(false);
		end();
		expect(await both).toMatchObject([{ state: 'installed' }, { state: 'unchanged' }]);
	});

	test('does not wait for ever until the pictures of the old rules are deleted', async () => {
		await install('on');
		vi.stubGlobal('caches', { keys: () => new Promise(() => {}) });
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
		try {
			const results: unknown[] = [];
			void install('off', Date.now() + 60_000).then((result) => results.push(result));
			for (let passed = 0; passed < 4000 && results.length === 0; passed += 100) {
				for (let task = 0; task < 10; task += 1) await new Promise((resolve) => setImmediate(resolve));
				await vi.advanceTimersByTimeAsync(100);
			}
			expect(results).toMatchObject([{ state: 'installed' }]);
		} finally {
			vi.useRealTimers();
		}
	});

	test.each([
		['another one', 'on', 'outdated'],
		['the same one', 'off', { state: 'unchanged' }],
	] as const)(
		'that was asked for before another one came into force may be the older one: %s',
		async (_, mode, answer) => {
			await install('off');
			expect(await install(mode, Date.now() - 60_000)).toEqual(
				typeof answer === 'string' ? answer : expect.objectContaining(answer),
			);
			expect((await readSettings())?.mode).toBe('off');
		},
	);
});

describe('a database', () => {
	/** What pages are told. */
	async function installTelling(mode: Mode, askedAt: number) {
		const source = { url: MANIFEST_URL, text: manifestOf(mode), digest: mode, askedAt };
		const replace = vi.fn();
		const onError = vi.fn();
		const memory = { replace } as unknown as WorkerMemory;
		const result = await installRules(source, { onProgress: () => {}, onError }, memory);
		return { result, inForce: replace.mock.lastCall?.[0].mode, code: onError.mock.lastCall?.[0].code };
	}

	function failingOnce(name: 'get' | 'put', store: string): void {
		const own = IDBObjectStore.prototype[name];
		const spy = vi.spyOn(IDBObjectStore.prototype, name);
		spy.mockImplementation(function (this: IDBObjectStore, ...args: unknown[]) {
			if (this.name !== store) return own.apply(this, args as never);
			spy.mockRestore();
			throw new DOMException('test', 'TimeoutError');
		} as never);
	}

	test('whose rules cannot be read: they are not written over, as they may be newer', async () => {
		await install('on');
		failingOnce('get', 'current');
		const told = await installTelling('observe', Date.now() - 60_000);
		expect(told).toMatchObject({ result: { state: 'installed' }, inForce: 'observe', code: 'storage' });
		await closeDatabase();
		const stored = await readDatabase((database) => database.get('current', 'settings'));
		expect(stored?.mode).toBe('on');
	});

	test('that does not switch: the new rules hold in this worker all the same, as they may be a kill switch', async () => {
		await install('on');
		failingOnce('put', 'current');
		const told = await installTelling('off', Date.now() + 60_000);
		expect(told).toMatchObject({ result: { state: 'installed' }, inForce: 'off', code: 'storage' });
		expect((await readSettings())?.mode).toBe('off');
	});
});

describe('pictures of rules that are replaced', () => {
	const namesOf = (generation = 0) => [
		`image-understudy-assets-${generation}`,
		`image-understudy-renderings-${generation}`,
	];

	function refusing(name: string) {
		return () => {
			throw new DOMException('test', name);
		};
	}

	/** @returns the generation that the database has */
	async function installOver(mode: Mode): Promise<number | undefined> {
		await install(mode);
		const generation = (await readSettings())?.generation;
		for (const name of [...namesOf(1), ...namesOf(generation)]) cacheNames.add(name);
		return generation;
	}

	test('are deleted', async () => {
		await installOver('on');
		await install('off', Date.now() + 60_000);
		expect([...cacheNames]).toEqual([]);
	});

	test('stay while the database has those rules, for a worker that starts anew: it has no room for the new ones', async () => {
		const stored = await installOver('on');
		vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(refusing('QuotaExceededError'));
		await install('off', Date.now() + 60_000);
		const held = (await readSettings())?.generation;
		expect(held).not.toBe(stored);
		expect([...cacheNames]).toEqual(namesOf(stored));
		for (const name of namesOf(held)) cacheNames.add(name);
		await install('observe', Date.now() + 120_000);
		expect([...cacheNames]).toEqual(namesOf(stored));
	});

	test('stay where the database is refused: another version of the worker may go by them', async () => {
		const stored = await installOver('on');
		await closeDatabase();
		vi.spyOn(indexedDB, 'open').mockImplementation(refusing('VersionError'));
		await install('off', Date.now() + 60_000);
		expect([...cacheNames]).toEqual([...namesOf(1), ...namesOf(stored)]);
	});
});
