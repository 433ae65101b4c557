import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, esmExternalRequirePlugin, type UserConfig } from 'vite';
import manifest from './package.json' with { type: 'json' };
import { understudy } from './src/tooling/vite.js';

const root = fileURLToPath(new URL('.', import.meta.url));
const source = (path: string) => join(root, 'src', path);

/** Oldest engines with everything the worker draws with: Chrome 105, Firefox 105, Safari 16.4. */
const target = 'es2022';

/** What others import; the packages it uses stay imports, so that a shop has each of them once. */
const library: UserConfig = {
	publicDir: false,
	// the command line has packages in it that `require` them
	plugins: [esmExternalRequirePlugin({ external: ['events', 'readline', 'stream'] })],
	build: {
		target,
		outDir: 'dist',
		emptyOutDir: false,
		minify: false,
		lib: {
			formats: ['es'],
			entry: {
				index: source('page/index.ts'),
				worker: source('worker/index.ts'),
				protocol: source('protocol/index.ts'),
				manifest: source('catalog/index.ts'),
				render: source('tooling/render/index.ts'),
				vite: source('tooling/vite.ts'),
				cli: source('tooling/cli.ts'),
			},
		},
		rolldownOptions: {
			external: [/^node:/, /^(cockatiel|idb|valibot|vite|workbox-[a-z]+)(\/|$)/],
			output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name].js' },
		},
	},
};

/** A classic script with everything in it: a service worker can be neither split nor, in all engines, a module. */
const classicScript = (name: string, entry: string): UserConfig => ({
	publicDir: false,
	// Workbox's logs and assertions are compiled away
	define: { 'process.env.NODE_ENV': '"production"', VERSION: JSON.stringify(manifest.version) },
	build: {
		target,
		outDir: 'dist',
		emptyOutDir: false,
		minify: true,
		// beside the script, but not named in it: a shop copies the script alone
		sourcemap: 'hidden',
		lib: { formats: ['iife'], name: 'imageUnderstudy', entry: source(entry), fileName: () => name },
	},
});

/** Every page at the root, with the drop-in worker beside it. */
const demo = (): UserConfig => ({
	plugins: [understudy()],
	build: {
		target,
		outDir: 'dist-demo',
		rolldownOptions: {
			input: readdirSync(root)
				.filter((file) => file.endsWith('.html'))
				.map((file) => join(root, file)),
		},
	},
});

/** One configuration for each product, chosen by `--mode`; without one, `vite` serves the demo's pages. */
export default defineConfig(({ mode }) => {
	switch (mode) {
		case 'library':
			return library;
		case 'worker':
			return classicScript('sw.js', 'worker/sw.ts');
		case 'worker-fallback':
			return classicScript('sw-fallback.js', 'worker/sw-fallback.ts');
		default:
			return demo();
	}
});
