import { readFile } from 'node:fs/promises';
import { checkManifest, ManifestError, parseManifest } from '../catalog/index.js';

/** Something about a place in a manifest. */
export interface Finding {
	/** JSON path, e.g. `$.servers[0].origin` */
	readonly path: string;
	readonly message: string;
}

export interface Findings {
	/** the worker would refuse the manifest */
	readonly errors: readonly Finding[];
	/** the worker would take it, but do less than it says; known only if there are no errors */
	readonly warnings: readonly Finding[];
}

/**
 * Judges a manifest exactly as the worker will.
 *
 * @throws if the file cannot be read
 */
export async function inspectManifestFile(path: string): Promise<Findings> {
	const text = await readFile(path, 'utf8');
	try {
		return { errors: [], warnings: checkManifest(parseManifest(text)) };
	} catch (error) {
		if (error instanceof ManifestError) return { errors: error.issues, warnings: [] };
		throw error;
	}
}

/** One line: the file, the place in it, and what is the matter. */
export function describeFinding(file: string, { path, message }: Finding): string {
	return `${file}: ${path}: ${message}`;
}
