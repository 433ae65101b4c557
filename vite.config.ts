import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, esmExternalRequirePlugin, type UserConfig } from 'vite';
import manifest from './package.json' with { type: 'json' };
import { classicScripts } from './scripts/classic-scripts.mjs';
import { NOTICE } from './scripts/third-party.mjs';
import { understudy } from './src/tooling/vite.js';

const root = fileURLToPath(new URL('.', import.meta.url));
const source = (path: string) => join(root, 'src', path);

/** Oldest engines with everything the worker draws with: Chrome 105, Firefox 105, Safari 16.4. */
const target = 'es2022';

/** What the package's users have installed with it. */
const installed = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });

const external = [/^node:/, ...installed.map((name) => new RegExp(`^${name}(/|$)`))];

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
				protocol: source('protocol/index.ts'),
				manifest: source('catalog/index.ts'),
				render: source('tooling/render/index.ts'),
				vite: source('tooling/vite.ts'),
				cli: source('tooling/cli.ts'),
			},
		},
		rolldownOptions: {
			external,
			output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name].js' },
		},
	},
};

/** For a shop's own worker, in one module: no bundler may split a service worker. */
const workerModule: UserConfig = {
	publicDir: false,
	build: {
		target,
		outDir: 'dist',
		emptyOutDir: false,
		minify: false,
		lib: { formats: ['es'], entry: { worker: source('worker/index.ts') } },
		rolldownOptions: { external, output: { entryFileNames: '[name].js', codeSplitting: false } },
	},
};

/** Kept by minifiers. */
const banner = `/*! image-understudy ${manifest.version}, MIT licence; with code of others, see ${NOTICE} of the package */`;

/** The page's side without anything to install, for shops that bundle nothing: see `PAGE_FILES`. */
const pageScript: UserConfig = {
	publicDir: false,
	build: {
		target,
		outDir: 'dist',
		emptyOutDir: false,
		lib: { formats: ['es'], entry: source('page/index.ts'), fileName: () => 'image-understudy.js' },
		rolldownOptions: {
			output: { minify: true, comments: false, chunkFileNames: 'image-understudy-[name].js' },
		},
	},
};

/** The drop-in worker, in as many classic scripts as it is needed at different times: see `WORKER_PARTS`. */
const worker = (): UserConfig => {
	const { plugin, scriptOf } = classicScripts(manifest.version, {
		'sw.ts': 'sw',
		'fallback.ts': 'sw-fallback',
		'renderer.ts': 'sw-render',
		'install-rules.ts': 'sw-install',
		'file-writers.ts': 'sw-palette',
		'filters.ts': 'sw-filters',
		'shaped-text.ts': 'sw-shaped-text',
	});
	return {
		publicDir: false,
		plugins: [plugin],
		// workbox-expiration brings an older one of its own, with the same functions
		resolve: { dedupe: ['idb'] },
		// Workbox's logs and assertions are compiled away
		define: { 'process.env.NODE_ENV': '"production"' },
		build: {
			target,
			outDir: 'dist',
			emptyOutDir: false,
			minify: true,
			// beside the script, but not named in it: a shop copies the script alone
			sourcemap: 'hidden',
			lib: { formats: ['cjs'], entry: source('worker/sw.ts'), fileName: () => 'sw.js' },
			rolldownOptions: {
				preserveEntrySignatures: 'allow-extension',
				output: {
					chunkFileNames: '[name].js',
					codeSplitting: { groups: [{ name: scriptOf }], includeDependenciesRecursively: false },
					postBanner: banner,
				},
			},
		},
	};
};

/** How the inspector's components are compiled. */
const components = { jsx: { runtime: 'automatic', importSource: 'preact' } } as const;

/** A page with its script and style, as a folder that can lie anywhere on a site. */
const inspector: UserConfig = {
	publicDir: false,
	base: './',
	oxc: components,
	build: {
		target,
		outDir: 'dist/inspector',
		emptyOutDir: true,
		// what is inlined would need more of a Content-Security-Policy
		assetsInlineLimit: 0,
		modulePreload: false,
		rolldownOptions: {
			input: join(root, 'inspector.html'),
			output: { entryFileNames: '[name].js', chunkFileNames: '[name].js', assetFileNames: '[name][extname]' },
		},
	},
};

/** Every page at the root, with the drop-in worker beside it. */
const demo = (): UserConfig => ({
	plugins: [understudy()],
	oxc: components,
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
		case 'worker-module':
			return workerModule;
		case 'page':
			return pageScript;
		case 'worker':
			return worker();
		case 'inspector':
			return inspector;
		default:
			return demo();
	}
});
