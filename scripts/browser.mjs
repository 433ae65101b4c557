import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run, runPackage } from './project.mjs';

/**
 * A Chromium for the tests and the benchmark.
 *
 * @typedef {object} Browser
 * @property {string} path of the executable
 * @property {string} origin in words: why this one was chosen
 */

/** Works as root and in containers, and keeps the browser from traffic of its own. */
export const launchArguments = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

const programs = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser'];

/** The same browser without windows: the browser itself costs half as much for each page. */
const shells = ['chrome-headless-shell', 'chromium-headless-shell'];

const macApplications = [
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * The browser that is there: the one CHROME_PATH names, else Playwright's own, else an installed one.
 *
 * @returns {Promise<Browser>}
 * @throws if CHROME_PATH names no file, or there is no browser
 */
export async function findBrowser() {
	const browser = namedBrowser() ?? (await playwrightBrowser()) ?? installedBrowser();
	if (!browser) {
		throw new Error(
			'No Chrome or Chromium was found. Set CHROME_PATH to the executable of one, or run `npx playwright install chromium`.',
		);
	}
	return browser;
}

/**
 * The browser that needs the least for a page that nobody sees: the one CHROME_PATH names, else a headless
 * shell, else as `findBrowser`.
 *
 * @returns {Promise<Browser>}
 * @throws if CHROME_PATH names no file, or there is no browser
 */
export async function findShell() {
	return namedBrowser() ?? installedProgram(shells) ?? findBrowser();
}

/**
 * As `findBrowser`, but installs one if there is none.
 *
 * @returns {Promise<Browser>}
 * @throws if CHROME_PATH names no file, or nothing could be installed
 */
export async function ensureBrowser() {
	const present = namedBrowser() ?? (await playwrightBrowser()) ?? installedBrowser();
	if (present) return present;
	console.log('No Chrome or Chromium is there: installing one ...');
	// Debian's own package comes with what it needs; elsewhere, or if that fails, Playwright's installer
	if ((await installDebianPackages(['chromium', 'chromium-headless-shell'])) === undefined) {
		const installed = installedBrowser();
		if (installed) return installed;
	}
	await runPackage('playwright', [
		'install',
		...(isRoot() && process.platform === 'linux' ? ['--with-deps'] : []),
		'--no-shell',
		'chromium',
	]);
	return findBrowser();
}

/** @returns {Browser | undefined} */
function namedBrowser() {
	const path = process.env.CHROME_PATH;
	if (!path) return undefined;
	if (!existsSync(path)) {
		throw new Error(`CHROME_PATH is ${JSON.stringify(path)}, but there is no such file. Unset it to search.`);
	}
	return { path, origin: 'CHROME_PATH' };
}

/** @returns {Promise<Browser | undefined>} */
async function playwrightBrowser() {
	const { chromium } = await import('@playwright/test');
	const path = chromium.executablePath();
	return path && existsSync(path) && starts(path) ? { path, origin: "Playwright's own" } : undefined;
}

/** @returns {Browser | undefined} */
function installedBrowser() {
	return installedProgram(programs, process.platform === 'darwin' ? macApplications : []);
}

/**
 * @param {readonly string[]} names
 * @param {readonly string[]} [paths] tried after them
 * @returns {Browser | undefined}
 */
function installedProgram(names, paths = []) {
	const path = findProgram(names, starts) ?? paths.find(starts);
	return path ? { path, origin: 'installed on this machine' } : undefined;
}

/**
 * @param {readonly string[]} names the first one that is there is taken
 * @param {(path: string) => boolean} [works] default: that the file exists
 * @returns {string | undefined} path of a program of this machine's PATH
 */
export function findProgram(names, works = existsSync) {
	const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
	return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(works);
}

/**
 * Some distributions have a script that only tells how to install a browser, and a downloaded browser
 * may lack libraries of the system.
 *
 * @param {string} path
 */
export function starts(path) {
	return (
		existsSync(path) && spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0
	);
}

/**
 * @param {readonly string[]} packages
 * @returns {Promise<string | undefined>} why they could not be installed; undefined: they were
 */
export async function installDebianPackages(packages) {
	if (!existsSync('/etc/debian_version')) return 'this is not Debian';
	if (!isRoot()) return `it takes root: sudo apt-get install ${packages.join(' ')}`;
	const env = { DEBIAN_FRONTEND: 'noninteractive' };
	const update = await run('apt-get', ['update', '-qq'], { env });
	if (update !== 0) return `apt-get update ended with ${update}`;
	const install = await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
		env,
	});
	return install === 0 ? undefined : `apt-get install ended with ${install}`;
}

function isRoot() {
	return process.getuid?.() === 0;
}
