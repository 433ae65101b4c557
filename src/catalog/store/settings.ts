import type { Manifest } from '../manifest/manifest.js';
import { readDatabase } from './database.js';
import { heldSettings } from './held-rules.js';

/** Everything of the manifest but the catalogs: what a worker needs before it can let an image pass. */
export interface Settings
	extends Pick<Manifest, 'servers' | 'mode' | 'substituteStatus' | 'policy' | 'limits' | 'messages'> {
	/** which rows of the database belong to it */
	readonly generation: number;
	readonly manifestUrl: string;
	/** the manifest's own `version` */
	readonly version: string | undefined;
	/** of the manifest's bytes, to see whether it changed */
	readonly digest: string;
	/** milliseconds since the epoch */
	readonly installedAt: number;
	readonly report: Manifest['report'] | undefined;
	readonly policies: Manifest['policies'] | undefined;
	readonly lastGood: Manifest['lastGood'] | undefined;
}

/**
 * The settings in force; one small read.
 * @returns undefined: no rules are installed, or they were lost with the database
 * @throws if the database is refused: there may be rules, and newer ones than can be had elsewhere
 */
export async function readSettings(): Promise<Settings | undefined> {
	const held = heldSettings();
	if (held !== undefined) return held;
	const stored = await readDatabase((database) => database.get('current', 'settings'));
	return isIntact(stored) ? stored : undefined;
}

/** Every page of the site can write into this database. */
function isIntact(stored: Settings | undefined): boolean {
	return typeof stored?.generation === 'number' && Array.isArray(stored.servers);
}
