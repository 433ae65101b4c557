import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { test as base, expect, type Locator, type Page } from '@playwright/test';
import sirv from 'sirv';
import { type ImageServer, startImageServer } from '../servers/image-server.js';
import { type ListeningServer, listen } from '../servers/listening-server.js';

const run = promisify(execFile);
const project = fileURLToPath(new URL('../..', import.meta.url));

/** Nothing of a test is told to anybody, and what a program writes is plain text. */
const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NO_COLOR: '1' };

/** What stands in the examples for the shop's image server. */
const PLACEHOLDER = 'https://images.example.com';

/** Shops that were installed from the packed archive as a user would. */
interface Shops {
	/** what the examples know as `https://images.example.com` */
	readonly images: ImageServer;
	/** copies an example and installs it; its folder */
	install(name: string): Promise<string>;
	/** runs its `build`, too */
	build(name: string): Promise<string>;
	/** serves a folder; its origin */
	serve(folder: string): Promise<string>;
}

const test = base.extend<object, { archive: string; shops: Shops }>({
	archive: [
		async ({}, use) => {
			const folder = await mkdtemp(join(tmpdir(), 'image-understudy-'));
			const args = ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder];
			await run('npm', args, { cwd: project });
			const [name = ''] = await readdir(folder);
			await use(join(folder, name));
			await rm(folder, { recursive: true, force: true });
		},
		{ scope: 'worker' },
	],
	shops: [
		async ({ archive }, use) => {
			const images = await startImageServer();
			const folder = await mkdtemp(join(tmpdir(), 'image-understudy-'));
			const servers: ListeningServer[] = [];
			const installed = new Map<string, Promise<string>>();
			const shops: Shops = {
				images,
				install(name) {
					const shop = installed.get(name) ?? installCopy(name, join(folder, name), archive, images.origin);
					installed.set(name, shop);
					return shop;
				},
				async build(name) {
					const copy = await shops.install(name);
					await run('npm', ['run', 'build'], { cwd: copy, env });
					return copy;
				},
				async serve(root) {
					const server = await listen(sirv(root, { dev: true }), 0, 'localhost');
					servers.push(server);
					return server.origin;
				},
			};
			await use(shops);
			await Promise.all(servers.map((server) => server.stop()));
			await images.close();
			await rm(folder, { recursive: true, force: true });
		},
		{ scope: 'worker' },
	],
});

async function installCopy(name: string, copy: string, archive: string, origin: string): Promise<string> {
	const filter = (path: string) => !/[/\\](node_modules|dist|out|\.next|package-lock\.json)$/.test(path);
	await cp(join(project, 'examples', name), copy, { recursive: true, filter });
	await nameServer(copy, origin);
	const quiet = ['--no-audit', '--no-fund', '--prefer-offline'];
	await run('npm', ['install', ...quiet, archive], { cwd: copy });
	return copy;
}

async function nameServer(folder: string, origin: string): Promise<void> {
	for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
		if (!entry.isFile() || !/\.(html|jsx?|json)$/.test(entry.name)) continue;
		const path = join(entry.parentPath, entry.name);
		await writeFile(path, (await readFile(path, 'utf8')).replaceAll(PLACEHOLDER, origin));
	}
}

/** npm fetches hundreds of packages, and bundlers work on them: how long says nothing about the shops. */
const INSTALLING = 1_200_000;

test.describe.configure({ timeout: 120_000 });

const OUTAGE = { type: 'status', status: 500 } as const;

const armchair = (page: Page) => page.getByAltText('Armchair');

async function expectSubstitute(page: Page, kind = 'default-image'): Promise<void> {
	await expect(armchair(page)).toHaveAttribute('data-fallback', kind, { timeout: 30_000 });
	await expect(armchair(page)).not.toHaveJSProperty('naturalWidth', 0);
}

async function expectOwnPicture(page: Page): Promise<void> {
	await expect(armchair(page)).not.toHaveAttribute('data-fallback', { timeout: 30_000 });
	await expect(armchair(page)).not.toHaveJSProperty('naturalWidth', 0);
}

/** What a page of an example says while its picture is replaced. */
const NOTES: Readonly<Record<string, (page: Page) => Locator>> = {
	'a React component': (page) => page.getByText('Armchair (picture coming soon)'),
	'a web component': (page) => page.locator('image-note[data-note="Picture coming soon"]'),
	'a line of text': (page) => page.getByText('default-image: server'),
};

for (const { name, site, note } of [
	{ name: 'next', site: 'out', note: 'a React component' },
	{ name: 'workbox', site: 'dist' },
	{ name: 'plain-html', site: 'site', note: 'a web component' },
	{ name: 'vite', site: 'dist', note: 'a line of text' },
]) {
	const says = note === undefined ? '' : `, and ${note} says so`;
	test.describe(`examples/${name}, installed from the archive and built`, () => {
		let folder: string;

		test.beforeAll(async ({ shops }) => {
			test.setTimeout(INSTALLING);
			folder = await shops.build(name);
		});

		test(`no image is broken while its server is away${says}`, async ({ shops, page }) => {
			await shops.images.setFault('*', OUTAGE);
			await page.goto(await shops.serve(join(folder, site)));
			await expectSubstitute(page);
			const shown = NOTES[note ?? '']?.(page);
			if (shown) await expect(shown).toBeVisible();
			await shops.images.setFault('*', undefined);
			await expectOwnPicture(page);
			if (shown) await expect(shown).toHaveCount(0);
		});
	});
}

