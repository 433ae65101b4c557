import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Builder } from 'selenium-webdriver';
import { findWebKit } from '../../../scripts/engines.mjs';
import type { Driver } from './driver.js';

/** WebKit ends the workers of a site ten seconds after its last page has gone. */
const IDLE_MS = 12_000;

/** WebKitGTK's MiniBrowser, by WebDriver, on a screen that nobody sees. */
export async function startWebKit(): Promise<Driver> {
	const { driver: program, browser: binary } = findWebKit();
	const screen = await startScreen();
	const port = await freePort();
	const server = spawn(program, [`--port=${port}`], {
		stdio: 'ignore',
		env: {
			...process.env,
			DISPLAY: screen.display,
			// its sandbox wants rights that containers do not have; it opens pages of these tests only
			WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
		},
	});
	await answers(port);
	const session = await new Builder()
		.usingServer(`http://127.0.0.1:${port}`)
		.withCapabilities({
			browserName: 'MiniBrowser',
			'webkitgtk:browserOptions': { binary, args: ['--automation', '--geometry=1000x700'] },
		})
		.build();
	await session.manage().setTimeouts({ script: 30_000 });
	return {
		version: `WebKitGTK ${(await session.getCapabilities()).getBrowserVersion()}`,
		goto: (url) => session.get(url),
		async run(expression) {
			const { value, error } = await session.executeAsyncScript<{ value?: string; error?: string }>(
				`const done = arguments[0];
				(${expression}).then((value) => done({ value }), (error) => done({ error: String(error) }));`,
			);
			if (value === undefined) throw new Error(error);
			return value;
		},
		screenshot: async () => Buffer.from(await session.takeScreenshot(), 'base64'),
		endWorkers: () => sleep(IDLE_MS),
		async close() {
			await session.quit();
			await end(server);
			await end(screen.process);
		},
	};
}

interface Screen {
	/** e.g. `:99` */
	readonly display: string;
	readonly process: ChildProcess;
}

/** X without a monitor, under the first number that is free. */
async function startScreen(): Promise<Screen> {
	const child = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], {
		stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
	});
	const numbers = child.stdio[3];
	if (!numbers) throw new Error('Xvfb has no pipe');
	const [number] = await once(numbers, 'data');
	return { display: `:${String(number).trim()}`, process: child };
}

async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	server.close();
	if (address === null || typeof address === 'string') throw new Error('no port is free');
	return address.port;
}

/** Waits until there is a WebDriver server at a port of this machine. */
async function answers(port: number): Promise<void> {
	for (let time = 0; time < 100; time += 1) {
		const isThere = await fetch(`http://127.0.0.1:${port}/status`).then(
			() => true,
			() => false,
		);
		if (isThere) return;
		await sleep(100);
	}
	throw new Error('WebKitWebDriver does not answer');
}

async function end(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const exited = once(child, 'exit');
	child.kill();
	await exited;
}
