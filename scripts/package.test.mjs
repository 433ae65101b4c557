import { execFileSync } from 'node:child_process';
import {
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { parseAst } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from './project.mjs';

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** npm takes its time to start, and so does a compiler that reads all types, on a busy machine. */
const TIMEOUT_MS = 120_000;

/** @type {string} */
let folder;
/** @type {Uint8Array<ArrayBuffer>} */
let archive;
/** @type {import('@arethetypeswrong/core').Package} */
let contents;

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'image-understudy-'));
	execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], { cwd: root });
	archive = new Uint8Array(readFileSync(join(folder, `${manifest.name}-${manifest.version}.tgz`)));
	contents = createPackageFromTarballData(archive);
}, TIMEOUT_MS);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Files of the package, relative to it. */
const files = () => contents.listFiles().map((path) => path.slice(`/node_modules/${manifest.name}/`.length));

test('publint has nothing to say about the package', async () => {
	const { messages, pkg = {} } = await publint({ pack: { tarball: archive.buffer }, strict: true });
	// classic scripts of a worker are for copying, nobody imports them
	const relevant = messages.filter(
		({ code, path }) => code !== 'FILE_INVALID_FORMAT' || !/^\.\/sw(-\w+)?\.js$/.test(path[1] ?? ''),
	);
	expect(relevant.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([]);
});

test("the worker's scripts have no package in two versions: browsers read them at each start", () => {
	const maps = readdirSync(join(root, 'dist')).filter((file) => /^sw[^/]*\.js\.map$/.test(file));
	expect(maps.length).toBeGreaterThan(1);
	/** @type {Map<string, Set<string>>} name of a package -> its folders */
	const folders = new Map();
	for (const file of maps) {
		for (const source of JSON.parse(readFileSync(join(root, 'dist', file), 'utf8')).sources) {
			const [, folder, name] = /^(.*node_modules\/((?:@[^/]+\/)?[^/]+))\//.exec(source) ?? [];
			if (folder && name) folders.set(name, (folders.get(name) ?? new Set()).add(folder));
		}
	}
	expect(folders.has('idb')).toBe(true);
	expect([...folders.values()].filter(({ size }) => size > 1)).toEqual([]);
});

test(
	'every entry for programs has types that say what it exports, for all who resolve ES modules',
	async () => {
		const result = await checkPackage(contents);
		if (!result.types) throw new Error('the package has no types');
		// `require` gets an ES module, and what resolves without `exports` gets nothing: there is no other form
		const expected = ['NoResolution node10', 'CJSResolvesToESM node16-cjs'];
		const problems = result.problems.flatMap((problem) => {
			const { kind } = problem;
			if (!('entrypoint' in problem)) return [kind];
			const { entrypoint, resolutionKind } = problem;
			const isProgram = !/\.js(on)?$/.test(entrypoint);
			return isProgram && !expected.includes(`${kind} ${resolutionKind}`)
				? [`${entrypoint}: ${kind}, ${resolutionKind}`]
				: [];
		});
		expect(problems).toEqual([]);
	},
	TIMEOUT_MS,
);

const CONSUMER = `
import { register, type UnderstudyEvents } from 'image-understudy';

const layer = await register({ url: '/sw.js' });
const told = ({ detail }: UnderstudyEvents['substitute']): void => {
	const kind: 'default-image' | 'layer-default' | 'error-image' | 'last-good' | 'properties' | 'none' = detail.kind;
	const status: number = detail.status;
	console.log(detail.url.length, kind, status, detail.observed);
	// @ts-expect-error there is no such detail
	console.log(detail.sort);
};
layer.addEventListener('substitute', told);
layer.removeEventListener('substitute', told);
layer.addEventListener('heal', ({ detail }) => console.log(detail.url.length), { once: true });
// @ts-expect-error a heal has no kind
layer.addEventListener('heal', ({ detail }) => console.log(detail.kind));
// @ts-expect-error there is no such event
layer.addEventListener('healed', () => {});
`;

test.each([
	['bundler', 'ESNext'],
	['node16', 'Node16'],
])('a strict program knows its events, with module resolution %s', (moduleResolution, module) => {
	const project = join(folder, moduleResolution);
	const installed = join(project, 'node_modules', manifest.name);
	mkdirSync(installed, { recursive: true });
	const name = `${manifest.name}-${manifest.version}.tgz`;
	execFileSync('tar', ['-xzf', join(folder, name), '-C', installed, '--strip-components=1']);
	for (const dependency of Object.keys(manifest.dependencies)) {
		symlinkSync(join(root, 'node_modules', dependency), join(project, 'node_modules', dependency));
	}
	writeFileSync(join(project, 'package.json'), '{ "type": "module" }');
	writeFileSync(join(project, 'shop.ts'), CONSUMER);
	const compilerOptions = { module, moduleResolution, strict: true, noEmit: true, types: [] };
	const target = { target: 'ES2022', lib: ['ES2023', 'DOM', 'DOM.Iterable'] };
	writeFileSync(
		join(project, 'tsconfig.json'),
		JSON.stringify({ compilerOptions: { ...compilerOptions, ...target }, files: ['shop.ts'] }),
	);
	const tsc = join(root, 'node_modules/typescript/bin/tsc');
	let said = '';
	try {
		execFileSync(process.execPath, [tsc, '-p', project], { encoding: 'utf8' });
	} catch (error) {
		said = /** @type {{ stdout: string }} */ (error).stdout;
	}
	expect(said).toBe('');
});

test('the modules import exactly the packages that are installed with it', () => {
	const modules = files().filter((file) => /^dist\/(chunks\/)?[\w-]+\.js$/.test(file) && !/\/sw/.test(file));
	const imported = new Set(modules.flatMap((file) => importsOf(join(root, file))));
	const { dependencies, peerDependencies } = manifest;
	expect([...imported].filter((name) => !(name in dependencies || name in peerDependencies))).toEqual([]);
	expect(Object.keys(dependencies).filter((name) => !imported.has(name))).toEqual([]);
});

/**
 * Packages that a module imports, without those of Node.
 *
 * @param {string} file
 */
function importsOf(file) {
	/** @type {string[]} */
	const sources = [];
	for (const statement of parseAst(readFileSync(file, 'utf8')).body) {
		if ('source' in statement && statement.source) sources.push(String(statement.source.value));
	}
	return sources
		.filter((source) => !/^(\.|node:)/.test(source) && !builtinModules.includes(source))
		.map((source) => source.split('/', source.startsWith('@') ? 2 : 1).join('/'));
}

test('the package has what a user needs, and nothing of the workshop', () => {
	expect(files()).toEqual(
		expect.arrayContaining([
			'LICENSE',
			'README.md',
			'dist/THIRD-PARTY-LICENSES.txt',
			'dist/cli.js',
			'dist/image-understudy.js',
			'dist/manifest.schema.json',
			'dist/sw.js',
			'dist/sw-fallback.js',
			'dist/sw-install.js',
			'dist/sw-render.js',
			'dist/sw-palette.js',
			'dist/sw-filters.js',
			'dist/sw-shaped-text.js',
			'docs/quick-start.md',
		]),
	);
	expect(
		files().filter((file) => /\.map$|\.test\.|(^|\/)(src|e2e|scripts|node_modules)\//.test(file)),
	).toEqual([]);
});

test('every package with code in a bundle has its licence in the package', () => {
	const text = contents.readFile(`/node_modules/${manifest.name}/dist/THIRD-PARTY-LICENSES.txt`);
	const titles = [...text.matchAll(/^(\S+) \d.*\n=+$/gm)].map(([, name]) => name);
	expect(titles).toEqual(
		expect.arrayContaining(['cli-progress', 'csv-parse', 'idb', 'saxes', 'valibot', 'workbox-routing']),
	);
	expect(text).toContain('Permission to use, copy, modify');
});
