/** `node scripts/measure.mjs SCRIPT`: builds what is measured and runs bench/SCRIPT.ts with it; arguments are handed on. */
import { join } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { ensureInstalled, main, root, run } from './project.mjs';

const [, , name = 'main', ...options] = process.argv;

await main(async () => {
	await ensureInstalled();
	const built = await run(process.execPath, [join(root, 'scripts', 'build.mjs'), 'worker', 'library']);
	if (built !== 0) throw new Error('without scripts there is nothing to measure');
	const browser = await ensureBrowser();
	console.log(`browser: ${browser.path} (${browser.origin})`);
	const script = join(root, 'bench', `${name}.ts`);
	process.exitCode = await run(process.execPath, ['--import', 'tsx', script, ...options], {
		env: { CHROME_PATH: browser.path },
	});
});
