import { setTimeout as sleep } from 'node:timers/promises';
import puppeteer from 'puppeteer-core';
import { findFirefox } from '../../../scripts/engines.mjs';
import type { Driver } from './driver.js';

/** How long Firefox keeps a worker that has nothing to do; of its own accord half a minute. */
const IDLE_MS = 5000;

/** The system's Firefox, by WebDriver BiDi. */
export async function startFirefox(): Promise<Driver> {
	const browser = await puppeteer.launch({
		browser: 'firefox',
		executablePath: findFirefox(),
		headless: true,
		defaultViewport: { width: 1000, height: 700 },
		extraPrefsFirefox: { 'dom.serviceWorkers.idle_timeout': IDLE_MS },
	});
	const page = await browser.newPage();
	return {
		version: (await browser.version()).replace(/^firefox\//, 'Firefox '),
		async goto(url) {
			await page.goto(url);
		},
		run: (expression) => page.evaluate(expression) as Promise<string>,
		screenshot: () => page.screenshot(),
		// nothing in the protocol ends a worker, but it ends by itself
		endWorkers: () => sleep(2 * IDLE_MS),
		close: () => browser.close(),
	};
}
