import { readFile } from 'node:fs/promises';
import { SCHEMA_FILE } from '../worker-files.js';

/**
 * What an import leaves as it is: everything in the manifest but its catalogs.
 * @param path of the manifest that will be replaced, if it is there
 */
export async function keptSettings(path: string): Promise<Readonly<Record<string, unknown>>> {
	const initial = { $schema: `./${SCHEMA_FILE}`, servers: [] };
	let text: string;
	try {
		text = await readFile(path, 'utf8');
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return initial;
		throw error;
	}
	try {
		const manifest: unknown = JSON.parse(text.replace(/^\ufeff/, ''));
		if (typeof manifest !== 'object' || manifest === null || Array.isArray(manifest)) return initial;
		return { ...initial, ...manifest, catalogs: {} };
	} catch {
		// whatever it is, it is no manifest
		return initial;
	}
}
