import 'fake-indexeddb/auto';
import { deleteDB, openDB } from 'idb';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { parseManifest } from '../manifest/manifest.js';
import { closeDatabase, deleteDatabase, openDatabase, replaceNewerDatabase } from './database.js';
import {
	type Connection,
	createStores,
	DATABASE_VERSION,
	type UnderstudyDatabase,
} from './database-schema.js';
import { readFailures } from './failure-memory.js';
import { activateRules, readRecord, whyHeld, writeRules } from './rule-store.js';
import { readSettings } from './settings.js';
import { storageName } from './storage-name.js';

const NEWER = DATABASE_VERSION + 1;

async function install(): Promise<number> {
	const catalogs = { Acme: { records: { a: { Path: 'a.png' } } } };
	const manifest = parseManifest({ servers: [], version: 'old', catalogs });
	const { generation } = await writeRules(manifest, { manifestUrl: '/m.json', digest: 'd' });
	await activateRules(generation);
	return generation;
}

afterEach(async () => {
	vi.restoreAllMocks();
	await deleteDatabase();
	await deleteDB(storageName());
});

describe('a database of an older version', () => {
	async function leaveOlder(): Promise<void> {
		const older = await openDB(storageName(), 1, {
			upgrade: (database) => {
				for (const name of ['current', 'records', 'failures', 'of old']) database.createObjectStore(name);
			},
		});
		await older.put('current', { generation: 7, version: 'old', servers: [] }, 'settings');
		await older.put('failures', { reason: 'missing', time: 1, expires: Date.now() }, 'https://i.test/a');
		older.close();
	}

	test('is made anew: its rules come from the network again', async () => {
		await leaveOlder();
		expect(await readSettings()).toBeUndefined();
		expect([...(await readFailures())]).toEqual([]);
		const generation = await install();
		expect(whyHeld(generation)).toBeUndefined();
		expect(await readRecord(generation, { rootId: 'Acme', id: 'a' })).toEqual({ Path: 'a.png' });
		expect([...(await openDatabase()).objectStoreNames]).not.toContain('of old');
	});

	test('stays whole if the browser gives up in the midst of that, and is made anew the next time', async () => {
		await leaveOlder();
		vi.spyOn(IDBDatabase.prototype, 'createObjectStore').mockImplementationOnce(() => {
			throw new DOMException('test', 'QuotaExceededError');
		});
		const upgrade = (database: Connection, _: unknown, __: unknown, { done }: { done: Promise<void> }) => {
			done.catch(() => {});
			createStores(database);
		};
		const opening = openDB<UnderstudyDatabase>(storageName(), DATABASE_VERSION, { upgrade });
		await expect(opening).rejects.toMatchObject({ name: 'AbortError' });
		const older = await openDB(storageName());
		expect(older.version).toBe(1);
		expect(await older.get('current', 'settings')).toMatchObject({ version: 'old' });
		older.close();
		expect(whyHeld(await install())).toBeUndefined();
	});
});

describe('a newer version of the project', () => {
	/** As its worker has it. */
	async function leaveNewer(): Promise<void> {
		const newer = await openDB(storageName(), NEWER, {
			upgrade: (database) => void database.createObjectStore('newer').put('kept', 'key'),
		});
		newer.close();
	}

	test('is not kept waiting by an older worker that has the database open', async () => {
		await install();
		const newer = await openDB(storageName(), NEWER);
		expect(newer.version).toBe(NEWER);
		newer.close();
	});

	test('keeps its database: what it holds is unknown, and the older worker goes by rules in memory', async () => {
		await leaveNewer();
		await expect(readSettings()).rejects.toMatchObject({ name: 'VersionError' });
		const generation = await install();
		expect((await readSettings())?.generation).toBe(generation);
		const newer = await openDB(storageName());
		expect(newer.version).toBe(NEWER);
		expect(await newer.get('newer', 'key')).toBe('kept');
		newer.close();
	});

	test('is no more in charge: its database goes, and rules are stored again', async () => {
		await leaveNewer();
		await install();
		expect(await replaceNewerDatabase()).toBe(true);
		expect(await readSettings()).toBeUndefined();
		const generation = await install();
		expect(whyHeld(generation)).toBeUndefined();
		await closeDatabase();
		expect((await readSettings())?.generation).toBe(generation);
	});

	test('is no more in charge, and its database is held for long: until it goes, the rules in memory hold', async () => {
		await leaveNewer();
		const generation = await install();
		const holder = await openDB(storageName());
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
		const replacing = replaceNewerDatabase();
		for (let seconds = 0; seconds < 20; seconds += 1) {
			await new Promise((resolve) => setImmediate(resolve));
			await vi.advanceTimersByTimeAsync(1000);
		}
		vi.useRealTimers();
		expect((await readSettings())?.generation).toBe(generation);
		holder.close();
		expect(await replacing).toBe(true);
		expect(await readSettings()).toBeUndefined();
		// whoever has begun with them goes on until there are others
		expect(await readRecord(generation, { rootId: 'Acme', id: 'a' })).toEqual({ Path: 'a.png' });
		expect(whyHeld(await install())).toBeUndefined();
	});

	test.each([
		['there is none', async () => {}],
		['it has the version of this project', async () => void (await install())],
		[
			'it is refused for another reason',
			async () => {
				vi.spyOn(indexedDB, 'open').mockImplementation(() => {
					throw new DOMException('test', 'SecurityError');
				});
			},
		],
	])('has left no database: %s', async (_, circumstances) => {
		await circumstances();
		const deletion = vi.spyOn(indexedDB, 'deleteDatabase');
		expect(await replaceNewerDatabase()).toBe(false);
		expect(deletion).not.toHaveBeenCalled();
	});
});
