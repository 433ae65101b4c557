import { readFile } from 'node:fs/promises';
import {
	checkManifest,
	ManifestError,
	type ManifestOptions,
	type Notice,
	parseManifest,
} from '../catalog/index.js';

export interface ManifestReport {
	/** the worker would refuse the manifest */
	readonly errors: readonly Notice[];
	/** the worker would take it, but do less than it says; known only if there are no errors */
	readonly warnings: readonly Notice[];
}

/**
 * Judges a manifest exactly as the worker will, or, with more templates tried, better.
 *
 * @param text of the manifest
 */
export function inspectManifest(text: string, options?: ManifestOptions): ManifestReport {
	try {
		return { errors: [], warnings: checkManifest(parseManifest(text, options), options) };
	} catch (error) {
		if (error instanceof ManifestError) return { errors: error.issues, warnings: [] };
		throw error;
	}
}

/**
 * Judges a manifest exactly as the worker will.
 *
 * @throws if the file cannot be read
 */
export async function inspectManifestFile(path: string): Promise<ManifestReport> {
	return inspectManifest(await readFile(path, 'utf8'));
}

/** One line: the file, the place in it, and what is the matter. */
export function describeNotice(file: string, { path, message }: Notice): string {
	return `${file}: ${path}: ${message}`;
}
