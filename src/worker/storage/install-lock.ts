import { storageName } from '../../catalog/store/storage-name.js';

/**
 * The Web Lock under which rules are written or deleted: two workers (the old one and the one that is being
 * installed), or an installation and a removal, never do so at the same time.
 */
export function installLock(): string {
	return `${storageName()}-install`;
}
