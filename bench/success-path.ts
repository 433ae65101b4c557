/**
 * What a service worker costs while nothing fails: 100 images one after another and 200 at once, from
 * the shop's own origin and from another one, for each contender, interleaved in one run.
 *
 *     npm run bench [-- --quick]
 *
 * Writes bench/results/success-path.json and success-path.md.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { chromium } from '@playwright/test';
import { findBrowser, launchArguments } from '../scripts/browser.mjs';
import { loadContenders } from './contenders.js';
import { type Cell, markdownTables, summarize } from './report.js';
import { startImageServer, startSite } from './servers.js';
import { shuffled } from './statistics.js';
import { type Load, openVisitor } from './visitor.js';

const isQuick = process.argv.includes('--quick');
const rounds = isQuick ? 3 : 25;
const loads: readonly Load[] = [
	{ name: 'sequential', images: 100 },
	{ name: 'parallel', images: 200 },
];

const contenders = await loadContenders();
const imageServer = await startImageServer();
const sites = await Promise.all(contenders.map((contender) => startSite(contender, imageServer.origin)));
const { path } = await findBrowser();
const browser = await chromium.launch({ executablePath: path, args: launchArguments });

const cells: Cell[] = [];
try {
	const visitors = await Promise.all(
		contenders.map(async (contender, index) => {
			const site = sites[index];
			if (!site) throw new Error(`${contender.name} has no site`);
			return openVisitor(browser, contender, site.origin, imageServer.origin);
		}),
	);
	const series = loads.flatMap((load) =>
		(['same-origin', 'cross-origin'] as const).map((server) => ({ load, server })),
	);
	// the first round warms everything up and is not counted
	for (let round = -1; round < rounds; round++) {
		// contenders of one series follow each other at once, so that a ratio compares neighbours in time
		for (const { load, server } of shuffled(series)) {
			for (const visitor of shuffled(visitors)) {
				const origin = server === 'same-origin' ? visitor.origin : imageServer.origin;
				const milliseconds = await visitor.measure(load, origin);
				const contender = visitor.contender.name;
				if (round >= 0) cells.push({ round, contender, load: load.name, server, milliseconds });
			}
		}
		console.log(round < 0 ? 'warmed up' : `round ${round + 1} of ${rounds}`);
	}
} finally {
	await browser.close();
	await Promise.all([imageServer, ...sites].map((server) => server.close()));
}

const rows = summarize(cells);
const machine = {
	browser: browser.version(),
	node: process.version,
	processor: cpus()[0]?.model ?? 'unknown',
	cores: cpus().length,
};
const text = markdownTables(rows, { rounds, loads, machine });
console.log(`\n${text}`);

const results = new URL('results/', import.meta.url);
await mkdir(results, { recursive: true });
await writeFile(new URL('success-path.md', results), text);
const json = { date: new Date().toISOString(), rounds, loads, machine, rows };
await writeFile(new URL('success-path.json', results), `${JSON.stringify(json, undefined, '\t')}\n`);
