/**
 * `npm run fuzz -- --minutes 10`: random input for all that reads what strangers wrote. The exit code is 1
 * if something was found. The input that is printed becomes a test beside the code; seed and path lead back to
 * it (`fc.check(property, { seed, path })`).
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureInstalled, main, root } from './project.mjs';

/** After this an input counts as one that is never answered. */
const LIMIT_MS = 30_000;

await main(fuzz);

async function fuzz() {
	const { values } = parseArgs({ options: { minutes: { type: 'string', default: '1' } } });
	const minutes = Number(values.minutes);
	if (!(minutes > 0)) throw new Error(`--minutes: found ${values.minutes}; expected a number above 0`);

	await ensureInstalled();
	const folder = mkdtempSync(join(tmpdir(), 'understudy-fuzz-'));
	/** what is being answered right now */
	const current = join(folder, 'current.txt');

	const flags = ['--import', 'tsx', '--expose-gc', '--max-old-space-size=512'];
	const script = join(root, 'scripts', 'fuzz', 'run.ts');
	const child = spawn(process.execPath, [...flags, script, String(60 * minutes), folder], {
		cwd: root,
		stdio: 'inherit',
	});
	const watch = setInterval(() => {
		const since = Date.now() - (statSync(current, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
		if (since > LIMIT_MS) child.kill('SIGKILL');
	}, 1000);
	child.once('exit', (code) => {
		clearInterval(watch);
		if (code === null || code > 1) {
			console.error(`\nended with ${code ?? 'a signal'} at: ${readFileSync(current, 'utf8')}`);
		}
		rmSync(folder, { recursive: true });
		process.exitCode = code === 0 ? 0 : 1;
	});
}
