import 'fake-indexeddb/auto';
import { deleteDB, openDB } from 'idb';
import { afterEach, describe, expect, test } from 'vitest';
import { closeDatabase, deleteDatabase, openDatabase } from './database.js';
import {
	MIGRATIONS,
	type Migration,
	migrate,
	type UnderstudyDatabase,
	type Upgrade,
} from './database-schema.js';
import { readFailures } from './failure-memory.js';
import { parseManifest } from './manifest.js';
import { activateRules, readCatalogs, readRecord, writeRules } from './rule-store.js';
import { readSettings } from './settings.js';
import { storageName } from './storage-name.js';

async function install(): Promise<number> {
	const catalogs = { Acme: { records: { a: { Path: 'a.png' } } } };
	const manifest = parseManifest({ servers: [], version: 'old', catalogs });
	const { generation } = await writeRules(manifest, { manifestUrl: '/m.json', digest: 'd' });
	await activateRules(generation);
	return generation;
}

function upgradeTo(version: number, steps: readonly Migration[] = MIGRATIONS) {
	return (_: unknown, from: number, _to: unknown, transaction: unknown) =>
		migrate(transaction as Upgrade, from, steps.slice(0, version));
}

afterEach(async () => {
	await deleteDatabase();
	await deleteDB(storageName());
});

describe('a database of an older version', () => {
	test('is upgraded step by step and keeps its rules', async () => {
		const generation = await install();
		await closeDatabase();
		const added: number[] = [];
		const next = MIGRATIONS.length + 1;
		const upgraded = await openDB<UnderstudyDatabase>(storageName(), next, {
			upgrade: upgradeTo(next, [
				...MIGRATIONS,
				({ db }) => {
					added.push(db.version);
				},
			]),
		});
		expect(added).toEqual([next]);
		expect((await upgraded.get('current', 'settings'))?.version).toBe('old');
		const { records } = (await upgraded.get('records', [generation, 'Acme', []])) ?? {};
		expect(records?.get('a')).toEqual({ Path: 'a.png' });
		upgraded.close();
	});

	/** As a worker of version 1 left it: each record has a row of its own. */
	async function leaveVersion1(settings: object | undefined, records: readonly string[]): Promise<void> {
		const first = await openDB(storageName(), 1, { upgrade: upgradeTo(1) });
		if (settings !== undefined) await first.put('current', settings, 'settings');
		await first.put('generations', { settings }, 7);
		for (const key of [
			[7, 'Acme'],
			[7, 'Bare'],
			[8, 'Acme'],
		])
			await first.put('catalogs', { macros: { of: `${key[0]}` } }, key);
		const { store, done } = first.transaction('records', 'readwrite');
		for (const id of records) void store.put({ Path: `${id}.png` }, [7, 'Acme', id]);
		void store.put({ Path: 'half written.png' }, [8, 'Acme', 'shoe']);
		await done;
		await first.put('failures', { reason: 'missing', time: 1, expires: Date.now() }, 'https://i.test/a');
		first.close();
	}

	const SETTINGS = { generation: 7, version: 'old', servers: [] };

	test.each([
		['none', []],
		['one', ['shoe']],
		['as many as one group has', Array.from({ length: 8 }, (_, index) => `shoe-${index}`)],
		['many', Array.from({ length: 1234 }, (_, index) => `shoe-${index}`)],
		['strange names', ['', '__proto__', '\uffff', '\u{1f45e}']],
	])('version 1: the rules in force stay, and all of their records: %s', async (_, ids) => {
		await leaveVersion1(SETTINGS, ids);
		expect(await readSettings()).toEqual(SETTINGS);
		expect(await readCatalogs(7)).toEqual({
			Acme: { macros: { of: '7' } },
			Bare: { macros: { of: '7' } },
		});
		for (const id of ids) expect(await readRecord(7, { rootId: 'Acme', id })).toEqual({ Path: `${id}.png` });
		for (const rootId of ['Acme', 'Bare'])
			expect(await readRecord(7, { rootId, id: 'shoe-x' })).toBeUndefined();
		expect([...(await readFailures()).keys()]).toEqual(['https://i.test/a']);
	});

	test('version 1: its rows are like those of rules that are written now', async () => {
		const ids = Array.from({ length: 500 }, (_, index) => `shoe-${index}`);
		await leaveVersion1(SETTINGS, ids);
		const records = Object.fromEntries(ids.map((id) => [id, { Path: `${id}.png` }]));
		const catalogs = { Acme: { records }, Bare: {} };
		const manifest = parseManifest({ servers: [], catalogs });
		const { generation } = await writeRules(manifest, { manifestUrl: '/m.json', digest: 'd' });
		const rowsOf = async (of: number) => {
			const range = IDBKeyRange.bound([of], [of + 1]);
			const database = await openDatabase();
			const keys = await database.getAllKeys('records', range);
			const rows = await database.getAll('records', range);
			return rows.map((row, index) => [keys[index]?.slice(1), row]);
		};
		expect(await rowsOf(7)).toEqual(await rowsOf(generation));
		expect(await rowsOf(8)).toEqual([]);
		expect([...(await openDatabase()).objectStoreNames]).not.toContain('single records');
	});

	test('version 1 without rules in force', async () => {
		await leaveVersion1(undefined, ['shoe']);
		expect(await readSettings()).toBeUndefined();
		expect(await readRecord(await install(), { rootId: 'Acme', id: 'a' })).toEqual({ Path: 'a.png' });
	});

	test('a step that fails leaves everything as it was', async () => {
		await leaveVersion1(SETTINGS, ['shoe']);
		const failing = async () => {
			throw new Error('test');
		};
		const steps = [...MIGRATIONS, failing];
		await expect(
			openDB<UnderstudyDatabase>(storageName(), steps.length, { upgrade: upgradeTo(steps.length, steps) }),
		).rejects.toMatchObject({ name: 'AbortError' });
		const first = await openDB(storageName());
		expect(first.version).toBe(1);
		expect(await first.get('records', [7, 'Acme', 'shoe'])).toEqual({ Path: 'shoe.png' });
		first.close();
	});
});

describe('a newer version of the project', () => {
	test('is not kept waiting by an older worker that has the database open', async () => {
		await install();
		const newer = await openDB(storageName(), MIGRATIONS.length + 1);
		expect(newer.version).toBe(MIGRATIONS.length + 1);
		newer.close();
	});

	test('keeps its database: the older worker goes by rules in memory', async () => {
		const newer = await openDB(storageName(), MIGRATIONS.length + 1, {
			upgrade: (database) => database.createObjectStore('newer').put('kept', 'key'),
		});
		expect(await readSettings()).toBeUndefined();
		const generation = await install();
		expect((await readSettings())?.generation).toBe(generation);
		expect(await newer.get('newer', 'key')).toBe('kept');
		newer.close();
	});
});
