import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCommandLine } from './command-line.js';
import { runInTerminal } from './testing/run-in-terminal.js';
import { withFolder } from './testing/temporary-folder.js';
import { distFile, PAGE_FILES, SCHEMA_FILE, WORKER_FILE, WORKER_PARTS } from './worker-files.js';

const SCRIPTS = [WORKER_FILE, ...WORKER_PARTS, ...PAGE_FILES];

const read = (...path: readonly string[]) => readFile(join(...path), 'utf8');

const manifestOf = async (folder: string) => JSON.parse(await read(folder, 'image-fallback.json'));

test('a folder that does not exist yet gets the worker and a manifest that check has nothing against', () =>
	withFolder({ 'package.json': '{}' }, async (parent) => {
		const folder = join(parent, 'public');
		const { code, out } = await runInTerminal('init', folder);
		expect(code).toBe(0);
		const data = ['image-fallback.json', SCHEMA_FILE, 'no-image.svg'];
		expect((await readdir(folder)).sort()).toEqual([...SCRIPTS, ...data].sort());
		for (const file of [...SCRIPTS, SCHEMA_FILE]) {
			expect(await read(folder, file)).toBe(await readFile(distFile(file), 'utf8'));
		}
		expect(out).toContain("import { register } from '/image-understudy.js';");

		const checked = await runInTerminal('check', join(folder, 'image-fallback.json'));
		expect(checked.error).toBe('');
		expect(checked.out).toMatch(/is valid: 0 errors, 0 warnings$/);
	}));

test.each([
	['package.json', 'package.json is a file; expected a folder'],
	['package.json/public', 'public cannot be: a part of this path is a file'],
])('%s instead of a folder: nothing is written', (name, message) =>
	withFolder({ 'package.json': '{}' }, async (parent) => {
		const { code, error } = await runInTerminal('init', join(parent, name));
		expect(code).toBe(1);
		expect(error).toContain(message);
		expect(await readdir(parent)).toEqual(['package.json']);
	}),
);

test('servers and catalogs are found in the project, the most frequent first, and not in what tools have put there', () =>
	withFolder(
		{
			'package.json': '{ "devDependencies": { "vite": "8" } }',
			'src/card.tsx': 'const url = "https://images.shop.example/is/image/Acme/" + sku;',
			'src/deep/list.json':
				'["https://images.shop.example/is/image/Outdoor/tent", "https://b.example/is/image/Acme/mug"]',
			'node_modules/other/index.js': '"https://wrong.example/is/image/Wrong/x"',
			'.git/config.json': '"https://wrong.example/is/image/Wrong/x"',
			'dist/main.js': '"https://wrong.example/is/image/Wrong/x"',
			'photo.png': 'https://wrong.example/is/image/Wrong/x',
		},
		async (root) => {
			const { code, out } = await runInTerminal('init', join(root, 'public'), '--yes');
			expect(code).toBe(0);
			expect(out).toContain(`found 3 image URLs in 2 files of ${root}`);
			const { servers, catalogs } = await manifestOf(join(root, 'public'));
			expect(servers).toEqual([{ origin: 'https://images.shop.example' }, { origin: 'https://b.example' }]);
			expect(Object.keys(catalogs)).toEqual(['default', 'Acme', 'Outdoor']);
			expect(out).toContain("import { register } from 'image-understudy';");
			const checked = await runInTerminal('check', join(root, 'public/image-fallback.json'), '--strict');
			expect(checked.code).toBe(0);
		},
	));

test.each([
	['', 'found no /is/image/ URLs in the files of'],
	['"https://a.example/is/image/Acme/mug"', 'found 1 image URL in 1 file of'],
	[
		'"https://a.example/is/image/Acme/mug", "https://a.example/is/image/Acme/cup"',
		'found 2 image URLs in 1 file of',
	],
])('a page with %s: %s', (text, told) =>
	withFolder({ 'package.json': '{}', 'index.html': text }, async (root) => {
		const { out } = await runInTerminal('init', join(root, 'public'), '--yes');
		expect(out).toContain(`${told} ${root}`);
	}),
);

test('only what no file says is asked, and only where somebody is there', () =>
	withFolder({ 'package.json': '{}' }, async (root) => {
		const questions: string[] = [];
		const terminal = {
			out: () => {},
			error: () => {},
			ask: async (question: string) => {
				questions.push(question);
				return 'https://images.asked.example/is/image/';
			},
		};
		expect(await runCommandLine(['init', join(root, 'a')], terminal)).toBe(0);
		expect((await manifestOf(join(root, 'a'))).servers).toEqual([{ origin: 'https://images.asked.example' }]);
		expect(questions).toHaveLength(1);
		// what was written is found the next time
		expect(await runCommandLine(['init', join(root, 'b'), '--yes'], terminal)).toBe(0);
		expect(questions).toHaveLength(1);
	}));

