import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { WORKER_FILE, WORKER_PARTS } from '../../src/tooling/worker-files.js';

/** path on a site -> script */
export type Scripts = ReadonlyMap<string, string>;

/** The drop-in worker as it was built. */
export async function ownWorker(): Promise<Scripts> {
	const names = [WORKER_FILE, ...WORKER_PARTS];
	const texts = await Promise.all(names.map((name) => readFile(local(`../dist/${name}`), 'utf8')));
	return new Map(names.map((name, index) => [`/${name}`, texts[index] ?? '']));
}

/** A worker of bench/workers, as a site has it. */
export async function rivalWorker(file: string): Promise<Scripts> {
	return new Map([['/sw.js', await bundle(`workers/${file}`)]]);
}

/**
 * A module as a shop would publish it: one classic script, minified, without logs for developers. What it
 * exports is the global `bench`.
 *
 * @param file relative to the folder bench
 */
export async function bundle(file: string): Promise<string> {
	const entry = local(file);
	const result = await build({
		configFile: false,
		publicDir: false,
		logLevel: 'warn',
		define: { 'process.env.NODE_ENV': '"production"' },
		build: {
			write: false,
			minify: true,
			target: 'es2022',
			lib: { entry, formats: ['iife'], name: 'bench', fileName: () => 'sw.js' },
		},
	});
	const [output] = [result].flat().flatMap((one) => ('output' in one ? one.output : []));
	if (output?.type !== 'chunk') throw new Error(`${entry} was not bundled into one script`);
	return output.code;
}

/** @param path relative to the folder bench */
function local(path: string): string {
	return fileURLToPath(new URL(`../${path}`, import.meta.url));
}
