import { storageName } from '../../catalog/store/storage-name.js';
import { installLock } from '../../worker/storage/install-lock.js';

/** What this origin stores; sizes are the browser's estimates, in bytes, for all of the origin. */
export interface StorageReport {
	readonly usage: number | undefined;
	readonly quota: number;
	readonly isPersistent: boolean;
	/** those of the worker that is inspected */
	readonly caches: readonly { readonly name: string; readonly entries: number }[];
}

export async function readStorage(): Promise<StorageReport> {
	const [{ usage, quota = 0 }, isPersistent, caches] = await Promise.all([
		navigator.storage.estimate(),
		navigator.storage.persisted(),
		// to open a cache that is just being deleted would make it anew
		navigator.locks.request(installLock(), { mode: 'shared' }, readCaches),
	]);
	return { usage, quota, isPersistent, caches };
}

async function readCaches(): Promise<StorageReport['caches']> {
	const names = await caches.keys();
	const own = names.filter((name) => name.startsWith(`${storageName()}-`));
	return Promise.all(
		own.map(async (name) => {
			const cache = await caches.open(name);
			return { name, entries: (await cache.keys()).length };
		}),
	);
}