test.each([
	['images.asked.example', 'https://images.asked.example'],
	['localhost:4174', 'http://localhost:4174'],
	['http://127.0.0.1:4174/is/image', 'http://127.0.0.1:4174'],
])('asked for the server, %s is understood', (answer, origin) =>
	withFolder({ 'package.json': '{}' }, async (root) => {
		const terminal = { out: () => {}, error: () => {}, ask: async () => answer };
		expect(await runCommandLine(['init', root], terminal)).toBe(0);
		expect((await manifestOf(root)).servers).toEqual([{ origin }]);
	}),
);

test.each(['no idea', 'ftp://images.example', ''])(
	'asked for the server, %j leaves an example to replace',
	(answer) =>
		withFolder({ 'package.json': '{}' }, async (root) => {
			const lines: string[] = [];
			const terminal = { out: (line: string) => lines.push(line), error: () => {}, ask: async () => answer };
			expect(await runCommandLine(['init', root], terminal)).toBe(0);
			expect((await manifestOf(root)).servers).toEqual([{ origin: 'https://images.example.com' }]);
			expect(lines).toContain(
				'  https://images.example.com stands in the manifest until you name your server there',
			);
		}),
);

test('a manifest that is there is kept, unless it is forced; an old worker is replaced', () =>
	withFolder(
		{
			'package.json': '{}',
			'image-fallback.json': '{ "mine": true }',
			'sw.js': '/*! image-understudy 0.0.1 */',
		},
		async (folder) => {
			const { code, out } = await runInTerminal('init', folder);
			expect(code).toBe(0);
			expect(out).toContain(`kept ${join(folder, 'image-fallback.json')}`);
			expect(await read(folder, 'image-fallback.json')).toBe('{ "mine": true }');
			expect(await read(folder, 'sw.js')).toBe(await readFile(distFile('sw.js'), 'utf8'));
			expect((await runInTerminal('init', folder, '--force')).code).toBe(0);
			expect(await manifestOf(folder)).toHaveProperty('servers');
		},
	));

test("a worker of the shop's own is not replaced, and nothing else is written", () =>
	withFolder({ 'sw.js': "self.addEventListener('push', show);" }, async (folder) => {
		const { code, error } = await runInTerminal('init', folder);
		expect(code).toBe(1);
		expect(error).toContain(`${join(folder, 'sw.js')} is there and was not written by image-understudy`);
		expect(await readdir(folder)).toEqual(['sw.js']);
		expect((await runInTerminal('init', folder, '--manifest-only')).code).toBe(0);
		expect(await read(folder, 'sw.js')).toBe("self.addEventListener('push', show);");
	}));

test.each([
	['{ "dependencies": { "vite": "8" } }', 'plugins: [understudy()]'],
	[
		'{ "dependencies": { "webpack": "5" } }',
		"registerRoute(imageFallbackRoute({ manifest: '/image-fallback.json' }));",
	],
])('--manifest-only leaves the worker to the project of %s', (packages, line) =>
	withFolder({ 'package.json': packages }, async (root) => {
		await mkdir(join(root, 'public'));
		const { out } = await runInTerminal('init', join(root, 'public'), '--manifest-only');
		expect((await readdir(join(root, 'public'))).sort()).toEqual([
			'image-fallback.json',
			SCHEMA_FILE,
			'no-image.svg',
		]);
		expect(out).toContain(line);
	}),
);

test('--inspector puts the inspector beside it, whole; without it there is none', () =>
	withFolder({ 'package.json': '{}' }, async (root) => {
		const folder = join(root, 'public');
		expect((await runInTerminal('init', folder, '--yes')).code).toBe(0);
		expect(await readdir(folder)).not.toContain('image-understudy');
		const { code, out } = await runInTerminal('init', folder, '--inspector');
		expect(code).toBe(0);
		const place = join(folder, 'image-understudy');
		expect(out).toContain(`wrote ${join(place, 'inspector.html')}`);
		expect((await readdir(place)).sort()).toEqual((await readdir(distFile('inspector'))).sort());
		expect((await runInTerminal('--help')).out).toMatch(/--inspector .*image-understudy\/inspector\.html/);
	}));

test('where no folder can be made, the reason is said', () =>
	withFolder({ file: '' }, async (folder) => {
		const { code, error } = await runInTerminal('init', join(folder, 'file'));
		expect(code).toBe(1);
		expect(error).toContain(join(folder, 'file'));
	}));
