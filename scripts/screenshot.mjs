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
import { ensureInstalled, root } from './project.mjs';

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
 * Opens the demo and waits until both shops stand still: every picture in sight has loaded or failed, on
 * the right the layer is in charge, and none is broken.
 *
 * @param {import('@playwright/test').Page} page
 * @param {string} address
 */
async function openDemo(page, address) {
	await page.goto(address);
	await page.waitForFunction(
		() => {
			const [plain, shop] = ['plain', 'shop'].map((id) => {
				const frame = /** @type {HTMLIFrameElement | null} */ (document.getElementById(id));
				const images = [...(frame?.contentDocument?.images ?? [])].filter((image) => {
					const { top, bottom } = image.getBoundingClientRect();
					return bottom > 0 && top < (frame?.clientHeight ?? 0);
				});
				return { frame, images, state: document.getElementById(`${id}-counts`)?.dataset.state };
			});
			if (!plain || !shop) return false;
			const isStill = [...plain.images, ...shop.images].every((image) => image.complete);
			const isCovered = shop.frame?.contentWindow?.navigator.serviceWorker.controller != null;
			const hasSubstitute = shop.images.some((image) => image.dataset.fallback !== undefined);
			return isStill && isCovered && hasSubstitute && plain.state === 'broken' && shop.state === 'well';
		},
		undefined,
		{ timeout: 60_000 },
	);
	// complete is not yet drawn
	for (const frame of page.frames()) {
		await frame.evaluate(async () => {
			const isBroken = (/** @type {HTMLImageElement} */ image) => image.naturalWidth === 0;
			const shown = [...document.images].filter((image) => image.complete && !isBroken(image));
			await Promise.all([document.fonts.ready, ...shown.map((image) => image.decode())]);
		});
	}
}

async function photograph() {
	await ensureInstalled();
	const { path } = await ensureBrowser();
	const demo = await startDemo();
	const browser = await chromium.launch({ executablePath: path, args: launchArguments });
	try {
		const page = await browser.newPage({ viewport: VIEWPORT });
		await openDemo(page, demo.address);
		await sharp(await page.screenshot())
			.png({ palette: true, effort: 10 })
			.toFile(FILE);
		console.log(`wrote ${FILE}, ${Math.ceil((await stat(FILE)).size / 1024)} kB`);
	} finally {
		await browser.close();
		demo.stop();
	}
}

try {
	await photograph();
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}
