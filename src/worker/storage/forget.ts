import { deleteDatabase, inTime } from '../../catalog/store/database.js';
import { dropWaitingFailures } from '../../catalog/store/failure-memory.js';
import { forgetLastGood } from '../answer/last-good.js';
import { deleteCaches } from './caches.js';
import { installLock } from './install-lock.js';

/**
 * Deletes the database and all caches, after the installation that may be under way. What the browser does
 * not let go of, or not in time, is left behind: others wait for the lock.
 */
export function forgetEverything(): Promise<void> {
	return navigator.locks.request(installLock(), async () => {
		dropWaitingFailures();
		await inTime(forgetLastGood()).catch(() => {});
		await Promise.allSettled([deleteDatabase(), inTime(deleteCaches())]);
	});
}