test.describe('examples/vite: its development server', () => {
	// one after the other: they share what was installed, and a manifest
	test.describe.configure({ mode: 'default' });

	test.beforeAll(async ({ shops }) => {
		test.setTimeout(INSTALLING);
		await shops.install('vite');
	});

	const developed = test.extend<{ base: string; shop: { origin: string; manifest: string } }>({
		base: ['/', { option: true }],
		shop: async ({ shops, base }, use) => {
			const folder = await shops.install('vite');
			const manifest = join(folder, 'public/image-fallback.json');
			const text = await readFile(manifest, 'utf8');
			await writeFile(manifest, text.replace('"RootPath": "/"', `"RootPath": "${base}"`));
			await shops.images.setFault('*', OUTAGE);
			const vite = await startVite(folder, base);
			await use({ origin: vite.origin, manifest });
			await vite.stop();
			await shops.images.setFault('*', undefined);
			await writeFile(manifest, text);
		},
	});

	for (const base of ['/', '/shop/']) {
		developed.describe(`at ${base}`, () => {
			developed.use({ base });

			developed('its worker covers the site, and no more', async ({ shop, page }) => {
				await page.goto(shop.origin + base);
				await expectSubstitute(page);
				const worker = await page.evaluate(async () => {
					const { active, scope } = await navigator.serviceWorker.ready;
					return { script: active?.scriptURL, scope, isMine: active === navigator.serviceWorker.controller };
				});
				const site = shop.origin + base;
				expect(worker).toEqual({ script: `${site}sw.js`, scope: site, isMine: true });
			});
		});
	}

	developed(
		'a manifest that changes is in force on the open page, without a reload',
		async ({ shop, page }) => {
			await page.goto(shop.origin);
			await expectSubstitute(page, 'default-image');
			await page.evaluate(() => document.documentElement.setAttribute('data-typed', 'by the developer'));
			await edit(shop.manifest, '"DefaultImage": "no-image", ', '');
			await expectSubstitute(page, 'error-image');
			await edit(shop.manifest, '"ErrorImage"', '"DefaultImage": "no-image", "ErrorImage"');
			await expectSubstitute(page, 'default-image');
			await expect(page.locator('html')).toHaveAttribute('data-typed', 'by the developer');
		},
	);

	developed('a mistake in the manifest covers the open page until it is mended', async ({ shop, page }) => {
		await page.goto(shop.origin);
		await expectSubstitute(page);
		const overlay = page.locator('vite-error-overlay');
		await expect(overlay).toHaveCount(0);
		await edit(shop.manifest, '"DefaultImage"', '"DefaultImagge"');
		await expect(overlay).toContainText(
			/image-fallback\.json:7:\d+: \$\.catalogs\.default\.attributes\.DefaultImagge: /,
		);
		// the rules that were in force still are
		await expectSubstitute(page);
		await edit(shop.manifest, '"DefaultImagge"', '"DefaultImage"');
		await expect(overlay).toHaveCount(0);
		await expectSubstitute(page);
	});

	developed('a page that was opened with a mistake is covered once it is mended', async ({ shop, page }) => {
		await edit(shop.manifest, '"servers"', '"servants"');
		await page.goto(shop.origin);
		const overlay = page.locator('vite-error-overlay');
		await expect(overlay).toContainText(/image-fallback\.json:4:\d+: \$\.servants: /);
		await edit(shop.manifest, '"servants"', '"servers"');
		await expect(overlay).toHaveCount(0);
		await expectSubstitute(page);
	});
});

async function edit(path: string, old: string, now: string): Promise<void> {
	const text = await readFile(path, 'utf8');
	expect(text).toContain(old);
	await writeFile(path, text.replace(old, now));
}

/** Runs what `npm run dev` runs, without npm in between, which would not be ended with it. */
async function startVite(folder: string, base: string): Promise<{ origin: string; stop(): Promise<void> }> {
	const vite = join(folder, 'node_modules/vite/bin/vite.js');
	const child = spawn(process.execPath, [vite, '--port', '0', '--base', base], { cwd: folder, env });
	const ended = once(child, 'exit');
	let said = '';
	const origin = await new Promise<string>((resolve, reject) => {
		const read = (chunk: Buffer) => {
			said += chunk;
			const [address] = /http:\/\/localhost:\d+/.exec(said) ?? [];
			if (address !== undefined) resolve(address);
		};
		child.stdout.on('data', read);
		child.stderr.on('data', read);
		child.once('exit', () => reject(new Error(`vite ended: ${said}`)));
	});
	return {
		origin,
		async stop() {
			child.kill();
			await ended;
		},
	};
}
