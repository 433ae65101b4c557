import { closeDatabase, readDatabase } from '../../catalog/store/database.js';
import { rowKey, rowsFrom } from '../../catalog/store/record-groups.js';
import { readCatalogs, readRecord } from '../../catalog/store/rule-store.js';
import { Rules } from '../../catalog/store/rules.js';
import { readSettings } from '../../catalog/store/settings.js';
import type { CatalogRecord } from '../../protocol/catalogs.js';

/**
 * From now on the database is that of this registration. Its name comes from the scope that a worker finds in
 * its global `registration`; here it is put there.
 */
export async function openStorageOf(registration: ServiceWorkerRegistration): Promise<void> {
	await closeDatabase();
	Object.defineProperty(globalThis, 'registration', { value: registration, configurable: true });
}

/**
 * The rules in force. To be called only if the worker says that it has some: an empty database is not worth
 * making.
 *
 * @returns undefined: they are not in the database, but in the memory of the worker
 */
export async function readRules(): Promise<Rules | undefined> {
	const settings = await readSettings().catch(() => undefined);
	if (settings === undefined) return undefined;
	const { generation } = settings;
	const catalogs = await readCatalogs(generation);
	return new Rules(settings, catalogs, catalogs, (key) => readRecord(generation, key));
}

/** The first records of a catalog whose ids begin so, in the order of their ids. */
export function readRecords(
	generation: number,
	rootId: string,
	prefix: string,
	limit: number,
): Promise<[id: string, record: CatalogRecord][]> {
	return readDatabase(async (database) => {
		const found: [string, CatalogRecord][] = [];
		const { store } = database.transaction('records');
		for await (const { value: group } of store.iterate(rowsFrom(generation, rootId, prefix))) {
			for (const [id, record] of group.records) {
				if (id < prefix) continue;
				if (!id.startsWith(prefix) || found.length === limit) return found;
				found.push([id, record]);
			}
		}
		return found;
	});
}

/** How many records a catalog has. */
export function countRecords(generation: number, rootId: string): Promise<number> {
	return readDatabase(async (database) => {
		const last = await database.get('records', rowKey(generation, rootId, undefined));
		return last === undefined ? 0 : last.before + last.records.size;
	});
}
