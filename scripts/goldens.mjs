/** Makes new goldens of what is drawn now: look at test-results/contact-sheet.html before they are kept. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { ensureInstalled, main, root, runPackage } from './project.mjs';

await main(async () => {
	await ensureInstalled();
	await mkdir(join(root, 'e2e', 'goldens', 'expected'), { recursive: true });
	const { path } = await ensureBrowser();
	process.exitCode = await runPackage(
		'@playwright/test',
		['test', 'e2e/goldens', '--output', 'test-results/goldens-run'],
		{
			program: 'playwright',
			env: { CHROME_PATH: path, REWRITE_GOLDENS: '1' },
		},
	);
});
