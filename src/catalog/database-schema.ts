import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import type { RememberedFailure, RememberedServer } from './failure-memory.js';
import type { ManifestCatalog } from './manifest.js';
import type { RecordGroup, RecordRowKey } from './record-groups.js';
import { regroupRecords } from './regroup-records.js';
import type { Settings } from './settings.js';

/**
 * The rules in IndexedDB.
 *
 * Every row of a manifest is keyed by its generation, a number given when writing begins. `current`
 * holds the settings in force, and with them the generation that look-ups read. Rows of any other
 * generation are invisible: half written, or replaced.
 */
export interface UnderstudyDatabase extends DBSchema {
	current: { key: 'settings'; value: Settings };
	generations: { key: number; value: Generation };
	catalogs: { key: [generation: number, rootId: string]; value: CatalogRules };
	records: { key: RecordRowKey; value: RecordGroup };
	failures: { key: string; value: RememberedFailure; indexes: { time: number } };
	servers: { key: string; value: RememberedServer };
}

/** One manifest on its way in. */
export interface Generation {
	/** undefined: not all of its rows are written yet */
	readonly settings: Settings | undefined;
}

/** A catalog without its records. */
export type CatalogRules = Omit<ManifestCatalog, 'records'>;

export type Connection = IDBPDatabase<UnderstudyDatabase>;

/** The transaction in which a database gets a new version, whole or not at all. */
export type Upgrade = IDBPTransaction<UnderstudyDatabase, StoreNames<UnderstudyDatabase>[], 'versionchange'>;

/** What it waits for are requests of the transaction alone, or the transaction ends without it. */
export type Migration = (upgrade: Upgrade) => void | Promise<void>;

const STORES = [
	'current',
	'generations',
	'catalogs',
	'records',
	'failures',
	'servers',
] satisfies StoreNames<UnderstudyDatabase>[];

/** Each step leads from the version that is its index to the next one. Steps are added, never changed. */
export const MIGRATIONS: readonly Migration[] = [
	({ db }) => {
		db.createObjectStore('current');
		db.createObjectStore('generations', { autoIncrement: true });
		db.createObjectStore('catalogs');
		db.createObjectStore('records');
		db.createObjectStore('failures').createIndex('time', 'time');
		db.createObjectStore('servers');
	},
	regroupRecords,
];

/**
 * Never rejects: if a step fails, the database stays as it was, and does not open.
 *
 * @param version of the database as it was found, 0 if it is new
 */
export async function migrate(upgrade: Upgrade, version: number, migrations = MIGRATIONS): Promise<void> {
	// whoever opens the database learns how it ends
	upgrade.done.catch(() => {});
	try {
		for (const step of migrations.slice(version)) await step(upgrade);
	} catch {
		abort(upgrade);
	}
}

function abort(upgrade: Upgrade): void {
	try {
		upgrade.abort();
	} catch {
		// it has ended: a request of it failed
	}
}

/** False: something else made a database of this name, or an upgrade was lost. */
export function isComplete(database: Connection): boolean {
	return STORES.every((name) => database.objectStoreNames.contains(name));
}
