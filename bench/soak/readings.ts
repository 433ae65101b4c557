import { readFile } from 'node:fs/promises';
import type { Browser, CDPSession } from 'puppeteer-core';
import type { Tabs } from './tabs.js';
import type { Weather } from './weather.js';

/** What is read every few seconds. */
export interface Reading {
	/** since the start */
	readonly minutes: number;
	/** what is wrong with the server just now */
	readonly fault: string | null;
	/** over all tabs */
	readonly images: number;
	readonly broken: number;
	readonly substitutes: number;
	/** the worker's JavaScript heap after garbage was collected, MB */
	readonly workerMB: number;
	/** all processes of the browser after garbage was collected, shared pages counted once (proportional set size), MB */
	readonly browserMB: number;
	/** what the site keeps in IndexedDB and Cache Storage, as the browser estimates it, MB */
	readonly storageMB: number;
	/** entries in Cache Storage */
	readonly kept: number;
}

/** @param start milliseconds since the epoch */
export async function readingsOf(
	browser: Browser,
	tabs: Tabs,
	weather: Weather,
	start: number,
): Promise<() => Promise<Reading>> {
	const session = await browser.target().createCDPSession();
	return async () => {
		const { broken, substitutes, images } = await tabs.look();
		await Promise.all(tabs.all.map((tab) => tab.session.send('HeapProfiler.collectGarbage')));
		return {
			minutes: Number(((Date.now() - start) / 60_000).toFixed(2)),
			fault: weather.fault ?? null,
			images,
			broken: broken.length,
			substitutes: substitutes.length,
			workerMB: megabytes(await workerHeap(browser)),
			browserMB: megabytes(await browserMemory(session)),
			...(await storage(tabs)),
		};
	};
}

function megabytes(bytes: number): number {
	return Number((bytes / 1_000_000).toFixed(2));
}

async function storage(tabs: Tabs): Promise<Pick<Reading, 'storageMB' | 'kept'>> {
	// a tab that stays: no navigation comes between
	const page = tabs.all[1]?.page;
	if (!page) throw new Error('there are no tabs');
	const { usage, kept } = await page.evaluate(async () => {
		const names = await caches.keys();
		const entries = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
		const { usage = 0 } = await navigator.storage.estimate();
		return { usage, kept: entries.flat().length };
	});
	return { storageMB: megabytes(usage), kept };
}

async function browserMemory(session: CDPSession): Promise<number> {
	const { processInfo } = await session.send('SystemInfo.getProcessInfo');
	const sizes = processInfo.map(async ({ id }) => {
		// a process may have ended since
		const text = await readFile(`/proc/${id}/smaps_rollup`, 'utf8').catch(() => '');
		return 1024 * Number(/^Pss:\s*(\d+) kB/m.exec(text)?.[1] ?? 0);
	});
	return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/** @returns bytes; 0: no worker runs */
async function workerHeap(browser: Browser): Promise<number> {
	const worker = browser.targets().find((target) => target.type() === 'service_worker');
	if (!worker) return 0;
	const session = await worker.createCDPSession();
	await session.send('HeapProfiler.collectGarbage');
	const { usedSize } = await session.send('Runtime.getHeapUsage');
	await session.detach();
	return usedSize;
}
