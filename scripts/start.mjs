/**
 * Installs what is missing, builds, and serves the demo storefront and its image server until it is
 * ended. PORT and IMAGE_PORT choose the ports.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureInstalled, root, run } from './project.mjs';

/** @param {readonly string[]} parts */
async function build(parts) {
	const code = await run(process.execPath, [join(root, 'scripts', 'build.mjs'), ...parts]);
	if (code !== 0) process.exit(code);
}

try {
	await ensureInstalled();
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
}
await build(['library', 'worker']);
await build(['demo']);

const server = spawn(process.execPath, ['--import', 'tsx', join('e2e', 'servers', 'demo.ts')], {
	cwd: root,
	stdio: 'inherit',
});
/** @type {NodeJS.Signals[]} */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
for (const signal of signals) {
	process.on(signal, () => {
		// Ctrl-C in a terminal reaches the server without our help
		if (!(signal === 'SIGINT' && process.stdin.isTTY)) server.kill(signal);
	});
}
// npm passes no SIGTERM on when it is ended: what it started follows it
if (process.env.npm_lifecycle_event) {
	const npm = process.ppid;
	setInterval(() => process.ppid !== npm && server.kill(), 500).unref();
}
server.once('exit', (code) => {
	process.exitCode = code ?? 0;
});
