import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { build } from 'vite';
import type { Answer, Message } from './draw-worker.js';
import type { Drawing } from './drawing.js';
import { goldenFonts } from './fonts.js';

/** An encoded picture, and what could not be done as documented. */
export interface Drawn {
	readonly type: string;
	readonly bytes: Buffer;
	readonly notes: readonly string[];
}

/**
 * Starts the renderer in a worker of a page.
 *
 * @returns draws there; rejects with the renderer's own message
 */
export async function openDrawingWorker(page: Page): Promise<(drawing: Drawing) => Promise<Drawn>> {
	await page.goto('about:blank');
	await page.evaluate(startWorker, await bundle());
	const ask = async (message: Message) => {
		const answer = await page.evaluate(askWorker, message);
		if ('error' in answer) throw new Error(answer.error);
		return { ...answer, bytes: Buffer.from(answer.base64, 'base64') };
	};
	await ask({ fonts: await goldenFonts() });
	return ask;
}

/** Runs in the page. */
function startWorker(code: string): void {
	const url = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
	Object.assign(globalThis, { renderer: new Worker(url) });
}

/** Runs in the page. */
function askWorker(message: Message): Promise<Answer> {
	const { renderer } = globalThis as unknown as { renderer: Worker };
	const { port1, port2 } = new MessageChannel();
	renderer.postMessage(message, [port2]);
	return new Promise((resolve) => {
		port1.onmessage = ({ data }) => resolve(data);
	});
}

async function bundle(): Promise<string> {
	const entry = fileURLToPath(new URL('./draw-worker.ts', import.meta.url));
	const result = await build({
		configFile: false,
		logLevel: 'error',
		publicDir: false,
		build: { write: false, target: 'es2022', lib: { formats: ['iife'], name: 'goldens', entry } },
	});
	const outputs = Array.isArray(result) ? result.flatMap(({ output }) => output) : [];
	const chunk = outputs.find((output) => output.type === 'chunk');
	if (chunk?.type !== 'chunk') throw new Error('the renderer could not be bundled');
	return chunk.code;
}
