import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from './command.js';
import { UNINSTALL_WORKER } from './uninstall-worker.js';
import { WORKER_FILE } from './worker-files.js';

/**
 * Deleting the worker's file would leave it in charge in every browser that has it: what takes it
 * out is another worker at the same address.
 */
export const uninstall: Command = {
	name: 'uninstall',
	argument: 'DIR',
	summary: 'replaces the worker there by one that removes itself and its data from browsers',
	async run(folder, { out }) {
		const isFolder = await stat(folder).then(
			(entry) => entry.isDirectory(),
			() => false,
		);
		if (!isFolder) throw new Error(`${folder} is not a folder. Name the one that ${WORKER_FILE} lies in.`);
		const path = join(folder, WORKER_FILE);
		await writeFile(path, UNINSTALL_WORKER);
		out(`wrote ${path}`);
		out('');
		out('Publish it, and take register() out of your pages. Leave the file where it is until your');
		out('visitors have been back once: each browser removes the worker at its next visit.');
		return 0;
	},
};
