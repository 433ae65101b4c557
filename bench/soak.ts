/**
 * A long day in a shop: tabs that stay and tabs that browse, an image server that comes and goes, a manifest that
 * changes every minute. Nothing may be broken at the end, and neither memory nor storage may have grown.
 *
 *     npm run soak [-- --minutes 30]
 *
 * Linux only: memory is read from /proc. Writes bench/results/soak.json, soak.md and soak.svg; a run of less than
 * 30 minutes writes into the folder `quick` in it. Exit code 1 if an image stays broken or something has grown.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import puppeteer from 'puppeteer-core';
import { findBrowser, launchArguments } from '../scripts/browser.mjs';
import { describeMachine } from './harness/result.js';
import { soakChart } from './soak/chart.js';
import { growths } from './soak/growth.js';
import { type Reading, readingsOf } from './soak/readings.js';
import { soakPage } from './soak/report.js';
import { startShop } from './soak/shop.js';
import { openTabs } from './soak/tabs.js';
import { startWeather } from './soak/weather.js';

const FULL_MINUTES = 30;
const TABS = 10;
/** Not in step with the server's coming and going. */
const READING_MS = 13_000;
const MANIFEST_MS = 60_000;
/** After the last outage, for pages to heal. */
const PATIENCE_MS = 60_000;

const { values } = parseArgs({ options: { minutes: { type: 'string', default: String(FULL_MINUTES) } } });
const minutes = Number(values.minutes);
if (!(minutes > 0)) throw new Error(`--minutes ${values.minutes}; expected a number above 0`);

const { path } = await findBrowser();
// what watches a tab's network keeps all that the tab has ever loaded: that would be measured as growth
const browser = await puppeteer.launch({
	executablePath: path,
	args: launchArguments,
	networkEnabled: false,
});
const version = await browser.version();
const shop = await startShop();
const failures: string[] = [];
const readings: Reading[] = [];
try {
	const tabs = await openTabs(browser, shop, TABS);
	const weather = startWeather(shop.images);
	const start = Date.now();
	const end = start + 60_000 * minutes;
	const take = await readingsOf(browser, tabs, weather, start);

	await Promise.all([
		every(MANIFEST_MS, end, async () => {
			shop.changeManifest();
			await tabs.updateRules();
		}),
		every(READING_MS, end, async () => {
			const reading = await take();
			readings.push(reading);
			console.log(JSON.stringify(reading));
			shop.images.clearLog();
			shop.server.clearLog();
		}),
		tabs.walk(end),
	]);
	await weather.clear();
	failures.push(...(await tabs.stillIll(PATIENCE_MS)));
	readings.push(await take());
} finally {
	await browser.close();
	await shop.close();
}

const growth = growths(readings);
failures.push(...growth.filter(({ isFlat }) => !isFlat).map(({ name }) => `${name} has grown`));
const result = {
	...{ minutes, tabs: TABS, date: new Date().toISOString(), machine: describeMachine(version) },
	...{ failures, growth, readings },
};
const results = new URL(minutes < FULL_MINUTES ? 'results/quick/' : 'results/', import.meta.url);
await mkdir(results, { recursive: true });
await writeFile(new URL('soak.json', results), `${JSON.stringify(result, undefined, '\t')}\n`);
await writeFile(new URL('soak.svg', results), soakChart(readings));
await writeFile(new URL('soak.md', results), soakPage(result));
for (const failure of failures) console.error(failure);
process.exitCode = failures.length === 0 ? 0 : 1;

/** One after the other, never two at once. */
async function every(ms: number, end: number, work: () => Promise<void>): Promise<void> {
	for (let next = Date.now() + ms; next <= end; next += ms) {
		await new Promise((resolve) => setTimeout(resolve, Math.max(0, next - Date.now())));
		await work();
	}
}
