import 'fake-indexeddb/auto';
import { deleteDB, openDB } from 'idb';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { parseManifest } from '../manifest/manifest.js';
import { closeDatabase, deleteDatabase } from './database.js';
import {
	forgetFailures,
	readFailures,
	readServers,
	rememberFailure,
	rememberServer,
} from './failure-memory.js';
import { activateRules, dropOldRules, readCatalogs, readRecord, whyHeld, writeRules } from './rule-store.js';
import { RulesLostError } from './rules-lost-error.js';
import { readSettings } from './settings.js';
import { storageName } from './storage-name.js';

const KEY = { rootId: 'Acme', id: 'no-image' };

function manifestOf(version: string) {
	return parseManifest({
		version,
		servers: [{ origin: 'https://images.test' }],
		catalogs: { Acme: { macros: { thumb: 'wid=120' }, records: { 'no-image': { Path: 'no-image.png' } } } },
	});
}

const NEW = manifestOf('v2');

async function install(version = 'v1'): Promise<number> {
	const { generation } = await writeRules(manifestOf(version), { manifestUrl: '/m.json', digest: version });
	await activateRules(generation);
	await dropOldRules();
	return generation;
}

/** What a shopper is served by: all of the rules, whether stored or held. */
async function expectRules(generation: number, version = 'v1') {
	expect(await readSettings()).toMatchObject({ generation, version, manifestUrl: '/m.json' });
	expect(await readCatalogs(generation)).toEqual({ Acme: { macros: { thumb: 'wid=120' } } });
	expect(await readRecord(generation, KEY)).toEqual({ Path: 'no-image.png' });
	expect(await readRecord(generation, { ...KEY, id: 'constructor' })).toBeUndefined();
}

/** Whether nobody can say which rules are stored. */
function isRefused(): Promise<boolean> {
	return readSettings().then(
		() => false,
		() => true,
	);
}

function failing(name: string) {
	return () => {
		throw new DOMException('test', name);
	};
}

/** A request that is answered when and as the test says. */
function request(): { request: IDBOpenDBRequest; answer(type: 'success' | 'error', facts: object): void } {
	const listeners: [string, EventListener][] = [];
	const pending = new IDBOpenDBRequest();
	pending.addEventListener = (type: string, listener: unknown) => {
		listeners.push([type, listener as EventListener]);
	};
	pending.removeEventListener = () => {};
	return {
		request: pending,
		answer: (type, facts) => {
			for (const [name, value] of Object.entries(facts)) Object.defineProperty(pending, name, { value });
			for (const [name, listener] of listeners) if (name === type) listener(new Event(type));
		},
	};
}

function rejecting(name: string): () => IDBOpenDBRequest {
	return () => {
		const { request: failed, answer } = request();
		queueMicrotask(() => answer('error', { error: new DOMException('test', name) }));
		return failed;
	};
}

afterEach(async () => {
	vi.useRealTimers();
	vi.restoreAllMocks();
	vi.unstubAllGlobals();
	await closeDatabase();
	await deleteDatabase();
});

describe('a damaged database is deleted and made anew', () => {
	test.each(['UnknownError', 'InvalidStateError', 'AbortError'])('opening fails twice: %s', async (name) => {
		await install('old');
		await closeDatabase();
		vi.spyOn(indexedDB, 'open')
			.mockImplementationOnce(rejecting(name))
			.mockImplementationOnce(rejecting(name));
		expect(await readSettings()).toBeUndefined();
		const generation = await install();
		expect(whyHeld(generation)).toBeUndefined();
		await closeDatabase();
		await expectRules(generation);
	});

	test('opening fails once: the rules are kept', async () => {
		const generation = await install();
		await closeDatabase();
		vi.spyOn(indexedDB, 'open').mockImplementationOnce(rejecting('UnknownError'));
		await expectRules(generation);
	});

	test('its stores are not there', async () => {
		(await openDB(storageName(), 1, { upgrade: (database) => database.createObjectStore('other') })).close();
		expect(await readSettings()).toBeUndefined();
		const generation = await install();
		expect(whyHeld(generation)).toBeUndefined();
		await expectRules(generation);
	});

	test.each(['UnknownError', 'DataError', 'NotReadableError'])(
		'the settings are unreadable: %s',
		async (name) => {
			await install('old');
			const get = vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(failing(name));
			const deletion = vi.spyOn(indexedDB, 'deleteDatabase').mockImplementation((database) => {
				// what was damaged goes with the database
				get.mockRestore();
				deletion.mockRestore();
				return indexedDB.deleteDatabase(database);
			});
			expect(await readSettings()).toBeUndefined();
			await expectRules(await install());
		},
	);

	test('a record is unreadable: the rules are lost, and can be installed again', async () => {
		const generation = await install('old');
		const get = vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(failing('UnknownError'));
		await expect(readRecord(generation, KEY)).rejects.toThrow(RulesLostError);
		get.mockRestore();
		await closeDatabase();
		expect(await readSettings()).toBeUndefined();
		await expectRules(await install());
	});

	test('several look-ups that fail at once delete it once', async () => {
		const generation = await install();
		const get = vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(failing('UnknownError'));
		const deletion = vi.spyOn(indexedDB, 'deleteDatabase').mockImplementation((database) => {
			get.mockRestore();
			return new IDBFactory().deleteDatabase(database);
		});
		await Promise.allSettled([1, 2, 3, 4].map(() => readRecord(generation, KEY)));
		expect(deletion).toHaveBeenCalledOnce();
	});
});

