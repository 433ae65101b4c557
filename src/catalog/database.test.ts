import 'fake-indexeddb/auto';
import { deleteDB, openDB } from 'idb';
import { afterEach, describe, expect, test } from 'vitest';
import { closeDatabase, deleteDatabase } from './database.js';
import { MIGRATIONS, migrate, type UnderstudyDatabase } from './database-schema.js';
import { readFailures } from './failure-memory.js';
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
		const { records } = (await upgraded.get('records', [generation, 'Acme', []])) ?? {};
		expect(records?.get('a')).toEqual({ Path: 'a.png' });
		upgraded.close();
	});

	test('the rules of version 1 come from the network again, what has failed is remembered', async () => {
		const first = await openDB(storageName(), 1, {
			upgrade: (database, version) => migrate(database as never, version, MIGRATIONS.slice(0, 1)),
		});
		await first.put('current', { generation: 7, servers: [] }, 'settings');
		await first.put('records', { Path: 'old.png' }, [7, 'Acme', 'a']);
		await first.put('failures', { reason: 'missing', time: 1, expires: Date.now() }, 'https://i.test/a');
		first.close();
		expect(await readSettings()).toBeUndefined();
		expect([...(await readFailures()).keys()]).toEqual(['https://i.test/a']);
		expect(await readRecord(await install(), { rootId: 'Acme', id: 'a' })).toEqual({ Path: 'a.png' });
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
