/**
 * Photographs the demo for the README: the same shop without and with the layer, while parts of its image
 * server fail. Needs a build of the demo (`npm start` makes one) and writes docs/demo.png.
 */
import { spawn } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from '@playwright/test';
import sharp from 'sharp';
import { ensureBrowser, launchArguments } from './browser.mjs';
import { ensureInstalled, main, root } from './project.mjs';

const FILE = join(root, 'docs', 'demo.png');
const VIEWPORT = { width: 1400, height: 900 };

/** Starts shop and image server on free ports. */
async function startDemo() {
	const server = spawn(process.execPath, ['--import', 'tsx', join('e2e', 'servers', 'demo.ts')], {
		cwd: root,
		stdio: ['ignore', 'pipe', 'inherit'],
		env: { ...process.env, PORT: '0', IMAGE_PORT: '0' },
	});
	for await (const line of createInterface(server.stdout)) {
		const address = /^Shop: +(\S+)/.exec(line)?.[1];
		if (address) return { address, stop: () => server.kill() };
	}
	throw new Error('the demo did not start; `npm start` says why');
}

/**
 * Opens the demo and waits until both shops stand still, by what their headings say: on the left some
 * pictures have failed, on the right all are shown, and nothing is waited for any more.
 *
 * @param {import('@playwright/test').Page} page
 * @param {string} address
 */
async function openDemo(page, address) {
	await page.goto(address);
	await page.locator('#plain-counts', { hasText: /pictures broken$/ }).waitFor();
	await page.locator('#shop-counts', { hasText: /pictures shown, \d+ underst(udy|udies)$/ }).waitFor();
	// pictures below the fold change the counts, too
	await page.waitForLoadState('networkidle');
	await page.locator('#shop-counts[data-state=well]').waitFor();
}

async function photograph() {
	await ensureInstalled();
	const { path } = await ensureBrowser();
	const demo = await startDemo();
	const browser = await chromium.launch({ executablePath: path, args: launchArguments });
	try {
		const page = await browser.newPage({ viewport: VIEWPORT });
		await openDemo(page, demo.address);
		await sharp(await page.screenshot({ animations: 'disabled' }))
			.png({ palette: true, effort: 10 })
			.toFile(FILE);
		console.log(`wrote ${FILE}, ${Math.ceil((await stat(FILE)).size / 1024)} kB`);
	} finally {
		await browser.close();
		demo.stop();
	}
}

await main(photograph);
