/** Writes the pages of docs/ that come from the code's own records. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generatedPages } from './docs/generated-pages.mjs';
import { ensureInstalled, main, root } from './project.mjs';

await main(async () => {
	await ensureInstalled();
	for (const [file, text] of Object.entries(await generatedPages())) {
		await writeFile(join(root, file), text);
		console.log(`wrote ${file}`);
	}
});
