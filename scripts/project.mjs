import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the repository, whatever the current one is. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Runs a program in the repository with this terminal as its own.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv }} [options] `env` is added to the environment
 * @returns {Promise<number>} its exit code; 127 if it could not be started, 1 if a signal ended it
 */
export function run(command, args, { env } = {}) {
	return new Promise((resolve) => {
		const child = spawn(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
		child.once('error', (error) => {
			console.error(`${command}: ${error.message}`);
			resolve(127);
		});
		child.once('exit', (code) => resolve(code ?? 1));
	});
}

/**
 * Runs what a script is for. A failure is told by its message alone, and is exit code 1.
 *
 * @param {() => Promise<unknown>} work
 */
export async function main(work) {
	try {
		await work();
	} catch (error) {
		console.error(error instanceof Error ? error.message : error);
		process.exitCode = 1;
	}
}

/**
 * Runs the program of an installed package by Node itself, so that it works without a shell.
 *
 * @param {string} name package name
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, program?: string }} [options] `program`: which one, if it has several
 */
export async function runPackage(name, args, { env, program } = {}) {
	const folder = join(root, 'node_modules', name);
	const { bin } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
	const script = typeof bin === 'string' ? bin : bin[program ?? name];
	return run(process.execPath, [join(folder, script), ...args], env ? { env } : {});
}

/** Installs the exact packages of package-lock.json if others, or none, are there. */
export async function ensureInstalled() {
	if (await isInstalled(root)) return;
	console.log('Installing the packages of package-lock.json ...');
	// npm names itself to the scripts it runs; development packages are needed even where NODE_ENV is production
	const npm = process.env.npm_execpath;
	const args = ['ci', '--include=dev', '--no-audit', '--no-fund'];
	const code = npm ? await run(process.execPath, [npm, ...args]) : await run('npm', args);
	if (code !== 0) throw new Error(`npm ci failed with exit code ${code}`);
}

/**
 * npm keeps beside the packages a list of what it has put there, in the form of the lock file.
 *
 * @param {string} folder of package-lock.json and node_modules
 */
export async function isInstalled(folder) {
	const marker = join(folder, 'node_modules', '.package-lock.json');
	if (!existsSync(marker)) return false;
	const [wanted, present] = await Promise.all([
		readPackages(join(folder, 'package-lock.json')),
		readPackages(marker),
	]);
	const isSame = (/** @type {string} */ path) => {
		const [want, have] = [wanted[path], present[path]];
		if (!have) return want?.optional === true;
		// the lock file knows no integrity of a package that only other platforms install
		return have.version === want?.version && (!want?.integrity || have.integrity === want.integrity);
	};
	return Object.keys({ ...wanted, ...present }).every((path) => path === '' || isSame(path));
}

/**
 * @param {string} file
 * @returns {Promise<Record<string, { version?: string, integrity?: string, optional?: boolean }>>}
 */
async function readPackages(file) {
	return JSON.parse(await readFile(file, 'utf8')).packages;
}
