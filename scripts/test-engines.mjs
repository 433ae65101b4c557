/**
 * The checks of e2e/engines in Chromium, Firefox and WebKit: those that this machine has.
 *
 *     npm run test:engines [-- [--install] [chromium] [firefox] [webkit] [--grep WORDS]]
 *
 * `--install` gets what is missing from Debian's packages. The last line is `N passed, N failed`.
 */
import { parseArgs } from 'node:util';
import { runEngines } from './engines.mjs';
import { ensureInstalled } from './project.mjs';

let count = { passed: 0, failed: 1 };
try {
	const { values, positionals } = parseArgs({
		options: { install: { type: 'boolean' }, grep: { type: 'string' } },
		allowPositionals: true,
	});
	await ensureInstalled();
	count = await runEngines({
		...(positionals.length > 0 && { only: positionals }),
		install: values.install ?? false,
		args: values.grep === undefined ? [] : ['--grep', values.grep],
	});
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
}
console.log(`\n${count.passed} passed, ${count.failed} failed`);
process.exitCode = count.failed > 0 ? 1 : 0;
