import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from '@playwright/test';
import { build } from 'vite';
import { findBrowser, launchArguments } from '../../scripts/browser.mjs';
import type { Job, Reply } from './worker.js';

/** The renderer in a worker of a real browser. */
export interface OpenRenderer {
	readonly browser: Browser;
	/** @throws if the worker does */
	ask(job: Job): Promise<Reply>;
	/** of the process that has the worker, in the operating system */
	processId(): Promise<number>;
}

export async function openRenderer(): Promise<OpenRenderer> {
	const { path } = await findBrowser();
	const args = [...launchArguments, '--js-flags=--expose-gc'];
	const browser = await chromium.launch({ executablePath: path, args });
	const page = await browser.newPage();
	await page.evaluate(
		(code) => {
			const url = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
			Object.assign(globalThis, { renderer: new Worker(url) });
		},
		await bundle(),
	);
	return {
		browser,
		async ask(job) {
			const reply = await page.evaluate(askInPage, job);
			if (reply.error !== undefined) throw new Error(reply.error);
			return reply;
		},
		async processId() {
			const session = await browser.newBrowserCDPSession();
			const { processInfo } = await session.send('SystemInfo.getProcessInfo');
			const renderers = processInfo.filter(({ type }) => type === 'renderer');
			// the busiest: others stand ready for pages to come
			const [own] = renderers.toSorted((a, b) => b.cpuTime - a.cpuTime);
			if (!own) throw new Error('the browser has no renderer process');
			return own.id;
		},
	};
}

/** Runs in the page. */
async function askInPage(job: Job): Promise<Reply> {
	const { renderer } = globalThis as unknown as { readonly renderer: Worker };
	const { port1, port2 } = new MessageChannel();
	renderer.postMessage(job, [port2]);
	const reply = await new Promise<Reply>((resolve) => {
		port1.onmessage = ({ data }) => resolve(data);
	});
	port1.close();
	return reply;
}

/** As one minified classic script, as the worker's own is. */
async function bundle(): Promise<string> {
	const entry = fileURLToPath(new URL('worker.ts', import.meta.url));
	const result = await build({
		configFile: false,
		logLevel: 'warn',
		publicDir: false,
		build: {
			write: false,
			minify: true,
			target: 'es2022',
			lib: { entry, formats: ['iife'], name: 'renderer', fileName: () => 'renderer.js' },
		},
	});
	const [output] = [result].flat().flatMap((one) => ('output' in one ? one.output : []));
	if (output?.type !== 'chunk') throw new Error('the renderer was not bundled into one script');
	return output.code;
}
