import { chromium } from '@playwright/test';
import { findBrowser, launchArguments } from '../../../scripts/browser.mjs';
import type { Driver } from './driver.js';

/** Chrome or Chromium, by Playwright. */
export async function startChromium(): Promise<Driver> {
	const { path } = await findBrowser();
	const browser = await chromium.launch({ executablePath: path, args: launchArguments });
	const page = await browser.newPage();
	return {
		version: `Chromium ${browser.version()}`,
		async goto(url) {
			await page.goto(url);
		},
		run: (expression) => page.evaluate(expression),
		screenshot: () => page.screenshot(),
		async endWorkers() {
			const session = await page.context().newCDPSession(page);
			await session.send('ServiceWorker.enable');
			const ended = new Promise<void>((resolve) => {
				session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
					if (versions.some(({ runningStatus }) => runningStatus === 'stopped')) resolve();
				});
			});
			await session.send('ServiceWorker.stopAllWorkers');
			await ended;
			await session.detach();
		},
		close: () => browser.close(),
	};
}
