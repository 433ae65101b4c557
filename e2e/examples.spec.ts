import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { test as base, expect } from '@playwright/test';
import sirv from 'sirv';
import { type ImageServer, startImageServer } from './servers/image-server.js';

const run = promisify(execFile);
const project = fileURLToPath(new URL('..', import.meta.url));

/** What stands in the examples for the shop's image server. */
const PLACEHOLDER = 'https://images.example.com';

/** A shop that was installed from the packed archive as a user would. */
interface Shops {
	readonly images: ImageServer;
	/** copies an example, installs it and runs its `build` */
	install(name: string): Promise<string>;
	/** serves a folder; its origin */
	serve(folder: string): Promise<string>;
}

const test = base.extend<object, { archive: string; shops: Shops }>({
	archive: [
		// biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's dependencies from the pattern
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
			const servers: ReturnType<typeof createServer>[] = [];
			await use({
				images,
				async install(name) {
					const copy = join(folder, name);
					const filter = (path: string) => !/node_modules|[/\\](dist|package-lock\.json)$/.test(path);
					await cp(join(project, 'examples', name), copy, { recursive: true, filter });
					await nameServer(copy, images.origin);
					const quiet = ['--no-audit', '--no-fund', '--prefer-offline'];
					await run('npm', ['install', ...quiet, archive], { cwd: copy });
					await run('npm', ['run', 'build'], { cwd: copy });
					return copy;
				},
				async serve(root) {
					const server = createServer(sirv(root, { dev: true }));
					servers.push(server);
					await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
					return `http://localhost:${(server.address() as AddressInfo).port}`;
				},
			});
			for (const server of servers) server.close();
			await images.close();
			await rm(folder, { recursive: true, force: true });
		},
		{ scope: 'worker' },
	],
});

async function nameServer(folder: string, origin: string): Promise<void> {
	for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
		if (!entry.isFile() || !/\.(html|jsx?|json)$/.test(entry.name)) continue;
		const path = join(entry.parentPath, entry.name);
		await writeFile(path, (await readFile(path, 'utf8')).replaceAll(PLACEHOLDER, origin));
	}
}

// npm and a bundler run first
test.describe.configure({ timeout: 300_000 });

for (const [name, site] of [
	['plain-html', 'site'],
	['vite', 'dist'],
	['workbox', 'dist'],
	['preact', 'dist'],
] as const) {
	test(`examples/${name}: installed from the archive, built, and no image is broken`, async ({
		shops,
		page,
	}) => {
		const folder = await shops.install(name);
		await shops.images.setFault('*', { type: 'missing' });
		await page.goto(await shops.serve(join(folder, site)));
		const image = page.getByAltText('Armchair');
		await expect(image).toHaveAttribute('data-fallback', 'default-image', { timeout: 30_000 });
		await expect(image).toHaveAttribute('data-fallback-reason', 'missing');
		await expect(image).not.toHaveJSProperty('naturalWidth', 0);
		if (name === 'preact') await expect(page.getByText('picture coming soon')).toBeVisible();
		if (name === 'plain-html') {
			await expect(page.locator('image-note')).toHaveAttribute('data-note', 'Picture coming soon');
		}
	});
}
