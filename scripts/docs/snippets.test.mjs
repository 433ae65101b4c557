import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { tsImport } from 'tsx/esm/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../project.mjs';
import { fencedBlocks } from './fenced-blocks.mjs';
import { pages, readPage } from './pages.mjs';

const run = promisify(execFile);

/** How each kind of block is tried; a page has no other kind. */
const TRIED = {
	sh: 'is run',
	console: 'is run, and has to print what stands there',
	js: 'is compiled',
	ts: 'is compiled',
	html: 'its script is compiled',
	json: 'is a manifest or a part of one (`pages.test.mjs`), or a report',
	xml: 'is an SVG, and is drawn',
	css: 'is parsed',
	http: 'its header and directives are known ones',
	// nothing can be run: a drawing made of letters, the form of a command line, words of a program in general
	text: 'is read by people only',
};

/** @param {string} name */
function page(name) {
	return join('docs', `${name}.md`);
}

test.each(pages)('%s: each block is of a kind that is tried', async (name) => {
	const unknown = fencedBlocks(readPage(name)).filter(({ language }) => !Object.hasOwn(TRIED, language));
	expect(unknown.map(({ line, language }) => `${name}:${line}: ${language || 'no language'}`)).toEqual([]);
});

/** Those with something of a kind. */
const pagesWith = (/** @type {RegExp} */ languages) =>
	pages.filter((name) => fencedBlocks(readPage(name)).some(({ language }) => languages.test(language)));

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
	shop = createServer((_request, response) =>
		response.setHeader('access-control-allow-origin', '*').end('<title>A shop</title>'),
	);
	await new Promise((resolve) => shop.listen(0, '127.0.0.1', () => resolve(undefined)));
	await putProgram(
		'npx',
		`[ "$1" = image-understudy ] && shift && exec node "${join(root, 'dist/cli.js')}" "$@"`,
	);
	// scripts of a package are tried by `npm test` itself and by `e2e/tooling/examples.spec.ts`: here it counts that they exist
	await putProgram(
		'npm',
		`[ "$1" = install ] && exit 0; [ "$1" = run ] && shift; grep -q "\\"$1\\": \\"" "$PACKAGE"`,
	);
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

test.each(pagesWith(/^(sh|console)$/))(
	'%s: its commands run, one after the other, in a new project',
	async (guide) => {
		const project = await mkdtemp(join(folder, 'project-'));
		for (const [path, text] of Object.entries(PROJECT)) await write(join(project, path), text);
		const blocks = fencedBlocks(readPage(guide));
		// a manifest of the page that says no place is the one that its commands are about
		const first = blocks.find(({ language, text }) => language === 'json' && text.includes('"servers"'));
		const manifest = first?.text ?? MANIFEST;
		if (!blocks.some(({ text }) => /understudy (init|import)/.test(text))) {
			await write(join(project, 'public/image-fallback.json'), local(manifest));
		}
		const example = guide.startsWith('examples/') ? dirname(guide) : '.';
		const env = {
			...process.env,
			PATH: [join(folder, 'bin'), process.env.PATH].join(delimiter),
			PACKAGE: join(root, example, 'package.json'),
		};
		for (const { language, text, file, line } of blocks) {
			if (file !== undefined) await write(join(project, file), local(text));
			for (const { command, prints } of commandsOf(language, text)) {
				const { code, output } = await runIn(project, command, env);
				const place = `${guide}:${line}`;
				if (prints === undefined) expect(code, `${place}\n${output}`).toBe(0);
				else expect(output, place).toBe(prints);
			}
		}
	},
);

/** For pages that have commands about one, but show none. */
const MANIFEST = JSON.stringify({
	servers: [],
	catalogs: { Acme: { records: { onError: { Modifier: 'size=30,30&text=$error.message$' } } } },
});

/**
 * @param {string} language
 * @param {string} text
 * @returns {{ command: string, prints?: string }[]}
 */
function commandsOf(language, text) {
	if (language === 'sh') return [{ command: text }];
	if (language !== 'console') return [];
	return text
		.split(/^\$ /m)
		.slice(1)
		.map((session) => {
			const [command = ''] = /^(?:.*\\\n)*.*\n/.exec(session) ?? [];
			return { command, prints: session.slice(command.length) };
		});
}

/**
 * @param {string} cwd
 * @param {string} command
 * @param {NodeJS.ProcessEnv} env
 */
async function runIn(cwd, command, env) {
	const script = `exec 2>&1\n${local(command)}`;
	const { stdout, code = 0 } = await run('sh', ['-ec', script], { cwd, env }).catch((error) => error);
	return { code, output: String(stdout) };
}

