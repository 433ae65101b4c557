import { type IDBPObjectStore, unwrap, wrap } from 'idb';
import type { CatalogRecord } from '../protocol/catalogs.js';
import type { Upgrade } from './database-schema.js';
import { type RecordGroup, RecordGrouping, rowKey } from './record-groups.js';

/** In version 1 each record has a row of its own. */
type SingleKey = [generation: number, rootId: string, id: string];

/** What the store of version 1 is called while it is copied. */
const SINGLE = 'single records';

/** Records that are read at a time: a telephone may not have room for 100,000. */
const READ = 200;

/**
 * Gives the records of the rules in force rows as version 2 has them. Those of other generations go: nobody would
 * read them.
 */
export async function regroupRecords(transaction: Upgrade): Promise<void> {
	const { db } = transaction;
	const single = unwrap(transaction).objectStore('records');
	single.name = SINGLE;
	const rows = unwrap(db.createObjectStore('records'));
	const generation = (await transaction.objectStore('current').get('settings'))?.generation;
	if (generation !== undefined) {
		const range = IDBKeyRange.bound([generation], [generation + 1], false, true);
		for (const [, rootId] of await transaction.objectStore('catalogs').getAllKeys(range)) {
			const write = (group: RecordGroup) => rows.put(group, rowKey(generation, rootId, group.last));
			await regroupCatalog(wrap(single), generation, rootId, write);
		}
	}
	unwrap(db).deleteObjectStore(SINGLE);
}

async function regroupCatalog(
	single: IDBPObjectStore,
	generation: number,
	rootId: string,
	write: (group: RecordGroup) => void,
): Promise<void> {
	const grouping = new RecordGrouping();
	for (let after: IDBValidKey | undefined = [generation, rootId]; after !== undefined; ) {
		const range = IDBKeyRange.bound(after, rowKey(generation, rootId, undefined), true);
		const [keys, records] = await Promise.all([
			single.getAllKeys(range, READ) as Promise<SingleKey[]>,
			single.getAll(range, READ) as Promise<CatalogRecord[]>,
		]);
		for (const [index, [, , id]] of keys.entries()) {
			const full = grouping.add(id, records[index] ?? {});
			if (full !== undefined) write(full);
		}
		after = keys.at(-1);
	}
	write(grouping.rest());
}
