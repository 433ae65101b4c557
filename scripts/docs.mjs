/** Writes the pages of docs/ that come from the code's own records. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generatedPages } from './docs/generated-pages.mjs';
import { ensureInstalled, root } from './project.mjs';

try {
	await ensureInstalled();
	for (const [file, text] of Object.entries(await generatedPages())) {
		await writeFile(join(root, file), text);
		console.log(`wrote ${file}`);
	}
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}
