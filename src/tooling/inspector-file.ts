import { readFile } from 'node:fs/promises';
import { posix } from 'node:path';
import type { ServedFile } from './dev-server.js';
import { distFile, INSPECTOR_DIST, INSPECTOR_FOLDER } from './worker-files.js';

const TYPES: Readonly<Record<string, string>> = {
	'.html': 'text/html; charset=utf-8',
	'.js': 'text/javascript',
	'.css': 'text/css',
	'.svg': 'image/svg+xml',
};

/** @param name of a path below the site's base -> the inspector's file there; undefined: it is none of its */
export async function inspectorFile(name: string): Promise<ServedFile | undefined> {
	const { dir, base, ext } = posix.parse(name);
	const type = TYPES[ext];
	if (dir !== INSPECTOR_FOLDER || type === undefined) return undefined;
	const body = await readFile(posix.join(distFile(INSPECTOR_DIST), base)).catch(() => undefined);
	return body && { type, body };
}