describe('a transaction of another tab that does not end', () => {
	const STEP_MS = 100;

	/** Keeps a store from everybody else until it is let go of. */
	async function hold(store: string): Promise<() => Promise<void>> {
		const other = await openDB(storageName());
		const transaction = other.transaction(store, 'readwrite');
		let isHeld = true;
		const again = (): void => {
			if (isHeld) void transaction.store.count().then(again);
		};
		again();
		return async () => {
			isHeld = false;
			await transaction.done;
			other.close();
		};
	}

	/** What comes of it within the time that opening may take, too. */
	async function inTime<T>(begin: () => Promise<T>, milliseconds = 3500): Promise<T | 'late'> {
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
		try {
			const answers: T[] = [];
			void begin().then((answer) => answers.push(answer));
			for (let passed = 0; passed < milliseconds && answers.length === 0; passed += STEP_MS) {
				// the database goes on meanwhile as far as it can
				for (let task = 0; task < 10; task += 1) await new Promise((resolve) => setImmediate(resolve));
				await vi.advanceTimersByTimeAsync(STEP_MS);
			}
			return answers.length === 0 ? 'late' : (answers[0] as T);
		} finally {
			vi.useRealTimers();
		}
	}

	test('the settings count as refused, rules are held meanwhile, and are stored again afterwards', async () => {
		await install();
		const letGo = await hold('current');
		try {
			expect(await inTime(isRefused)).toBe(true);
			// at once: nobody waits for it again
			vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
			expect(await isRefused()).toBe(true);
			vi.useRealTimers();
			const generation = await install('v2');
			expect(whyHeld(generation)).toBeDefined();
			await expectRules(generation, 'v2');
		} finally {
			await letGo();
		}
		await vi.waitFor(async () => expect(whyHeld(await install('v3'))).toBeUndefined());
	});

	test('a record cannot be read: the rules are lost', async () => {
		const generation = await install();
		const letGo = await hold('records');
		try {
			expect(await inTime(() => readRecord(generation, KEY).catch((error) => error))).toBeInstanceOf(
				RulesLostError,
			);
		} finally {
			await letGo();
		}
		await vi.waitFor(() => expectRules(generation));
	});

	const WRITING_MS = 11_000;

	test.each(['generations', 'catalogs', 'records'] as const)(
		'rules cannot be written (%s): they are held, and what there is of them goes with the next ones',
		async (store) => {
			await install();
			const letGo = await hold(store);
			const settings = await inTime(
				() => writeRules(NEW, { manifestUrl: '/m.json', digest: 'v2' }),
				WRITING_MS,
			);
			await letGo();
			if (settings === 'late') throw new Error('it is still being written');
			expect(whyHeld(settings.generation)).toMatchObject({ name: 'TimeoutError' });
			await activateRules(settings.generation);
			expect(await readSettings()).toMatchObject({ version: 'v2' });
			const next = await install('v3');
			const database = await openDB(storageName());
			expect(await database.getAllKeys('generations')).toEqual([next]);
			for (const rows of ['catalogs', 'records']) {
				const keys = (await database.getAllKeys(rows)) as IDBValidKey[][];
				expect(keys.map(([generation]) => generation)).toEqual([next]);
			}
			database.close();
		},
	);

	test('rules cannot be switched to: nor does that come later, when nobody expects it', async () => {
		const generation = await install();
		const written = await writeRules(NEW, { manifestUrl: '/m.json', digest: 'v2' });
		const letGo = await hold('current');
		const switching = () => activateRules(written.generation).catch((error) => error);
		expect(await inTime(switching, WRITING_MS).finally(letGo)).toMatchObject({ name: 'TimeoutError' });
		await vi.waitFor(() => expectRules(generation));
	});

	test('old rules cannot be deleted: nobody waits for it, and they go the next time', async () => {
		await install();
		const written = await writeRules(NEW, { manifestUrl: '/m.json', digest: 'v2' });
		await activateRules(written.generation);
		const letGo = await hold('records');
		expect(await inTime(dropOldRules, WRITING_MS).finally(letGo)).toBeUndefined();
		await dropOldRules();
		const database = await openDB(storageName());
		const keys = (await database.getAllKeys('records')) as IDBValidKey[][];
		expect(keys.map(([generation]) => generation)).toEqual([written.generation]);
		database.close();
	});

	test('failures are not remembered, which nobody waits for, and the rules are read all the same', async () => {
		const generation = await install();
		const failure = {
			reason: 'missing',
			status: 404,
			kind: 'default-image',
			expires: Date.now() + 60_000,
		} as const;
		const letGo = await hold('failures');
		try {
			expect(await inTime(() => rememberFailure('https://i.test/a', failure))).toBeUndefined();
			expect(await inTime(() => forgetFailures(['https://i.test/b']))).toBeUndefined();
			expect(await inTime(readFailures)).toEqual(new Map());
			for (let n = 0; n < 600; n += 1) void rememberFailure(`https://i.test/${n}`, failure);
			await expectRules(generation);
		} finally {
			await letGo();
		}
		await vi.waitFor(async () => {
			const urls = [...(await readFailures()).keys()];
			expect(urls).toHaveLength(500);
			expect(urls).toContain('https://i.test/599');
		});
	});
});

