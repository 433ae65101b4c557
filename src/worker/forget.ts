import { deleteDatabase } from '../catalog/database.js';
import { deleteCaches } from './caches.js';

/** Deletes the database and all caches. */
export async function forgetEverything(): Promise<void> {
	await Promise.all([deleteDatabase(), deleteCaches()]);
}
