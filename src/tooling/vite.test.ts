import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { join } from 'node:path';
import { build, createServer, type ViteDevServer } from 'vite';
import { expect, test, vi } from 'vitest';
import { withFolder } from './testing/temporary-folder.js';
import { type UnderstudyOptions, understudy } from './vite.js';
import { distFile } from './worker-files.js';

const page = { 'index.html': '<!doctype html><title>shop</title>' };
const manifest = JSON.stringify({
	servers: [{ origin: 'https://images.example.com' }],
	catalogs: { default: {} },
});
const broken = JSON.stringify({ servers: [{ origin: 'images' }], catalogs: { default: {} } });

function buildSite(root: string, options?: UnderstudyOptions, onWarning?: (message: string) => void) {
	return build({
		root,
		configFile: false,
		logLevel: 'silent',
		plugins: [understudy(options)],
		build: { rolldownOptions: { onLog: (_level, { message }) => onWarning?.(message) } },
	});
}

/** A development server of the site, and its origin, while `use` runs. */
async function withServer(
	{ root, base = '/' }: { root: string; base?: string },
	use: (origin: string, server: ViteDevServer) => Promise<void>,
): Promise<void> {
	const server = await createServer({
		root,
		base,
		configFile: false,
		logLevel: 'silent',
		server: { port: 0, host: '127.0.0.1' },
		plugins: [understudy()],
	});
	try {
		await server.listen();
		await use(new URL(server.resolvedUrls?.local[0] ?? '').origin, server);
	} finally {
		await server.close();
	}
}

test.each(['public/image-fallback.json', 'image-fallback.json'])(
	'build with the manifest at %s: the site has the worker and the manifest at its root',
	(place) =>
		withFolder({ ...page, [place]: manifest }, async (root) => {
			await buildSite(root);
			const built = (name: string) => readFile(join(root, 'dist', name), 'utf8');
			expect(await built('sw.js')).toBe(await readFile(distFile('sw.js'), 'utf8'));
			expect(await built('sw-fallback.js')).toBe(await readFile(distFile('sw-fallback.js'), 'utf8'));
			expect(await built('image-fallback.json')).toBe(manifest);
			expect(existsSync(join(root, 'dist/image-understudy'))).toBe(false);
		}),
);

test('build: other names for the worker and the manifest', () =>
	withFolder({ ...page, 'shop/rules.json': manifest }, async (root) => {
		await buildSite(root, { worker: '/shop/worker.js', manifest: './shop/rules.json' });
		for (const name of ['shop/worker.js', 'shop/sw-fallback.js', 'shop/rules.json']) {
			expect(existsSync(join(root, 'dist', name)), name).toBe(true);
		}
	}));

test.each([
	[{ manifst: 'x.json' }, 'unknown option manifst; did you mean manifest?'],
	[{ inspector: true }, 'unknown option inspector; there are manifest, worker'],
	[{ manifest: true }, 'manifest: found true; expected a path such as shop/image-fallback.json'],
	[{ manifest: '../image-fallback.json' }, 'manifest: found "../image-fallback.json"; expected a path'],
	[{ manifest: 'https://example.com/a.json' }, 'manifest: found "https://example.com/a.json"; expected'],
	[{ worker: '' }, 'worker: found ""; expected a path such as shop/sw.js'],
	[{ worker: 'workers/' }, 'worker: found "workers/"; expected'],
	[{ worker: 'src/sw.ts' }, 'worker: found "src/sw.ts"; expected'],
	['rules.json', 'found "rules.json"; expected an object'],
	[null, 'found null; expected an object'],
])('options %j are refused with what is right', (options, message) => {
	expect(() => Reflect.apply(understudy, undefined, [options])).toThrow(`understudy(): ${message}`);
});

test('build: a manifest that the worker would refuse fails it, with the place', () =>
	withFolder({ ...page, 'public/image-fallback.json': broken }, async (root) => {
		await expect(buildSite(root)).rejects.toThrow('image-fallback.json:1:23: $.servers[0].origin: ');
	}));

test('build: no manifest fails it, with what to do', () =>
	withFolder(page, async (root) => {
		await expect(buildSite(root)).rejects.toThrow(
			`npx image-understudy init ${join(root, 'public')} --manifest-only`,
		);
	}));

