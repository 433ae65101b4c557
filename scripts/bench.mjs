/** Builds the scripts that are measured and runs the benchmarks of bench/ with them; arguments are handed on. */
import { join } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { ensureInstalled, root, run } from './project.mjs';

try {
	await ensureInstalled();
	const built = await run(process.execPath, [join(root, 'scripts', 'build.mjs'), 'worker', 'library']);
	if (built !== 0) throw new Error('without scripts there is nothing to measure');
	const browser = await ensureBrowser();
	console.log(`browser: ${browser.path} (${browser.origin})`);
	const script = join(root, 'bench', 'main.ts');
	process.exitCode = await run(process.execPath, ['--import', 'tsx', script, ...process.argv.slice(2)], {
		env: { CHROME_PATH: browser.path },
	});
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}
