import { existsSync, readdirSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureBrowser, findBrowser, findProgram, installDebianPackages, starts } from './browser.mjs';
import { root, runPackage } from './project.mjs';
import { countPlaywright } from './test-counts.mjs';

/**
 * The engines that the checks of e2e/engines run in, and the Debian packages that bring them.
 *
 * @type {Record<string, { find: () => unknown, packages: readonly string[] }>}
 */
const engines = {
	chromium: { find: findBrowser, packages: [] },
	firefox: { find: findFirefox, packages: ['firefox-esr'] },
	webkit: { find: findWebKit, packages: ['webkit2gtk-driver', 'xvfb', 'xauth'] },
};

/** WebKitGTK's library folder differs by architecture and version; its browser is in it, not in the PATH. */
const LIBRARIES = ['/usr/lib', '/usr/lib64', '/usr/libexec'];

/**
 * @returns {string} path of the executable
 * @throws if there is none, or FIREFOX_PATH names no file
 */
export function findFirefox() {
	const named = process.env.FIREFOX_PATH;
	if (named && !existsSync(named)) throw new Error(`FIREFOX_PATH is ${named}, but there is no such file`);
	const path = named ?? findProgram(['firefox-esr', 'firefox'], starts);
	if (!path) throw new Error('there is no Firefox: install firefox-esr, or set FIREFOX_PATH');
	return path;
}

/**
 * @returns {{ driver: string, browser: string, screen: string }} paths of the executables
 * @throws if one of them is missing
 */
export function findWebKit() {
	const driver = findProgram(['WebKitWebDriver']);
	const browser = miniBrowsers().at(-1);
	if (!driver || !browser) throw new Error('there is no WebKitGTK with WebDriver: install webkit2gtk-driver');
	const screen = findProgram(['Xvfb']);
	if (!screen) throw new Error('WebKitGTK needs a screen: install xvfb');
	return { driver, browser, screen };
}

function miniBrowsers() {
	const folders = LIBRARIES.filter(existsSync).flatMap((folder) => [
		folder,
		...subfolders(folder, /-linux-gnu/),
	]);
	return folders
		.flatMap((folder) => subfolders(folder, /^webkit2?gtk-/))
		.map((folder) => join(folder, 'MiniBrowser'))
		.filter(existsSync);
}

/**
 * @param {string} folder
 * @param {RegExp} pattern
 */
function subfolders(folder, pattern) {
	return readdirSync(folder)
		.filter((name) => pattern.test(name))
		.sort()
		.map((name) => join(folder, name));
}

/**
 * Runs the checks of e2e/engines in what this machine has of the engines, and says what it leaves out.
 *
 * @param {object} [options]
 * @param {readonly string[]} [options.only] names of engines; default all
 * @param {boolean} [options.install] installs what is missing, where that is possible
 * @param {readonly string[]} [options.args] for Playwright
 * @returns {Promise<import('./test-counts.mjs').Count>}
 * @throws if none is there, or an unknown one is wanted
 */
export async function runEngines({ only = Object.keys(engines), install = false, args = [] } = {}) {
	const unknown = only.find((name) => !(name in engines));
	if (unknown) throw new Error(`there is no engine ${unknown}, only ${Object.keys(engines).join(', ')}`);
	if (install) await installEngines(only);
	const present = [];
	for (const name of only) {
		const missing = await whyMissing(name);
		if (missing) console.log(`${name}: skipped, ${missing}`);
		else present.push(name);
	}
	if (present.length === 0) throw new Error('none of the engines is here; --install gets them on Debian');
	const report = join(root, 'test-results', 'engines.json');
	await rm(report, { force: true });
	const code = await runPackage(
		'@playwright/test',
		['test', '--config', 'e2e/engines', ...present.map((name) => `--project=${name}`), ...args],
		{ program: 'playwright' },
	);
	return countPlaywright(code, existsSync(report) ? JSON.parse(await readFile(report, 'utf8')) : undefined);
}

/** @param {readonly string[]} names */
async function installEngines(names) {
	if (names.includes('chromium')) await ensureBrowser();
	const absent = [];
	for (const name of names) if (await whyMissing(name)) absent.push(name);
	const packages = absent.flatMap((name) => engines[name]?.packages ?? []);
	if (packages.length === 0) return;
	console.log(`Installing ${packages.join(', ')} ...`);
	const problem = await installDebianPackages(packages);
	if (problem) console.log(`${packages.join(', ')} could not be installed: ${problem}`);
}

/**
 * @param {string} name
 * @returns {Promise<string | undefined>} undefined: it is there
 */
async function whyMissing(name) {
	try {
		await engines[name]?.find();
		return undefined;
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
}
