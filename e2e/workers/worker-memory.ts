import type { Browser } from '@playwright/test';

/** What the worker's own JavaScript holds, in bytes. */
export interface WorkerMemory {
	/** objects */
	readonly heap: number;
	/** bytes of buffers */
	readonly buffers: number;
	/** what the browser has made for it: bitmaps, canvases, responses */
	readonly embedder: number;
}

/** What the worker of an origin holds once its garbage has been collected. */
export async function memoryOfWorker(browser: Browser, origin: string): Promise<WorkerMemory> {
	const session = await browser.newBrowserCDPSession();
	const { targetInfos } = await session.send('Target.getTargets');
	const worker = targetInfos.find(({ type, url }) => type === 'service_worker' && url.startsWith(origin));
	if (worker === undefined) throw new Error(`no worker of ${origin} runs`);
	const { targetId } = worker;
	const { sessionId } = await session.send('Target.attachToTarget', { targetId, flatten: false });
	let id = 0;
	const ask = async (method: string): Promise<Record<string, number>> => {
		id += 1;
		const message = JSON.stringify({ id, method });
		const answer = new Promise<Record<string, number>>((resolve) => {
			session.on('Target.receivedMessageFromTarget', (event) => {
				const reply = JSON.parse(event.message);
				if (event.sessionId === sessionId && reply.id === id) resolve(reply.result);
			});
		});
		await session.send('Target.sendMessageToTarget', { sessionId, message });
		return answer;
	};
	await ask('HeapProfiler.collectGarbage');
	const usage = await ask('Runtime.getHeapUsage');
	await session.detach();
	const { usedSize = 0, backingStorageSize = 0, embedderHeapUsedSize = 0 } = usage;
	return { heap: usedSize, buffers: backingStorageSize, embedder: embedderHeapUsedSize };
}
