import { unwrap } from 'idb';
import type { CatalogRecord, RecordKey } from '../../protocol/catalogs.js';
import { recordOf } from '../lookup/record-lookup.js';
import type { Manifest } from '../manifest/manifest.js';
import { readDatabase, writeDatabase } from './database.js';
import type { CatalogRules, Connection } from './database-schema.js';
import { dropHeldRules, heldRules, heldSettings, holdRules, putInForce } from './held-rules.js';
import { covers, NO_RECORDS, type RecordGroup, recordGroups, rowKey, rowsFrom } from './record-groups.js';
import { RulesLostError } from './rules-lost-error.js';
import type { Settings } from './settings.js';
import { type Writing, writeInTime } from './write-in-time.js';

/** Records that one transaction deletes: few enough to let a look-up in between. */
const BATCH = 1000;

/** Records that one transaction writes. Each is copied before the next event of the page has its turn. */
const WRITTEN = 200;

export interface ManifestOrigin {
	readonly manifestUrl: string;
	/** of the manifest's bytes */
	readonly digest: string;
}

/** Someone cleaned up while they were written. */
class RulesDiscarded extends Error {}

/**
 * Writes a manifest under a new generation, invisible until `activateRules`. Rules that the database does
 * not take are held in memory; see `whyHeld`.
 * @returns its settings, with the generation
 */
export async function writeRules(manifest: Manifest, origin: ManifestOrigin): Promise<Settings> {
	try {
		return await writeDatabase((database) => store(database, manifest, origin));
	} catch (cause) {
		if (cause instanceof RulesDiscarded) throw cause;
		return keepRules(manifest, origin, cause);
	}
}

/**
 * Keeps a manifest in memory, where it waits for `activateRules` as one that is written.
 *
 * @param cause why it is not to be written
 */
export function keepRules(manifest: Manifest, origin: ManifestOrigin, cause: unknown): Settings {
	const settings = settingsOf(manifest, origin, nextGeneration(heldSettings()?.generation));
	holdRules({ settings, catalogs: manifest.catalogs, cause });
	return settings;
}

/**
 * Why rules are in memory instead of in the database, and gone when the worker ends.
 * @returns undefined: they are in the database
 */
export function whyHeld(generation: number): unknown {
	return heldRules(generation)?.cause;
}

async function store(database: Connection, manifest: Manifest, origin: ManifestOrigin): Promise<Settings> {
	const generation = await reserve(database);
	for (const [rootId, { records = {}, ...rules }] of Object.entries(manifest.catalogs)) {
		await writeInTime(database, ['catalogs'], ({ store }) => store.put(rules, [generation, rootId]));
		await writeRecords(database, generation, rootId, records);
	}
	const settings = settingsOf(manifest, origin, generation);
	// whoever cleans up while this writes removes the reservation: the rows may be gone, so this must fail
	const isReserved = await writeInTime(database, ['generations'], async ({ store }) => {
		const reserved = (await store.getKey(generation)) !== undefined;
		if (reserved) await store.put({ settings }, generation);
		return reserved;
	});
	if (!isReserved) throw new RulesDiscarded('These rules were discarded while they were written.');
	return settings;
}

async function reserve(database: Connection): Promise<number> {
	return writeInTime(database, ['generations'], async ({ store }) => {
		const last = await store.openKeyCursor(null, 'prev');
		const generation = nextGeneration(last?.key);
		await store.add({ settings: undefined }, generation);
		return generation;
	});
}

/** By the clock: what is kept under a generation must not be found again after the database was deleted. */
function nextGeneration(last = 0): number {
	return Math.max(last + 1, Date.now());
}

function settingsOf(manifest: Manifest, origin: ManifestOrigin, generation: number): Settings {
	const { servers, mode, substituteStatus, policy, limits, messages, version } = manifest;
	const { report, policies, lastGood } = manifest;
	return {
		...{ generation, ...origin, version, installedAt: Date.now() },
		...{ servers, mode, substituteStatus, policy, limits, messages },
		...{ report, policies, lastGood },
	};
}

async function writeRecords(
	database: Connection,
	generation: number,
	rootId: string,
	records: Readonly<Record<string, CatalogRecord>>,
): Promise<void> {
	const groups = recordGroups(records);
	let group = groups.next();
	const copyGroups = ({ store }: Writing<['records']>) => {
		// a promise for each would take as long as the writing: only the end of the transaction is waited for
		const rows = unwrap(store);
		for (let copied = 0; !group.done && copied < WRITTEN; group = groups.next()) {
			rows.put(group.value, rowKey(generation, rootId, group.value.last));
			copied += group.value.records.size || 1;
		}
	};
	let written: Promise<unknown> = Promise.resolve();
	while (!group.done) {
		const before = written;
		// what lasts is decided by the transaction that switches to these rules
		written = writeInTime(database, ['records'], copyGroups, 'relaxed');
		// the loop comes by later, and looks then
		written.catch(() => {});
		// one ahead: the browser writes those rows while these are copied
		await before;
	}
	await written;
}

/**
 * Switches to a generation, in one transaction.
 * @throws if it was not written whole; the rules in force stay
 */
export async function activateRules(generation: number): Promise<void> {
	const held = heldRules(generation);
	if (held === undefined) await writeDatabase((database) => activateStored(database, generation));
	putInForce(held);
}

