/**
 * Builds the library, the drop-in worker, the declarations and the manifest's schema into dist/.
 *
 *     node scripts/build.mjs [worker] [library] [inspector] [types] [schema] [demo]
 *
 * Without a name it builds all but the demo. Exit code 1 if a part fails.
 */
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { ensureInstalled, root, runPackage } from './project.mjs';
import { licenceTexts, NOTICE, notePackages } from './third-party.mjs';

const dist = join(root, 'dist');

/** @type {Record<string, () => Promise<void>>} */
const parts = {
	library: buildLibrary,
	worker: buildWorker,
	inspector: buildInspector,
	types: buildTypes,
	schema: buildSchema,
	demo: buildDemo,
};

/** The floors that others import: each is compiled against the globals of its own surroundings. */
const publicFloors = ['protocol', 'catalog', 'render', 'worker', 'page', 'tooling'];

/** @type {Set<string>} packages with code in what was built, by their folders */
const bundled = new Set();

async function buildLibrary() {
	await Promise.all([vite('library'), vite('worker-module'), vite('page')]);
	await chmod(join(dist, 'cli.js'), 0o755);
}

async function buildWorker() {
	await vite('worker');
}

async function buildInspector() {
	await vite('inspector');
}

async function buildTypes() {
	for (const floor of publicFloors) {
		const code = await runPackage(
			'typescript',
			[
				...['-p', join('src', floor), '--rootDir', 'src', '--outDir', join('dist', 'types')],
				...['--noEmit', 'false', '--declaration', '--emitDeclarationOnly'],
			],
			{ program: 'tsc' },
		);
		if (code !== 0) throw new Error(`the declarations of src/${floor} do not compile`);
	}
}

async function buildSchema() {
	const { tsImport } = await import('tsx/esm/api');
	const load = (/** @type {string} */ file) => tsImport(`../src/catalog/${file}`, import.meta.url);
	const { manifestJsonSchema } = await load('schema/manifest-json-schema.ts');
	const { reportJsonSchema } = await load('schema/report-json-schema.ts');
	await mkdir(dist, { recursive: true });
	for (const [file, schema] of [
		['manifest.schema.json', manifestJsonSchema()],
		['report.schema.json', reportJsonSchema()],
	]) {
		await writeFile(join(dist, file), `${JSON.stringify(schema, undefined, '\t')}\n`);
	}
}

async function buildDemo() {
	await vite('demo');
}

/** @param {string} mode see vite.config.ts */
async function vite(mode) {
	const { build } = await import('vite');
	// a slow machine is no reason for a warning
	const checks = { bundlerTimings: false };
	const plugins = mode === 'demo' ? [] : [notePackages(bundled)];
	await build({ root, mode, logLevel: 'warn', plugins, build: { rolldownOptions: { checks } } });
}

/** @param {readonly string[]} names */
async function main(names) {
	const unknown = names.find((name) => !(name in parts));
	if (unknown) throw new Error(`there is no part ${unknown}, only ${Object.keys(parts).join(', ')}`);
	await ensureInstalled();
	const isWhole = names.length === 0;
	if (isWhole) await rm(dist, { recursive: true, force: true });
	for (const [name, buildPart] of Object.entries(parts)) {
		if (isWhole ? name === 'demo' : !names.includes(name)) continue;
		const start = performance.now();
		await buildPart();
		console.log(`built ${name} in ${Math.round(performance.now() - start)} ms`);
	}
	if (isWhole) await writeFile(join(dist, NOTICE), licenceTexts(bundled));
}

try {
	await main(process.argv.slice(2));
} catch (error) {
	const message = error instanceof Error ? error.message : String(error);
	console.error('The build failed:', process.stderr.isTTY ? message : stripVTControlCharacters(message));
	process.exitCode = 1;
}