describe('snippets of programs', () => {
	test('each is a program that the types of the package agree with', async () => {
		const project = join(folder, 'snippets');
		await mkdir(join(project, 'node_modules'), { recursive: true });
		await symlink(root, join(project, 'node_modules', 'image-understudy'));
		for (const name of ['vite', 'preact', 'workbox-routing', 'workbox-strategies', 'workbox-core']) {
			await symlink(join(root, 'node_modules', name), join(project, 'node_modules', name));
		}
		await write(join(project, 'package.json'), '{ "type": "module" }');
		for (const guide of pages) {
			for (const { language: written, text: block, line } of fencedBlocks(readPage(guide))) {
				if (!/^(js|ts|html)$/.test(written)) continue;
				const language = written === 'html' ? 'js' : written;
				const text = written === 'html' ? scriptOf(block) : block;
				const place = placeOf(text);
				// a part of a program goes on with what an earlier one has made
				const isPart = /\blayer\b/.test(text) && !/\bregister\b/.test(text);
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
		await symlink(join(root, 'node_modules', '@types'), join(project, 'node_modules', '@types'));
		/** @type {[place: string, lib: string[], types: string[]][]} */
		const places = [
			['page', ['DOM'], []],
			['worker', ['WebWorker'], []],
			['node', [], ['node']],
		];
		for (const [place, lib, types] of places) {
			const options = {
				...{ module: 'ESNext', moduleResolution: 'bundler', target: 'ES2022', noEmit: true, types },
				...{ strict: true, noImplicitAny: false, allowJs: true, checkJs: true, skipLibCheck: true },
				lib: ['ES2023', ...lib],
				// what a guide takes from the one, the other has, with types
				paths: { react: ['../node_modules/preact/compat/src/index.d.ts'] },
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

/** Where a program runs, by what it imports. @param {string} text */
function placeOf(text) {
	if (text.includes('image-understudy/worker')) return 'worker';
	return /'(node:\w+|image-understudy\/(render|vite))/.test(text) ? 'node' : 'page';
}

/** The module of a page; the file that `init` puts beside it is the package's own. @param {string} html */
function scriptOf(html) {
	const [, script = ''] = /<script type="module">([\s\S]*?)<\/script>/.exec(html) ?? [];
	return script.replaceAll(/'\.?\/image-understudy\.js'/g, "'image-understudy'");
}

const DIRECTIVES =
	/^(default|script|style|img|connect|worker|font|manifest)-src( ('self'|'none'|blob:|data:|https:\/\/[\w.]+))+$/;

test.each(pagesWith(/^http$/))('%s: its headers are such that browsers know', async (name) => {
	for (const { language, text } of fencedBlocks(readPage(name))) {
		if (language !== 'http') continue;
		const [, value = ''] = /^Content-Security-Policy: (.+)\n$/.exec(text) ?? [];
		expect(
			value.split('; ').filter((directive) => !DIRECTIVES.test(directive)),
			text,
		).toEqual([]);
	}
});

test.each(pagesWith(/^xml$/))('%s: its pictures can be drawn', async (name) => {
	const { default: sharp } = await import('sharp');
	for (const { language, text } of fencedBlocks(readPage(name))) {
		if (language !== 'xml') continue;
		expect((await sharp(Buffer.from(text)).metadata()).width).toBeGreaterThan(0);
	}
});

test.each(pagesWith(/^css$/))('%s: its styles can be parsed', async (name) => {
	// the one that Vite brings with it
	const { transform } = createRequire(import.meta.resolve('vite'))('lightningcss');
	for (const { language, text } of fencedBlocks(readPage(name))) {
		if (language === 'css') transform({ filename: 'page.css', code: Buffer.from(text) });
	}
});

test('docs/measuring.md: the report is one by its schema', async () => {
	const { reportSchema } = await tsImport('../../src/catalog/schema/report-schema.ts', import.meta.url);
	const { parse } = await import('valibot');
	const [report] = fencedBlocks(readPage(page('measuring'))).filter(({ text }) => text.includes('"entries"'));
	expect(() => parse(reportSchema, JSON.parse(report?.text ?? ''))).not.toThrow();
});

test.each(['examples/next/app/use-substitute.js', 'examples/plain-html/site/image-note.js'])(
	'docs/frameworks.md has %s to the letter, which a browser has run',
	async (file) => {
		const code = readFileSync(join(root, file), 'utf8').replace(
			"'./image-understudy.js'",
			"'image-understudy'",
		);
		expect(fencedBlocks(readPage(page('frameworks'))).map(({ text }) => text)).toContain(code);
	},
);

test.each(pages)('%s: its requests are without fault', async (guide) => {
	const { parseImageRequest } = await tsImport('../../src/protocol/index.ts', import.meta.url);
	const requests = readPage(guide).matchAll(/`[^`\s]*(\/is\/image\/[\w-]+\/[^`\s]+)`/g);
	for (const [, request = ''] of requests) {
		// the form of a request, not one
		if (request.includes('CATALOG/')) continue;
		const { problems } = parseImageRequest(request);
		expect(problems, request).toEqual([]);
	}
});

test('docs/categories.md: each request of the table is answered with the object beside it', async () => {
	const { parseManifest } = await tsImport('../../src/catalog/index.ts', import.meta.url);
	const { foresee } = await tsImport('../../src/tooling/audit/foresee.ts', import.meta.url);
	const text = readPage(page('categories'));
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
