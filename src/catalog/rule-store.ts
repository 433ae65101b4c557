import type { CatalogRecord, RecordKey } from '../protocol/catalogs.js';
import { type CatalogRules, type Connection, openDatabase } from './database.js';
import type { Manifest } from './manifest.js';
import type { Settings } from './settings.js';

/** Records written in one transaction: few enough to hold in memory twice. */
const BATCH = 1000;

export interface ManifestOrigin {
	readonly manifestUrl: string;
	/** of the manifest's bytes */
	readonly digest: string;
}

/**
 * Writes a manifest under a new generation, invisible until `activateRules`.
 * @returns its settings, with the generation
 */
export async function writeRules(manifest: Manifest, origin: ManifestOrigin): Promise<Settings> {
	const database = await openDatabase();
	const generation = await database.add('generations', { settings: undefined });
	for (const [rootId, catalog] of Object.entries(manifest.catalogs)) {
		const { records = {}, staticContent: _static, profiles: _profiles, ...rules } = catalog;
		await database.put('catalogs', rules, [generation, rootId]);
		await writeRecords(database, generation, rootId, Object.entries(records));
	}
	const { servers, mode, substituteStatus, policy, limits, messages, version, report } = manifest;
	const settings: Settings = {
		...{ generation, ...origin, version, installedAt: Date.now() },
		...{ servers, mode, substituteStatus, policy, limits, messages, report },
	};
	const transaction = database.transaction('generations', 'readwrite');
	// whoever cleans up while this writes removes the reservation: the rows may be gone, so this must fail
	const reserved = (await transaction.store.getKey(generation)) !== undefined;
	if (reserved) await transaction.store.put({ settings }, generation);
	await transaction.done;
	if (!reserved) throw new Error('These rules were discarded while they were written.');
	return settings;
}

async function writeRecords(
	database: Connection,
	generation: number,
	rootId: string,
	records: readonly [id: string, record: CatalogRecord][],
): Promise<void> {
	for (let start = 0; start < records.length; start += BATCH) {
		const transaction = database.transaction('records', 'readwrite');
		const puts = records
			.slice(start, start + BATCH)
			.map(([id, record]) => transaction.store.put(record, [generation, rootId, id]));
		await Promise.all([...puts, transaction.done]);
	}
}

/**
 * Switches to a generation, in one transaction.
 * @throws if it was not written whole; the rules in force stay
 */
export async function activateRules(generation: number): Promise<void> {
	const database = await openDatabase();
	const transaction = database.transaction(['generations', 'current'], 'readwrite', {
		durability: 'strict',
	});
	const written = await transaction.objectStore('generations').get(generation);
	if (written?.settings !== undefined) {
		await transaction.objectStore('current').put(written.settings, 'settings');
	}
	await transaction.done;
	if (written?.settings === undefined) throw new Error(`Rules ${generation} are not complete.`);
}

/** Deletes the rows of every generation but the one in force, those of a killed installation too. */
export async function dropOldRules(): Promise<void> {
	const database = await openDatabase();
	const transaction = database.transaction(['current', 'generations', 'catalogs', 'records'], 'readwrite');
	const current = (await transaction.objectStore('current').get('settings'))?.generation ?? 0;
	const before = [current] as const;
	const after = [current + 1] as const;
	await Promise.all([
		transaction.objectStore('generations').delete(IDBKeyRange.upperBound(current, true)),
		transaction.objectStore('generations').delete(IDBKeyRange.lowerBound(current, true)),
		transaction.objectStore('catalogs').delete(IDBKeyRange.upperBound(before, true)),
		transaction.objectStore('catalogs').delete(IDBKeyRange.lowerBound(after)),
		transaction.objectStore('records').delete(IDBKeyRange.upperBound(before, true)),
		transaction.objectStore('records').delete(IDBKeyRange.lowerBound(after)),
		transaction.done,
	]);
}

/** Attributes, macros, rules and fonts of all catalogs, without the records. */
export async function readCatalogs(generation: number): Promise<Record<string, CatalogRules>> {
	const database = await openDatabase();
	const range = IDBKeyRange.bound([generation], [generation + 1], false, true);
	const transaction = database.transaction('catalogs');
	const [keys, rules] = await Promise.all([
		transaction.store.getAllKeys(range),
		transaction.store.getAll(range),
		transaction.done,
	]);
	return Object.fromEntries(keys.map(([, rootId], index) => [rootId, rules[index] ?? {}]));
}

/** @returns undefined if that generation has no such record */
export async function readRecord(
	generation: number,
	{ rootId, id }: RecordKey,
): Promise<CatalogRecord | undefined> {
	return (await openDatabase()).get('records', [generation, rootId, id]);
}