describe('a lost connection costs no rules', () => {
	test('closed under the hands of the worker', async () => {
		const generation = await install();
		vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementationOnce(failing('InvalidStateError'));
		await expectRules(generation);
	});

	test('lost while rules are written', async () => {
		await install('old');
		vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementationOnce(failing('InvalidStateError'));
		const generation = await install('v2');
		expect(whyHeld(generation)).toBeUndefined();
		await expectRules(generation, 'v2');
	});
});

describe('a database deleted while the worker goes by it', () => {
	test('look-ups say that the rules are lost', async () => {
		const generation = await install();
		await deleteDB(storageName());
		await expect(readRecord(generation, KEY)).rejects.toThrow(RulesLostError);
		await expect(readCatalogs(generation)).rejects.toThrow(RulesLostError);
		expect(await readSettings()).toBeUndefined();
		await expectRules(await install());
	});
});

describe('where IndexedDB is refused, memory serves as long as the worker lives', () => {
	test.each(['SecurityError', 'VersionError', 'QuotaExceededError', 'UnknownError', 'InvalidStateError'])(
		'opening fails for good: %s',
		async (name) => {
			vi.spyOn(indexedDB, 'open').mockImplementation(rejecting(name));
			await expect(readSettings()).rejects.toMatchObject({ name });
			const first = await install();
			expect(whyHeld(first)).toMatchObject({ name });
			await expectRules(first);
			const second = await install('v2');
			await expectRules(second, 'v2');
			await expect(readCatalogs(first)).rejects.toThrow(RulesLostError);
		},
	);

	test('opening throws', async () => {
		vi.spyOn(indexedDB, 'open').mockImplementation(failing('SecurityError'));
		await expectRules(await install());
	});

	test('there is none', async () => {
		vi.stubGlobal('indexedDB', undefined);
		const generation = await install();
		await expectRules(generation);
		vi.unstubAllGlobals();
	});

	test('opening is never answered: that is waited for once', async () => {
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
		const open = vi.spyOn(indexedDB, 'open').mockImplementation(() => request().request);
		const before = performance.now();
		const settings = isRefused();
		await vi.runAllTimersAsync();
		expect(await settings).toBe(true);
		expect(performance.now() - before).toBe(3000);
		await expectRules(await install());
		expect((await readFailures()).size).toBe(0);
		expect(open).toHaveBeenCalledOnce();
		expect(performance.now() - before).toBe(3000);
	});

	test('opening is answered late: from then on the database is used', async () => {
		const stored = await install();
		await closeDatabase();
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
		const { request: slow, answer } = request();
		vi.spyOn(indexedDB, 'open').mockReturnValueOnce(slow);
		const early = isRefused();
		await vi.runAllTimersAsync();
		expect(await early).toBe(true);
		vi.useRealTimers();
		const real = indexedDB.open(storageName());
		real.onsuccess = () => answer('success', { result: real.result });
		await vi.waitFor(async () => expect((await readSettings())?.generation).toBe(stored));
	});

	test('no space for new rules: they are held, and the old ones stay for the next start', async () => {
		const old = await install('old');
		const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(failing('QuotaExceededError'));
		const generation = await install('v2');
		await expectRules(generation, 'v2');
		expect(whyHeld(generation)).toMatchObject({ name: 'QuotaExceededError' });
		put.mockRestore();
		// requests that were begun under the old rules
		expect(await readRecord(old, KEY)).toEqual({ Path: 'no-image.png' });
		const next = await install('v3');
		expect(whyHeld(next)).toBeUndefined();
		await closeDatabase();
		await expectRules(next, 'v3');
	});

	test('failures and servers are not remembered, and nothing breaks by that', async () => {
		vi.spyOn(indexedDB, 'open').mockImplementation(rejecting('SecurityError'));
		await rememberFailure('https://i.test/a', {
			reason: 'missing',
			status: 403,
			kind: 'default-image',
			expires: Date.now() + 9,
		});
		await rememberServer('https://i.test', { corsDeniedUntil: Date.now() + 9 });
		await forgetFailures();
		await forgetFailures(['https://i.test/a']);
		expect((await readFailures()).size).toBe(0);
		expect((await readServers()).size).toBe(0);
	});
});
