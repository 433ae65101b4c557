import type { IDBPTransaction, StoreNames } from 'idb';
import { inTime } from './database.js';
import type { Connection, UnderstudyDatabase } from './database-schema.js';

/**
 * Longest wait for one transaction of an installation, in milliseconds. It has to wait for those of other tabs, and
 * one of them may never end; until the installation is over, no other manifest can come into force.
 */
const WRITE_MS = 10_000;

type Names = StoreNames<UnderstudyDatabase>[];

export type Writing<Stores extends Names> = IDBPTransaction<UnderstudyDatabase, Stores, 'readwrite'>;

/**
 * Writes in one transaction, within bounds.
 *
 * @param work waits for requests of the transaction alone, or it ends without it
 * @throws `TimeoutError` if it does not end; then it is aborted, and nothing of it comes later
 */
export async function writeInTime<const Stores extends Names, T>(
	database: Connection,
	stores: Stores,
	work: (transaction: Writing<Stores>) => Promise<T> | T,
	durability?: IDBTransactionDurability,
): Promise<T> {
	const transaction = database.transaction(stores, 'readwrite', durability && { durability });
	const written = Promise.all([work(transaction), transaction.done]);
	const [result] = await inTime(written, () => abort(transaction), WRITE_MS);
	return result;
}

function abort(transaction: Pick<IDBTransaction, 'abort'>): void {
	try {
		transaction.abort();
	} catch {
		// it has just ended
	}
}
