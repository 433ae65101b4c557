import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from './command.js';
import { SAMPLE_MANIFEST } from './sample-manifest.js';
import { distFile, MANIFEST_FILE, SCHEMA_FILE, WORKER_FALLBACK_FILE, WORKER_FILE } from './worker-files.js';

/** Puts the worker, and at the first time a manifest, into a site's static folder; repeat it after an upgrade. */
export const init: Command = {
	name: 'init',
	argument: 'DIR',
	summary: 'copies the worker and a sample manifest into the folder of static files',
	async run(folder, { out }) {
		await mkdir(folder, { recursive: true });
		for (const file of [WORKER_FILE, WORKER_FALLBACK_FILE, SCHEMA_FILE]) {
			await copyFile(distFile(file), join(folder, file));
			out(`wrote ${join(folder, file)}`);
		}
		const manifest = join(folder, MANIFEST_FILE);
		const isNew = await writeIfAbsent(manifest, SAMPLE_MANIFEST);
		out(isNew ? `wrote ${manifest}` : `kept ${manifest}, which was there`);
		for (const line of nextSteps(manifest)) out(line);
		return 0;
	},
};

async function writeIfAbsent(path: string, text: string): Promise<boolean> {
	try {
		await writeFile(path, text, { flag: 'wx' });
		return true;
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
		throw error;
	}
}

function nextSteps(manifest: string): readonly string[] {
	return [
		'',
		`1. Name your image server and your default image in ${manifest}, then check it:`,
		'',
		`       npx image-understudy check ${manifest}`,
		'',
		`2. See that ${WORKER_FILE} is served from the root of your site: it can answer only for pages below it.`,
		'',
		'3. Add these lines to the script of your pages:',
		'',
		"       import { register } from 'image-understudy';",
		'       await register();',
	];
}
