import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Which worker has the layer in it: the drop-in one, or a shop's own with Workbox. */
export type Host = 'drop-in' | 'workbox';

/** The script that such a shop has at `/sw.js`. */
export async function workerOf(host: Host): Promise<string> {
	if (host === 'drop-in') return readFileSync(new URL('../dist/sw.js', import.meta.url), 'utf8');
	const result = await build({
		configFile: false,
		logLevel: 'warn',
		define: { 'process.env.NODE_ENV': '"production"' },
		build: {
			write: false,
			target: 'es2022',
			lib: {
				entry: fileURLToPath(new URL('workbox/own-worker.js', import.meta.url)),
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
