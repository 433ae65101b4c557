/**
 * The benchmarks: what the layer costs, beside what a shop would use instead, all contenders in one interleaved run.
 *
 *     npm run bench [-- [NAME ...] [--quick]]
 *
 * Writes bench/results/NAME.json, .md and .svg, and the summary in docs/performance.md. A quick run writes to
 * bench/results/quick and leaves the summary alone.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { type Browser, chromium } from '@playwright/test';
import { findBrowser, launchArguments } from '../scripts/browser.mjs';
import { benchmarks } from './benchmarks.js';
import type { Benchmark, Environment } from './harness/benchmark.js';
import { svgChart } from './harness/chart.js';
import { markdownPage } from './harness/report.js';
import { describeMachine, type Result, seriesResult } from './harness/result.js';
import { runInterleaved } from './harness/run-interleaved.js';
import { withSummary } from './harness/summary.js';

const RESULTS = new URL('results/', import.meta.url);
const SUMMARY = new URL('../docs/performance.md', import.meta.url);

const names = process.argv.slice(2).filter((argument) => argument !== '--quick');
const isQuick = process.argv.includes('--quick');
const unknown = names.find((name) => benchmarks.every((one) => one.name !== name));
if (unknown !== undefined) {
	console.error(`There is no benchmark ${unknown}, only ${benchmarks.map(({ name }) => name).join(', ')}.`);
	process.exit(1);
}

let launched: Promise<Browser> | undefined;

async function launch(): Promise<Browser> {
	const { path } = await findBrowser();
	return chromium.launch({ executablePath: path, args: launchArguments });
}

const environment: Environment = {
	isQuick,
	browser() {
		launched ??= launch();
		return launched;
	},
};

const wanted = names.length === 0 ? benchmarks : benchmarks.filter(({ name }) => names.includes(name));
try {
	for (const benchmark of wanted) await write(await run(benchmark));
	if (!isQuick) await writeSummary();
} finally {
	await (await launched?.catch(() => undefined))?.close();
}

async function run({ name, title, about, rounds: counts, open }: Benchmark): Promise<Result> {
	console.log(`\n${name}: ${title}`);
	const rounds = isQuick ? counts.quick : counts.full;
	const opened = await open(environment);
	try {
		const samples = await runInterleaved(opened.series, rounds, rounds > 1 ? 1 : 0, (round) =>
			console.log(`round ${round + 1} of ${rounds}`),
		);
		const browser = (await launched)?.version();
		return {
			...{ name, title, about, rounds, isQuick },
			date: new Date().toISOString(),
			machine: describeMachine(browser),
			series: opened.series.map((one) => seriesResult(one, samples)),
		};
	} finally {
		await opened.close();
	}
}

async function write(result: Result): Promise<void> {
	const folder = isQuick ? new URL('quick/', RESULTS) : RESULTS;
	await mkdir(folder, { recursive: true });
	const page = markdownPage(result);
	console.log(`\n${page}`);
	const file = (extension: string) => new URL(`${result.name}.${extension}`, folder);
	await writeFile(file('json'), `${JSON.stringify(result, undefined, '\t')}\n`);
	await writeFile(file('md'), page);
	await writeFile(file('svg'), svgChart(result));
}

/** Of all benchmarks, also those of earlier runs. */
async function writeSummary(): Promise<void> {
	const results: Result[] = [];
	for (const { name } of benchmarks) {
		const text = await readFile(new URL(`${name}.json`, RESULTS), 'utf8').catch(() => undefined);
		if (text !== undefined) results.push(JSON.parse(text) as Result);
	}
	await writeFile(SUMMARY, withSummary(await readFile(SUMMARY, 'utf8'), results));
}
