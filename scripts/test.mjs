/**
 * Everything that is checked, in one go: build, format and lint, types, unit tests, end-to-end tests.
 * Every step runs even if one before it failed. The last line is `N passed, N failed`; the exit code
 * is 1 if anything failed, was skipped, or if there was no unit or no end-to-end test to run. Engines that
 * are not on this machine are left out, and it is said; `--install-engines` gets them where that is possible.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureBrowser, findShell } from './browser.mjs';
import { runEngines } from './engines.mjs';
import { ensureFonts } from './fonts.mjs';
import { ensureInstalled, root, run, runPackage } from './project.mjs';
import { countPlaywright, countVitest } from './test-counts.mjs';

const results = join(root, 'test-results');

// Biome colours what it writes even where nobody sees it
const colors = process.stdout.isTTY ? [] : ['--colors=off'];

/** @type {{ name: string, passed: number, failed: number, failures: readonly string[] }[]} */
const steps = [];

/**
 * @param {string} name
 * @param {() => Promise<import('./test-counts.mjs').Count>} work
 */
async function step(name, work) {
	console.log(`\n--- ${name}`);
	const start = performance.now();
	try {
		const { passed, failed, problem, failures = [] } = await work();
		if (problem) console.error(problem);
		steps.push({ name, passed, failed, failures });
		const seconds = ((performance.now() - start) / 1000).toFixed(1);
		console.log(`--- ${name}: ${passed} passed, ${failed} failed, ${seconds} s`);
	} catch (error) {
		steps.push({ name, passed: 0, failed: 1, failures: [] });
		console.error(`--- ${name}: ${error instanceof Error ? error.message : error}`);
	}
}

/**
 * A step that is one check.
 *
 * @param {string} name
 * @param {() => Promise<number>} work gives an exit code
 */
function check(name, work) {
	return step(name, async () => ((await work()) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }));
}

/** Each floor is compiled against the globals of its own surroundings; one without code is left out. */
function typeProjects() {
	const floors = readdirSync(join(root, 'src'), { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map(({ name }) => join('src', name));
	const ofFolders = [...floors, 'e2e', 'bench', 'bench/workers', 'scripts/fuzz'].flatMap((folder) => {
		const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
		const hasCode = files.some((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
		const hasTests = files.some((file) => file.endsWith('.test.ts'));
		return files
			.filter((file) => (file === 'tsconfig.json' && hasCode) || (file === 'tsconfig.test.json' && hasTests))
			.map((file) => join(folder, file));
	});
	return [...ofFolders, 'tsconfig.test.json', 'tsconfig.scripts.json'];
}

/** @param {string} file */
function readReport(file) {
	const path = join(results, file);
	return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}

async function runUnitTests() {
	const code = await runPackage('vitest', [
		...['run', '--coverage', '--allowOnly=false', '--passWithNoTests=false'],
		...['--reporter=default', '--reporter=json', '--outputFile.json=test-results/unit.json'],
	]);
	return countVitest(code, readReport('unit.json'));
}

async function runEndToEndTests() {
	await ensureBrowser();
	await ensureFonts();
	const browser = await findShell();
	console.log(`browser: ${browser.path} (${browser.origin})`);
	const code = await runPackage('@playwright/test', ['test'], {
		program: 'playwright',
		env: { CHROME_PATH: browser.path },
	});
	return countPlaywright(code, readReport('e2e.json'));
}

async function runAll() {
	await rm(results, { recursive: true, force: true });
	const build = join(root, 'scripts', 'build.mjs');
	await check('build', () => run(process.execPath, [build]));
	await check('sizes', () => runPackage('size-limit', []));
	await check('build of the demo', () => run(process.execPath, [build, 'demo']));
	await check('format and lint', () =>
		runPackage('@biomejs/biome', ['ci', ...colors, '.'], { program: 'biome' }),
	);
	for (const project of typeProjects()) {
		await check(`types: ${project}`, () => runPackage('typescript', ['-p', project], { program: 'tsc' }));
	}
	await step('unit tests', runUnitTests);
	await step('end-to-end tests', runEndToEndTests);
	await step('engines', () => runEngines({ install: process.argv.includes('--install-engines') }));
}

await step('install', async () => {
	await ensureInstalled();
	return { passed: 0, failed: 0 };
});
if (steps.every(({ failed }) => failed === 0)) await runAll();

const failing = steps.filter(({ failed }) => failed > 0);
const passed = steps.reduce((sum, one) => sum + one.passed, 0);
const failed = steps.reduce((sum, one) => sum + one.failed, 0);
// once more at the end, where it is found without a search
if (failing.length > 0) console.log('\nfailing:');
for (const { name, failures } of failing) {
	console.log([`  ${name}`, ...failures.map((failure) => `    ${failure}`)].join('\n'));
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
