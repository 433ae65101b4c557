import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The drop-in worker. */
export const WORKER_FILE = 'sw.js';

/** Its parts, which it loads by these names: they have to lie beside it, and be of the same version. */
export const WORKER_PARTS: readonly string[] = [
	'sw-fallback.js',
	'sw-install.js',
	'sw-render.js',
	'sw-palette.js',
	'sw-filters.js',
	'sw-shaped-text.js',
];

/** `register()` for pages that no bundler sees, in one file or, parts that few pages need, in several. */
export const PAGE_FILES: readonly [string, ...string[]] = [
	'image-understudy.js',
	'image-understudy-healing.js',
];

/** The folder of the inspector, in `dist` and in a site. */
export const INSPECTOR_DIST = 'inspector';
export const INSPECTOR_FOLDER = 'image-understudy';

/** What the worker reads unless it is told otherwise; beside it, too. */
export const MANIFEST_FILE = 'image-fallback.json';

export const SCHEMA_FILE = 'manifest.schema.json';

/** What `init` copies: of each release anew. */
export const COPIED_FILES: readonly string[] = [WORKER_FILE, ...WORKER_PARTS, ...PAGE_FILES, SCHEMA_FILE];

/** Whether a file names this package, as all do that come from it. */
export function namesPackage(text: string): boolean {
	return /image-?understudy/i.test(text);
}

/**
 * Absolute path of a file of this package's `dist` folder, wherever the package is installed.
 *
 * @throws if the file is not there, which happens only where the package was not built
 */
export function distFile(name: string): string {
	// by way of the package's own `exports`: this module may run from source, from dist or from a chunk
	const packageJson = createRequire(import.meta.url).resolve('image-understudy/package.json');
	const path = join(dirname(packageJson), 'dist', name);
	if (!existsSync(path)) throw new Error(`${path} is missing: the package image-understudy was not built.`);
	return path;
}
