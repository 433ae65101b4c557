import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Which worker has the layer in it: the drop-in one, or a shop's own with Workbox. */
export type Host = 'drop-in' | 'workbox';

/** The script that such a shop has at `/sw.js`. */
export async function workerOf(host: Host): Promise<string> {
	return host === 'drop-in'
		? readFileSync(new URL('../../dist/sw.js', import.meta.url), 'utf8')
		: bundledWorker('own-worker.js');
}

/** A worker of `e2e/workbox` in one script. */
export async function bundledWorker(file: string): Promise<string> {
	const result = await build({
		configFile: false,
		logLevel: 'warn',
		define: { 'process.env.NODE_ENV': '"production"' },
		build: {
			write: false,
			target: 'es2022',
			lib: {
				entry: fileURLToPath(new URL(`../workbox/${file}`, import.meta.url)),
				formats: ['iife'],
				name: 'worker',
				fileName: () => 'sw.js',
			},
		},
	});
	const [output] = [result].flat().flatMap((one) => ('output' in one ? one.output : []));
	if (output?.type !== 'chunk') throw new Error('the worker was not bundled into one script');
	return output.code;
}
