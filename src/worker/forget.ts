import { deleteDatabase } from '../catalog/database.js';
import { deleteCaches } from './caches.js';
import { INSTALL_LOCK } from './install-lock.js';

/** Deletes the database and all caches, after the installation that may be under way. */
export function forgetEverything(): Promise<void> {
	return navigator.locks.request(INSTALL_LOCK, async () => {
		await Promise.all([deleteDatabase(), deleteCaches()]);
	});
}