test('build: a manifest that does less than it says is warned about', () =>
	withFolder(
		{
			...page,
			'public/image-fallback.json': manifest.replace('{}', '{"attributes":{"UseLastModified":1}}'),
		},
		async (root) => {
			const warnings: string[] = [];
			await buildSite(root, {}, (message) => warnings.push(message));
			expect(warnings.join('\n')).toContain('$.catalogs.default.attributes.UseLastModified: ');
		},
	));

test('dev server: worker and manifest are served below the base, and nothing else is touched', () =>
	withFolder({ ...page, 'public/image-fallback.json': manifest }, async (root) => {
		await withServer({ root, base: '/shop/' }, async (origin) => {
			const load = (path: string) => fetch(new URL(path, origin));
			const worker = await load('/shop/sw.js?manifest=image-fallback.json');
			expect(worker.headers.get('Content-Type')).toBe('text/javascript');
			expect(await worker.text()).toBe(await readFile(distFile('sw.js'), 'utf8'));
			expect(await (await load('/shop/sw-fallback.js')).text()).not.toBe('');
			expect(await (await load('/shop/image-fallback.json')).text()).toBe(manifest);
			const inspector = await load('/shop/image-understudy/inspector.html');
			expect(inspector.headers.get('Content-Type')).toMatch(/^text\/html/);
			expect(await inspector.text()).toBe(await readFile(distFile('inspector/inspector.html'), 'utf8'));
			expect((await load('/shop/image-understudy/inspector.js')).headers.get('Content-Type')).toBe(
				'text/javascript',
			);
			expect((await load('/sw.js')).status).toBe(404);
			expect(await (await load('/shop/')).text()).toContain('<title>shop</title>');
		});
	}));

test('dev server: an open page is told what is wrong with the manifest', () =>
	withFolder({ ...page, 'public/image-fallback.json': broken }, async (root) => {
		await withServer({ root }, async (origin, server) => {
			const overlay = await firstError(new URL(`?token=${server.config.webSocketToken}`, origin));
			expect(overlay).toContain('image-fallback.json:1:23: $.servers[0].origin: ');
		});
	}));

test('dev server: a manifest that changes, and is right, is news for the pages', () =>
	withFolder({ ...page, 'public/image-fallback.json': manifest }, async (root) => {
		await withServer({ root, base: '/shop/' }, async (origin, server) => {
			const html = await (await fetch(new URL('/shop/', origin))).text();
			expect(html).toContain('src="/shop/@image-understudy/client.js"');
			const client = await (await fetch(new URL('/shop/@image-understudy/client.js', origin))).text();
			expect(client).toContain('import.meta.hot.on("image-understudy:manifest"');

			const heard: string[] = [];
			const news = new Promise<void>((resolve) => {
				vi.spyOn(server.ws, 'send').mockImplementation((payload: unknown) => {
					const { type, event } = payload as { type: string; event?: string };
					heard.push(event ?? type);
					if (event !== undefined) resolve();
				});
			});
			const file = join(root, 'public/image-fallback.json');
			const noticed = new Promise((resolve) => server.watcher.on('all', resolve));
			await writeFile(file, manifest.replace('{', '{ "version": "next",'));
			await noticed;
			await news;
			expect(heard).toEqual(['image-understudy:manifest']);
		});
	}));

/** Listens as Vite's client in a page does. */
function firstError({ hostname, port, search }: URL): Promise<string> {
	return new Promise((resolve, reject) => {
		const request = get({
			host: hostname,
			port,
			path: `/${search}`,
			headers: {
				Connection: 'Upgrade',
				Upgrade: 'websocket',
				'Sec-WebSocket-Version': '13',
				'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
				'Sec-WebSocket-Protocol': 'vite-hmr',
			},
		});
		request.on('error', reject);
		request.on('upgrade', (_response, socket, head) => {
			let received = '';
			const read = (chunk: Buffer) => {
				// frames from a server are plain text after a short head
				received += chunk.toString();
				const error = /\{"type":"error".*\}/.exec(received);
				if (!error) return;
				resolve(JSON.parse(error[0]).err.message);
				socket.destroy();
			};
			read(head);
			socket.on('data', read);
		});
	});
}
