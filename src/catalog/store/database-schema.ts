import type { DBSchema, IDBPDatabase, StoreNames } from 'idb';
import type { ManifestCatalog } from '../manifest/manifest.js';
import type { RememberedFailure, RememberedServer } from './failure-memory.js';
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

/** Of what the stores hold: whoever changes that, or the stores, takes the next number. */
export const DATABASE_VERSION = 2;

const STORES = [
	'current',
	'generations',
	'catalogs',
	'records',
	'failures',
	'servers',
] satisfies StoreNames<UnderstudyDatabase>[];

/**
 * Makes the stores. What an older version has left goes: all of it comes again, the rules from the network.
 * To be called in the transaction that opens the database, which does all of this or nothing.
 */
export function createStores(database: Connection): void {
	for (const name of [...database.objectStoreNames]) database.deleteObjectStore(name);
	database.createObjectStore('current');
	database.createObjectStore('generations', { autoIncrement: true });
	database.createObjectStore('catalogs');
	database.createObjectStore('records');
	database.createObjectStore('failures').createIndex('time', 'time');
	database.createObjectStore('servers');
}

/** False: something else made a database of this name, or an upgrade was lost. */
export function isComplete(database: Connection): boolean {
	return STORES.every((name) => database.objectStoreNames.contains(name));
}
