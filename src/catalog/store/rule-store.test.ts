import 'fake-indexeddb/auto';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { parseManifest } from '../manifest/manifest.js';
import { closeDatabase, deleteDatabase, openDatabase } from './database.js';
import { activateRules, dropOldRules, readCatalogs, readRecord, whyHeld, writeRules } from './rule-store.js';
import { RulesLostError } from './rules-lost-error.js';
import { readSettings } from './settings.js';

const origin = { manifestUrl: 'https://shop.test/image-fallback.json', digest: 'd1' };

function manifest(version: string, records: Record<string, object> = {}) {
	return parseManifest({
		version,
		servers: [{ origin: 'https://images.test' }],
		catalogs: {
			default: { attributes: { ErrorDetail: 0 } },
			Acme: { attributes: { DefaultImage: `Acme/${version}` }, macros: { thumb: 'wid=120' }, records },
		},
		report: { url: '/failures' },
	});
}

async function install(version: string, records?: Record<string, object>): Promise<number> {
	const { generation } = await writeRules(manifest(version, records), { ...origin, digest: version });
	await activateRules(generation);
	await dropOldRules();
	return generation;
}

afterEach(deleteDatabase);

describe('rules', () => {
	test('nothing is installed at first', async () => {
		expect(await readSettings()).toBeUndefined();
	});

	test('what was installed comes back, also for a worker that starts anew', async () => {
		const generation = await install('v1', { 'no-image': { Path: 'no-image.png', Expiration: '24' } });
		await closeDatabase();
		expect(await readSettings()).toMatchObject({
			generation,
			...origin,
			digest: 'v1',
			version: 'v1',
			mode: 'on',
			servers: [{ origin: 'https://images.test', root: '/is/image', timeoutMs: 8000 }],
			report: { url: '/failures', sample: 1 },
		});
		expect(await readCatalogs(generation)).toEqual({
			default: { attributes: { ErrorDetail: 0 } },
			Acme: { attributes: { DefaultImage: 'Acme/v1' }, macros: { thumb: 'wid=120' } },
		});
		expect(await readRecord(generation, { rootId: 'Acme', id: 'no-image' })).toEqual({
			Path: 'no-image.png',
			Expiration: 24,
		});
		expect(await readRecord(generation, { rootId: 'Acme', id: 'other' })).toBeUndefined();
		expect(await readRecord(generation, { rootId: 'default', id: 'no-image' })).toBeUndefined();
	});

	test('killed between write and switch: the old rules stay whole, the rest is cleaned up later', async () => {
		const first = await install('v1', { a: { Path: 'old.png' } });
		const { generation: orphan } = await writeRules(manifest('v2', { a: { Path: 'new.png' } }), origin);
		await closeDatabase();
		const settings = await readSettings();
		expect(settings?.version).toBe('v1');
		expect(settings?.generation).toBe(first);
		expect((await readCatalogs(first)).Acme?.attributes).toEqual({ DefaultImage: 'Acme/v1' });
		expect(await readRecord(first, { rootId: 'Acme', id: 'a' })).toEqual({ Path: 'old.png' });

		await dropOldRules();
		await expect(readRecord(orphan, { rootId: 'Acme', id: 'a' })).rejects.toThrow(RulesLostError);
		expect(await readRecord(first, { rootId: 'Acme', id: 'a' })).toEqual({ Path: 'old.png' });
	});

	test('half written rules cannot be switched to', async () => {
		const first = await install('v1');
		const half = await (await openDatabase()).add('generations', { settings: undefined });
		await expect(activateRules(half)).rejects.toThrow('not complete');
		await expect(activateRules(half + 1)).rejects.toThrow('not complete');
		expect((await readSettings())?.generation).toBe(first);
	});

	test('rules that were cleaned away while they were written are reported, not switched to', async () => {
		await install('v1');
		const records = Object.fromEntries(Array.from({ length: 5000 }, (_, id) => [id, { Path: 'x.png' }]));
		const writing = writeRules(manifest('v2', records), origin);
		// requests are served in order: the reservation is there before the clean-up begins
		const cleaning = openDatabase().then(dropOldRules);
		await expect(writing).rejects.toThrow('discarded');
		await cleaning;
		expect((await readSettings())?.version).toBe('v1');
	});

	test('a new manifest replaces the old one and leaves no rows of it', async () => {
		await install('v1', { a: { Path: 'old.png' }, b: { Path: 'gone.png' } });
		const second = await install('v2', { a: { Path: 'new.png' } });
		expect((await readSettings())?.version).toBe('v2');
		expect(await readRecord(second, { rootId: 'Acme', id: 'a' })).toEqual({ Path: 'new.png' });
		const database = await openDatabase();
		expect(await database.getAllKeys('records')).toEqual([
			[second, 'Acme', []],
			[second, 'default', []],
		]);
		expect(await database.getAllKeys('generations')).toEqual([second]);
		expect(await database.count('catalogs')).toBe(2);
	});

	test('10,000 records are found by key', async () => {
		const records = Object.fromEntries(
			Array.from({ length: 10_000 }, (_, id) => [`shoes/${id}`, { Path: `${id}.png` }]),
		);
		const generation = await install('big', records);
		// eight in a row, and one row of the catalog without records
		expect(await (await openDatabase()).count('records')).toBe(1251);
		for (const id of [0, 999, 1000, 9999]) {
			const key = { rootId: 'Acme', id: `shoes/${id}` };
			expect(await readRecord(generation, key)).toEqual({ Path: `${id}.png` });
		}
	});

	test('rules whose rows are being deleted are lost: a record that is gone already is not taken for one that never was', async () => {
		const ids = Array.from({ length: 30 }, (_, id) => String(id + 10));
		const generation = await install('v1', Object.fromEntries(ids.map((id) => [id, { Path: `${id}.png` }])));
		const database = await openDatabase();
		const [first] = await database.getAllKeys('records');
		await database.delete('records', IDBKeyRange.upperBound(first));
		await expect(readRecord(generation, { rootId: 'Acme', id: '10' })).rejects.toThrow(RulesLostError);
		expect(await readRecord(generation, { rootId: 'Acme', id: '39' })).toEqual({ Path: '39.png' });
	});

	test('after the database is deleted there are no rules, and new ones can be installed', async () => {
		await install('v1');
		await deleteDatabase();
		expect(await readSettings()).toBeUndefined();
		await install('v2');
		expect((await readSettings())?.version).toBe('v2');
	});

	test('rules that another worker has replaced are told from rules without that record', async () => {
		const first = await install('v1', { a: { Path: 'old.png' } });
		const second = await install('v2');
		await expect(readCatalogs(first)).rejects.toThrow(`The rules ${first} are no longer stored.`);
		await expect(readRecord(first, { rootId: 'Acme', id: 'a' })).rejects.toThrow(RulesLostError);
		expect(await readRecord(second, { rootId: 'Acme', id: 'a' })).toBeUndefined();
	});

	test('a generation is never given twice, not even after the database was deleted', async () => {
		vi.spyOn(Date, 'now').mockReturnValue(1_000);
		const first = await install('v1');
		const second = await install('v2');
		expect(second).toBeGreaterThan(first);
		await deleteDatabase();
		vi.spyOn(Date, 'now').mockReturnValue(2_000);
		expect(await install('v3')).toBeGreaterThan(second);
	});

	test('rules that the database takes are not in memory', async () => {
		expect(whyHeld(await install('v1'))).toBeUndefined();
	});
});
