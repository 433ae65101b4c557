import type { DBSchema, IDBPDatabase, StoreNames } from 'idb';
import type { RememberedFailure, RememberedServer } from './failure-memory.js';
import type { ManifestCatalog } from './manifest.js';
import type { RecordGroup, RecordRowKey } from './record-groups.js';
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

const STORES = [
	'current',
	'generations',
	'catalogs',
	'records',
	'failures',
	'servers',
] satisfies StoreNames<UnderstudyDatabase>[];

/** Each step leads from the version that is its index to the next one. Steps are added, never changed. */
export const MIGRATIONS: readonly ((database: Connection) => void)[] = [
	(database) => {
		database.createObjectStore('current');
		database.createObjectStore('generations', { autoIncrement: true });
		database.createObjectStore('catalogs');
		database.createObjectStore('records');
		database.createObjectStore('failures').createIndex('time', 'time');
		database.createObjectStore('servers');
	},
	(database) => {
		// records have rows of another kind: no rules are in force until they come from the network again
		for (const store of ['current', 'records'] as const) {
			if (database.objectStoreNames.contains(store)) database.deleteObjectStore(store);
			database.createObjectStore(store);
		}
	},
];

/** @param version of the database as it was found, 0 if it is new */
export function migrate(database: Connection, version: number, migrations = MIGRATIONS): void {
	for (const step of migrations.slice(version)) step(database);
}

/** False: something else made a database of this name, or an upgrade was lost. */
export function isComplete(database: Connection): boolean {
	return STORES.every((name) => database.objectStoreNames.contains(name));
}
