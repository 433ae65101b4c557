import 'fake-indexeddb/auto';
import { deleteDB, openDB } from 'idb';
import { afterEach, describe, expect, test } from 'vitest';
import { closeDatabase, deleteDatabase } from './database.js';
import { MIGRATIONS, migrate, type UnderstudyDatabase } from './database-schema.js';
import { parseManifest } from './manifest.js';
import { activateRules, readRecord, writeRules } from './rule-store.js';
import { readSettings } from './settings.js';
import { storageName } from './storage-name.js';

async function install(): Promise<number> {
	const catalogs = { Acme: { records: { a: { Path: 'a.png' } } } };
	const manifest = parseManifest({ servers: [], version: 'old', catalogs });
	const { generation } = await writeRules(manifest, { manifestUrl: '/m.json', digest: 'd' });
	await activateRules(generation);
	return generation;
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
			upgrade: (database, version) =>
				migrate(database, version, [...MIGRATIONS, ({ version: to }) => added.push(to)]),
		});
		expect(added).toEqual([next]);
		expect((await upgraded.get('current', 'settings'))?.version).toBe('old');
		expect(await upgraded.get('records', [generation, 'Acme', 'a'])).toEqual({ Path: 'a.png' });
		upgraded.close();
	});

	test('version 1 opens with its rules', async () => {
		const first = await openDB<UnderstudyDatabase>(storageName(), 1, {
			upgrade: (database, version) => migrate(database, version, MIGRATIONS.slice(0, 1)),
		});
		await first.put('records', { Path: 'kept.png' }, [7, 'Acme', 'a']);
		first.close();
		expect(await readRecord(7, { rootId: 'Acme', id: 'a' })).toEqual({ Path: 'kept.png' });
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
