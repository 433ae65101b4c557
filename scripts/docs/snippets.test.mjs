import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { tsImport } from 'tsx/esm/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../project.mjs';
import { fencedBlocks } from './fenced-blocks.mjs';

const run = promisify(execFile);

/** The guides: a user types what stands there. */
const guides = [
	'README.md',
	...['quick-start', 'going-live', 'templates', 'categories', 'recipes', 'frameworks', 'measuring'].map(page),
	...['audit', 'check', 'troubleshooting'].map(page),
];

/** @param {string} name */
function page(name) {
	return join('docs', `${name}.md`);
}

/** @param {string} guide */
const read = (guide) => readFile(join(root, guide), 'utf8');

/** What the guides suppose to be there. */
const PROJECT = {
	'package.json': '{ "type": "module" }',
	'public/index.html': '<title>A shop</title>',
	'site/index.html': '<title>A shop</title>',
	'urls.txt': '',
};

/** @type {string} */
let folder;
/** @type {import('node:http').Server} */
let shop;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'image-understudy-'));
	// the web of the guides: pages without images
	shop = createServer((_request, response) => response.end('<title>A shop</title>'));
	await new Promise((resolve) => shop.listen(0, '127.0.0.1', () => resolve(undefined)));
	await putProgram(
		'npx',
		`[ "$1" = image-understudy ] && shift && exec node "${join(root, 'dist/cli.js')}" "$@"`,
	);
	await putProgram('npm', '[ "$1" = install ] || exit 1');
});

afterAll(async () => {
	shop.close();
	await rm(folder, { recursive: true, force: true });
});

/**
 * @param {string} name
 * @param {string} script
 */
async function putProgram(name, script) {
	const path = join(folder, 'bin', name);
	await write(path, `#!/bin/sh\n${script}\n`);
	await chmod(path, 0o755);
}

/**
 * @param {string} path
 * @param {string} text
 */
async function write(path, text) {
	await mkdir(dirname(path), { recursive: true });
	await writeFile(path, text);
}

/** Addresses of the guides -> the server of the test. */
const local = (/** @type {string} */ text) => {
	const { port } = /** @type {import('node:net').AddressInfo} */ (shop.address());
	return text.replaceAll(/https:\/\/(www|images)\.example\.com/g, `http://127.0.0.1:${port}`);
};

test.each(guides)('%s: its commands run, one after the other, in a new project', async (guide) => {
	const project = await mkdtemp(join(folder, 'project-'));
	for (const [path, text] of Object.entries(PROJECT)) await write(join(project, path), text);
	const blocks = fencedBlocks(await read(guide));
	// a manifest of the page that says no place is the one that its commands are about
	const first = blocks.find(({ language, text }) => language === 'json' && text.includes('"servers"'));
	const manifest = first?.text ?? '{ "servers": [] }';
	if (!blocks.some(({ text }) => /understudy init/.test(text))) {
		await write(join(project, 'public/image-fallback.json'), local(manifest));
	}
	for (const { language, text, file, line } of blocks) {
		if (file !== undefined) await write(join(project, file), local(text));
		if (language !== 'sh') continue;
		const env = { ...process.env, PATH: [join(folder, 'bin'), process.env.PATH].join(delimiter) };
		await run('sh', ['-ec', local(text)], { cwd: project, env }).catch((error) => {
			throw new Error(`${guide}:${line}: ${error.message}\n${error.stdout}${error.stderr}`);
		});
	}
});

describe('snippets of programs', () => {
	test('each is a program that the types of the package agree with', async () => {
		const project = join(folder, 'snippets');
		await mkdir(join(project, 'node_modules'), { recursive: true });
		await symlink(root, join(project, 'node_modules', 'image-understudy'));
		for (const name of ['vite', 'preact', 'workbox-routing', 'workbox-strategies', 'workbox-core']) {
			await symlink(join(root, 'node_modules', name), join(project, 'node_modules', name));
		}
		await write(join(project, 'package.json'), '{ "type": "module" }');
		for (const guide of guides) {
			for (const { language, text, line } of fencedBlocks(await read(guide))) {
				if (!/^[jt]s$/.test(language)) continue;
				const place = text.includes('image-understudy/worker') ? 'worker' : 'page';
				// a part of a program goes on with what an earlier one has made
				const isPart = /\blayer\b/.test(text) && !/const layer\b/.test(text);
				const before = isPart
					? "import { register } from 'image-understudy';\nconst layer = await register();\n"
					: '';
				// only TypeScript can be told what a worker's `self` is
				const scope = place === 'worker' ? 'declare const self: ServiceWorkerGlobalScope;\n' : '';
				const suffix = place === 'worker' ? 'ts' : language;
				const name = `${guide.replace(/\W+/g, '-')}-${line}.${suffix}`;
				await write(join(project, place, name), `${scope}${before}${text}\nexport {};\n`);
			}
		}
		for (const [place, lib] of [
			['page', 'DOM'],
			['worker', 'WebWorker'],
		]) {
			const options = {
				...{ module: 'ESNext', moduleResolution: 'bundler', target: 'ES2022', noEmit: true, types: [] },
				...{ strict: true, noImplicitAny: false, allowJs: true, checkJs: true, skipLibCheck: true },
				lib: ['ES2023', 'DOM.Iterable', lib],
			};
			await write(
				join(project, String(place), 'tsconfig.json'),
				JSON.stringify({ compilerOptions: options, include: ['.'] }),
			);
			const tsc = join(root, 'node_modules/typescript/bin/tsc');
			await run(process.execPath, [tsc, '-p', join(project, String(place))]).catch((error) => {
				throw new Error(error.stdout);
			});
		}
	});
});

test.each(guides)('%s: its requests are without fault', async (guide) => {
	const { parseImageRequest } = await tsImport('../../src/protocol/index.ts', import.meta.url);
	const requests = (await read(guide)).matchAll(/`[^`\s]*(\/is\/image\/[\w-]+\/[^`\s]+)`/g);
	for (const [, request = ''] of requests) {
		const { problems } = parseImageRequest(request);
		expect(problems, request).toEqual([]);
	}
});

test('docs/categories.md: each request of the table is answered with the object beside it', async () => {
	const { parseManifest } = await tsImport('../../src/catalog/index.ts', import.meta.url);
	const { foresee } = await tsImport('../../src/tooling/audit/foresee.ts', import.meta.url);
	const text = await read(page('categories'));
	const [{ text: json = '' } = {}] = fencedBlocks(text).filter(({ language }) => language === 'json');
	const manifest = parseManifest(json);
	const rows = [...text.matchAll(/^\| `(\/is\/image\/\S+)` \| (?:`(\S+)`|nothing)/gm)];
	expect(rows).toHaveLength(5);
	for (const [, path, object] of rows) {
		const failure = { reason: 'missing', status: 404, serverText: '' };
		const foreseen = await foresee(failure, `https://images.example.com${path}`, manifest);
		expect(foreseen, path).toMatchObject(object ? { kind: 'default-image', object } : { kind: 'none' });
	}
});
