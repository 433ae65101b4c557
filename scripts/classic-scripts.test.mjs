import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { classicScripts } from './classic-scripts.mjs';

const MODULES = {
	'entry.js': `import { count } from './shared.js'; self.start = async () => [count(), await (await import('./first.js')).run()];`,
	'first.js': `import { count } from './shared.js'; import { both } from './both.js';
		export const run = async () => [count(), both, (await import('./second.js')).name];`,
	'second.js': `import { both } from './both.js'; export const name = 'second, ' + both;`,
	'both.js': `export const both = 'for both';`,
	'shared.js': `let times = 0; export const count = () => ++times;`,
};

/** @type {string} */
let folder;
/** @type {Map<string, string>} */
let scripts;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'image-understudy-'));
	for (const [name, text] of Object.entries(MODULES)) await writeFile(join(folder, name), text);
	const { plugin, scriptOf } = classicScripts('1.2.3', {
		'entry.js': 'worker',
		'first.js': 'worker-first',
		'second.js': 'worker-second',
	});
	const result = await build({
		configFile: false,
		logLevel: 'silent',
		plugins: [plugin],
		build: {
			write: false,
			lib: { formats: ['cjs'], entry: join(folder, 'entry.js'), fileName: () => 'worker.js' },
			rolldownOptions: {
				preserveEntrySignatures: 'allow-extension',
				output: {
					chunkFileNames: '[name].js',
					codeSplitting: { groups: [{ name: scriptOf }], includeDependenciesRecursively: false },
				},
			},
		},
	});
	const outputs = [result].flat().flatMap((one) => ('output' in one ? one.output : []));
	scripts = new Map(outputs.flatMap((one) => (one.type === 'chunk' ? [[one.fileName, one.code]] : [])));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** @param {ReadonlyMap<string, string>} served what the site has */
function startWorker(served) {
	/** @type {string[]} */
	const imported = [];
	/** @type {{ start?: () => Promise<unknown> }} */
	const self = {};
	const globals = createContext(Object.assign(self, { self, importScripts }));
	/** @param {string} url */
	function importScripts(url) {
		imported.push(url);
		const text = served.get(url.replace(/\?.*/, ''));
		if (text === undefined) throw new Error(`${url} failed to load`);
		runInContext(text, globals);
	}
	runInContext(served.get('worker.js') ?? '', globals);
	return { start: async () => self.start?.(), imported };
}

test('there are as many scripts as said, and each module is in one of them', () => {
	expect([...scripts.keys()].sort()).toEqual(['worker-first.js', 'worker-second.js', 'worker.js']);
	const places = [...scripts].filter(([, code]) => code.includes('for both')).map(([name]) => name);
	expect(places).toEqual(['worker-first.js']);
});

test('a script is imported when it is needed, once, and by its version', async () => {
	const { start, imported } = startWorker(scripts);
	expect(imported).toEqual([]);
	// what two scripts share is there once: it goes on counting
	expect(await start()).toEqual([1, [2, 'for both', 'second, for both']]);
	expect(await start()).toEqual([3, [4, 'for both', 'second, for both']]);
	expect(imported).toEqual(['worker-first.js?1.2.3', 'worker-second.js?1.2.3']);
});

test.each([
	['is missing', undefined, 'worker-second.js?1.2.3 failed to load'],
	['is something else', '"old"', 'worker-second.js did not load'],
])('a script that %s is named', async (_, text, message) => {
	const served = new Map(scripts);
	if (text === undefined) served.delete('worker-second.js');
	else served.set('worker-second.js', text);
	await expect(startWorker(served).start()).rejects.toThrow(message);
});
