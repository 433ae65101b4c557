import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** @type {string} */
let folder;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'image-understudy-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const works = '#!/bin/sh\nexit 0\n';
const onlyTells = '#!/bin/sh\necho "run snap install chromium"\nexit 1\n';

/**
 * @param {string} path in the folder
 * @param {string} [script]
 */
async function putBrowser(path, script = works) {
	const file = join(folder, path);
	await mkdir(dirname(file), { recursive: true });
	await writeFile(file, script);
	await chmod(file, 0o755);
	return file;
}

/**
 * Evaluates an expression in another process, where `m` is the module and `chromium` Playwright's own.
 *
 * @param {string} expression
 * @param {{ path?: string, chrome?: string }} surroundings `path`: folders for programs, in the folder
 */
function evaluate(expression, { path = 'nothing', chrome = '' }) {
	const code = `
		const m = await import(${JSON.stringify(new URL('browser.mjs', import.meta.url).href)});
		const { chromium } = await import('@playwright/test');
		try { console.log(${expression}); } catch (error) { console.log(error.message); }`;
	return execFileSync(process.execPath, ['--input-type=module', '--eval', code], {
		encoding: 'utf8',
		env: {
			PATH: join(folder, path),
			CHROME_PATH: chrome,
			PLAYWRIGHT_BROWSERS_PATH: join(folder, 'playwright'),
			HOME: folder,
		},
	}).trim();
}

const found = '(await m.findBrowser()).path';

test('the one that CHROME_PATH names is taken before any other', async () => {
	await putBrowser('named/google-chrome');
	const chrome = await putBrowser('elsewhere/my-chrome');
	expect(evaluate(found, { path: 'named', chrome })).toBe(chrome);
});

test('a CHROME_PATH that names no file is an error, whatever else is there', async () => {
	await putBrowser('named/google-chrome');
	const message = evaluate(found, { path: 'named', chrome: '/no/such/chrome' });
	expect(message).toBe('CHROME_PATH is "/no/such/chrome", but there is no such file. Unset it to search.');
});

test('of the installed ones Chrome is taken before Chromium', async () => {
	await putBrowser('both/chromium');
	const chrome = await putBrowser('both/google-chrome-stable');
	expect(evaluate(found, { path: 'both' })).toBe(chrome);
});

test('a script that only tells how to install a browser is none', async () => {
	await putBrowser('stub/chromium', onlyTells);
	const chromium = await putBrowser('stub/chromium-browser');
	expect(evaluate(found, { path: 'stub' })).toBe(chromium);
});

test('for pages that nobody sees a headless shell is taken before a browser with windows', async () => {
	await putBrowser('headless/google-chrome');
	const shell = await putBrowser('headless/chromium-headless-shell');
	expect(evaluate('(await m.findShell()).path', { path: 'headless' })).toBe(shell);
});

test('without a headless shell the browser is taken', async () => {
	const chrome = await putBrowser('windows/google-chrome');
	expect(evaluate('(await m.findShell()).path', { path: 'windows' })).toBe(chrome);
});

test('the one that CHROME_PATH names is taken before a headless shell', async () => {
	await putBrowser('headless/chromium-headless-shell');
	const named = await putBrowser('elsewhere/my-chrome');
	expect(evaluate('(await m.findShell()).path', { path: 'headless', chrome: named })).toBe(named);
});

test("Playwright's own is taken before an installed one", async () => {
	await putBrowser('installed/chromium');
	const own = evaluate('chromium.executablePath()', {});
	await putBrowser(own.slice(folder.length));
	expect(evaluate(found, { path: 'installed' })).toBe(own);
});
