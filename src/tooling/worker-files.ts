import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The drop-in worker and the part of it that it loads at the first failure; both lie side by side. */
export const WORKER_FILE = 'sw.js';
export const WORKER_FALLBACK_FILE = 'sw-fallback.js';

/**
 * Absolute path of a file of this package's `dist` folder, wherever the package is installed.
 *
 * @throws if the file is not there, which happens only where the package was not built
 */
export function distFile(name: string): string {
	// through the package's own `exports`: this module may run from source, from dist or from a chunk
	const path = join(dirname(createRequire(import.meta.url).resolve('image-understudy/sw.js')), name);
	if (!existsSync(path)) throw new Error(`${path} is missing: the package image-understudy was not built.`);
	return path;
}
