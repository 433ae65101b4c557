import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { Shop } from '../shop/shop.js';

/** What the worker asks of the browser. */
export type WatchedMethod =
	| 'fetch'
	| 'importScripts'
	| 'createImageBitmap'
	| 'clone'
	| 'readonly'
	| 'readwrite'
	| 'createObjectStore'
	| 'deleteCache'
	| 'match'
	| 'put'
	| 'convertToBlob'
	| 'claim'
	| 'get'
	| 'postMessage'
	| 'answer';

type Counts = Readonly<Partial<Record<WatchedMethod, number>>>;

/** One of the calls of a worker. */
export interface Call {
	/** of the method, a blank and what it is called for, as `watch-calls.js` writes them */
	readonly call: RegExp;
	/** how many such calls come before it; default none */
	readonly before?: number | undefined;
}

const watch = readFileSync(new URL('watch-calls.js', import.meta.url), 'utf8');

/**
 * From now on the shop's worker is one that can be watched; it is the built one otherwise.
 *
 * @param until where it stands still while it is being installed; once it is active it does not
 */
export function publishWatchedWorker(shop: Shop, until?: Call): void {
	const order = until && `self.orderOfInstallation = { call: ${until.call}, before: ${until.before ?? 0} };`;
	shop.server.setFile('/sw.js', `${order ?? ''}\n${watch}\n${shop.worker}`);
}

/** How often the worker has asked the browser for each of them since it was started. */
export function countsOf(page: Page): Promise<Counts> {
	return tell(page, { type: 'count' });
}

/** The worker stands still when it comes to this call. One that is started later does not. */
export async function standStillAt(page: Page, { call, before = 0 }: Call): Promise<void> {
	await tell(page, { type: 'stand-still', order: { call, before } });
}

/** Resolves when the worker stands still. @returns before which call */
export function standsStill(page: Page): Promise<string> {
	return page.evaluate(async () => {
		const channel = new BroadcastChannel('watched-worker');
		const call = await new Promise<string>((resolve) => {
			channel.onmessage = ({ data }) => void (data.type === 'stands-still' && resolve(data.call));
		});
		channel.close();
		return call;
	});
}

function tell(page: Page, message: object): Promise<Counts> {
	return page.evaluate(async (said) => {
		const channel = new BroadcastChannel('watched-worker');
		const counts = await new Promise<Counts>((resolve) => {
			channel.onmessage = ({ data }) => void (data.type === 'counted' && resolve(data.counts));
			channel.postMessage(said);
		});
		channel.close();
		return counts;
	}, message);
}

/**
 * Ends the process of a page, as the system does when memory is short. A worker that this page has started lives in
 * it, and ends with it in the middle of what it does; pages that were opened later have processes of their own.
 */
export async function endProcessOf(page: Page): Promise<void> {
	const session = await page.context().newCDPSession(page);
	const ended = page.waitForEvent('crash');
	// nobody is left to answer
	session.send('Page.crash').catch(() => {});
	await ended;
	await page.close();
}
