import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { WORKER_FILE, WORKER_PARTS } from '../src/tooling/worker-files.js';

const WORKER_SCRIPTS = [WORKER_FILE, ...WORKER_PARTS];

/** One way to load images; each gets a site of its own, so that no worker meets another's requests. */
export interface Contender {
	readonly name: ContenderName;
	/** path on the site -> script; no `sw.js` among them means no worker */
	readonly scripts: ReadonlyMap<string, string>;
	/** a failed image is answered by it, which shows that its rules are in force */
	readonly substitutes: boolean;
}

export type ContenderName = 'no worker' | 'pass-through worker' | 'Workbox NetworkOnly' | 'image-understudy';

export async function loadContenders(): Promise<readonly Contender[]> {
	const [passThrough, workbox, ...own] = await Promise.all([
		readFile(local('contenders/pass-through.js'), 'utf8'),
		bundle(local('contenders/workbox.ts')),
		...WORKER_SCRIPTS.map((name) => readFile(local(`../dist/${name}`), 'utf8')),
	]);
	const scripts = new Map(WORKER_SCRIPTS.map((name, index) => [`/${name}`, own[index] ?? '']));
	return [
		{ name: 'no worker', scripts: new Map(), substitutes: false },
		{ name: 'pass-through worker', scripts: new Map([['/sw.js', passThrough]]), substitutes: false },
		{ name: 'Workbox NetworkOnly', scripts: new Map([['/sw.js', workbox]]), substitutes: false },
		{ name: 'image-understudy', scripts, substitutes: true },
	];
}

function local(path: string): string {
	return fileURLToPath(new URL(path, import.meta.url));
}

/** As a shop would publish it: minified, without Workbox's logs. */
async function bundle(entry: string): Promise<string> {
	const result = await build({
		configFile: false,
		logLevel: 'warn',
		define: { 'process.env.NODE_ENV': '"production"' },
		build: {
			write: false,
			minify: true,
			target: 'es2022',
			lib: { entry, formats: ['iife'], name: 'worker', fileName: () => 'sw.js' },
		},
	});
	const [output] = [result].flat().flatMap((one) => ('output' in one ? one.output : []));
	if (output?.type !== 'chunk') throw new Error(`${entry} was not bundled into one script`);
	return output.code;
}