async function activateStored(database: Connection, generation: number): Promise<void> {
	const activate = async (transaction: Writing<['generations', 'current']>) => {
		const written = await transaction.objectStore('generations').get(generation);
		if (written?.settings === undefined) return false;
		await transaction.objectStore('current').put(written.settings, 'settings');
		return true;
	};
	const isActive = await writeInTime(database, ['generations', 'current'], activate, 'strict');
	if (!isActive) throw new Error(`Rules ${generation} are not complete.`);
}

/**
 * The rules in force and, if those are held in memory, the stored ones that a worker goes by which starts anew.
 * @throws if the database cannot be read: nobody knows then what is in use
 */
export async function generationsInUse(): Promise<number[]> {
	const stored = await readDatabase((database) => database.get('current', 'settings'));
	return [heldSettings(), stored].flatMap((settings) => settings?.generation ?? []);
}

/**
 * Deletes the rows of every generation but the one in force, those of a killed installation too. What the
 * database does not delete now goes the next time.
 */
export async function dropOldRules(): Promise<void> {
	dropHeldRules();
	await writeDatabase(dropStored).catch(() => {});
}

async function dropStored(database: Connection): Promise<void> {
	const { current, dropped } = await dropReservations(database);
	const ranges = [
		IDBKeyRange.upperBound([current], true),
		...dropped
			.filter((generation) => generation > current)
			.map((generation) => IDBKeyRange.bound([generation], [generation + 1], false, true)),
	];
	for (const range of ranges) {
		await writeInTime(database, ['catalogs'], ({ store }) => store.delete(range));
		await deleteRecords(database, range);
	}
}

/** From now on no generation but the one in force can be switched to. */
async function dropReservations(database: Connection): Promise<{ current: number; dropped: number[] }> {
	return writeInTime(database, ['current', 'generations'], async (transaction) => {
		const generations = transaction.objectStore('generations');
		const current = (await transaction.objectStore('current').get('settings'))?.generation ?? 0;
		const dropped = (await generations.getAllKeys()).filter((generation) => generation !== current);
		await Promise.all(dropped.map((generation) => generations.delete(generation)));
		return { current, dropped };
	});
}

/** In batches: look-ups would have to wait for 100,000 rows to go. */
async function deleteRecords(database: Connection, range: IDBKeyRange): Promise<void> {
	for (;;) {
		const deleted = await writeInTime(database, ['records'], async ({ store }) => {
			const keys = await store.getAllKeys(range, BATCH);
			const [first, last] = [keys[0], keys.at(-1)];
			if (first !== undefined) await store.delete(IDBKeyRange.bound(first, last));
			return keys.length;
		});
		if (deleted < BATCH) return;
	}
}

/**
 * Attributes, macros, rules and fonts of all catalogs, without the records.
 * @throws RulesLostError
 */
export async function readCatalogs(generation: number): Promise<Record<string, CatalogRules>> {
	const held = heldRules(generation);
	if (held !== undefined) {
		return Object.fromEntries(
			Object.entries(held.catalogs).map(([rootId, { records: _, ...rules }]) => [rootId, rules]),
		);
	}
	return readStored(generation, async (database) => {
		const range = IDBKeyRange.bound([generation], [generation + 1], false, true);
		const transaction = database.transaction(['generations', 'catalogs']);
		const catalogs = transaction.objectStore('catalogs');
		const [known, keys, rules] = await Promise.all([
			transaction.objectStore('generations').getKey(generation),
			catalogs.getAllKeys(range),
			catalogs.getAll(range),
			transaction.done,
		]);
		if (known === undefined) throw new RulesLostError(generation);
		return Object.fromEntries(keys.map(([, rootId], index) => [rootId, rules[index] ?? {}]));
	});
}

/**
 * @returns undefined if that generation has no such record
 * @throws RulesLostError
 */
export async function readRecord(generation: number, key: RecordKey): Promise<CatalogRecord | undefined> {
	return (await readRecordGroup(generation, key)).records.get(key.id);
}

/**
 * What is stored around a record, or around the place where it would be.
 * @throws RulesLostError
 */
export async function readRecordGroup(generation: number, { rootId, id }: RecordKey): Promise<RecordGroup> {
	const held = heldRules(generation);
	if (held !== undefined) return onlyOf(id, recordOf(held.catalogs, { rootId, id }));
	return readStored(generation, async (database) => {
		const row = await database.get('records', rowsFrom(generation, rootId, id));
		if (row?.records instanceof Map && covers(row, id)) return row;
		// a catalog of these rules has it: they are being deleted, or were damaged, or it is a catalog that they lack
		const isStored = row === undefined && (await database.getKey('generations', generation)) !== undefined;
		if (!isStored) throw new RulesLostError(generation);
		return { ...NO_RECORDS };
	});
}

/** Tells nothing of any other id. */
function onlyOf(id: string, record: CatalogRecord | undefined): RecordGroup {
	return { after: id, last: id, before: 0, records: new Map(record && [[id, record]]) };
}

/** Whatever keeps rules from being read, they are lost to this worker. */
function readStored<T>(generation: number, work: (database: Connection) => Promise<T>): Promise<T> {
	return readDatabase(work).catch((cause: unknown) => {
		throw cause instanceof RulesLostError ? cause : new RulesLostError(generation, { cause });
	});
}
