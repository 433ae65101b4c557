import { readFile } from 'node:fs/promises';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { PAGE_FILES } from '../../src/tooling/worker-files.js';
import type { Benchmark } from '../harness/benchmark.js';
import { bundle, ownWorker } from '../harness/bundle.js';

const COUNTS: readonly (readonly [unit: string, count: (text: string) => number])[] = [
	['gzip', (text) => gzipSync(text, { level: 9 }).length],
	['brotli', (text) => brotliCompressSync(text).length],
	['minified', (text) => Buffer.byteLength(text)],
];

export const sizes: Benchmark = {
	name: 'sizes',
	title: 'Sizes of scripts',
	about:
		'Each script of the layer, and beside them workers that do nothing but NetworkOnly for image URLs with Workbox and with Serwist, bundled and minified by Vite in this run. Of the layer, `sw.js` is read at each start of the worker, the other `sw-` scripts when they are needed, and the page’s own script by the page.',
	rounds: { full: 1, quick: 1 },
	async open() {
		const [workbox, fallback, serwist, worker, ...pageScripts] = await Promise.all([
			bundle('workers/network-only-workbox.ts'),
			bundle('workers/default-image-workbox.ts'),
			bundle('workers/network-only-serwist.ts'),
			ownWorker(),
			...PAGE_FILES.map((name) => readFile(new URL(`../../dist/${name}`, import.meta.url), 'utf8')),
		]);
		const scripts: readonly (readonly [string, string])[] = [
			['Workbox NetworkOnly', workbox],
			['Workbox with a fallback image', fallback],
			['Serwist NetworkOnly', serwist],
			...[...worker].map(([path, text]) => [path.slice(1), text] as const),
			...PAGE_FILES.map((name, index) => [name, pageScripts[index] ?? ''] as const),
		];
		return {
			series: COUNTS.map(([name, count]) => ({
				name,
				unit: 'kB',
				contenders: Object.fromEntries(
					scripts.map(([script, text]) => [script, async () => count(text) / 1000]),
				),
				baselines: ['Workbox NetworkOnly', 'Serwist NetworkOnly'],
			})),
			async close() {},
		};
	},
};
