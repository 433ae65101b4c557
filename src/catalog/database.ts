import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb';
import type { CatalogRecord } from '../protocol/catalogs.js';
import type { RememberedFailure, RememberedServer } from './failure-memory.js';
import type { ManifestCatalog } from './manifest.js';
import type { Settings } from './settings.js';

/**
 * The rules in IndexedDB. This file and those on top of it import nothing but idb at run time: a
 * stopped worker reads its settings with them before the first image passes.
 *
 * Every row of a manifest is keyed by its generation, a number given when writing begins. `current`
 * holds the settings in force, and with them the generation that look-ups read. Rows of any other
 * generation are invisible: half written, or replaced.
 */
export interface UnderstudyDatabase extends DBSchema {
	current: { key: 'settings'; value: Settings };
	generations: { key: number; value: Generation };
	catalogs: { key: [generation: number, rootId: string]; value: CatalogRules };
	records: { key: [generation: number, rootId: string, id: string]; value: CatalogRecord };
	failures: { key: string; value: RememberedFailure; indexes: { time: number } };
	servers: { key: string; value: RememberedServer };
}

/** One manifest on its way in. */
export interface Generation {
	/** undefined: not all of its rows are written yet */
	readonly settings: Settings | undefined;
}

/** What a worker needs of a catalog at once: neither its records nor what no browser uses. */
export type CatalogRules = Omit<ManifestCatalog, 'records' | 'staticContent' | 'profiles'>;

export type Connection = IDBPDatabase<UnderstudyDatabase>;

export const DATABASE_NAME = 'image-understudy';

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
];

/** @param version of the database as it was found, 0 if it is new */
export function migrate(database: Connection, version: number, migrations = MIGRATIONS): void {
	for (const step of migrations.slice(version)) step(database);
}

let connection: Promise<Connection> | undefined;

/**
 * The one connection of this worker, opened when first asked for and again after it was lost.
 * Rejects if the browser refuses IndexedDB, or if a newer version of this project has upgraded the database.
 */
export function openDatabase(): Promise<Connection> {
	connection ??= openDB<UnderstudyDatabase>(DATABASE_NAME, MIGRATIONS.length, {
		upgrade: (database, version) => migrate(database, version),
		blocking: closeDatabase,
		terminated: forgetConnection,
	}).catch((error: unknown) => {
		forgetConnection();
		throw error;
	});
	return connection;
}

/** Closes the connection: a newer worker wants to upgrade, or the database is to be deleted. */
export async function closeDatabase(): Promise<void> {
	const closing = connection;
	forgetConnection();
	(await closing?.catch(() => undefined))?.close();
}

/** Removes everything, for `unregister()`. */
export async function deleteDatabase(): Promise<void> {
	await closeDatabase();
	await deleteDB(DATABASE_NAME);
}

function forgetConnection(): void {
	connection = undefined;
}
