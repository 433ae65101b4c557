import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { Shop } from './shop.js';

/** What the worker asks of the browser, in the order in which a substitution does. */
export type WatchedPoint =
	| 'fetch'
	| 'get'
	| 'clone'
	| 'readonly'
	| 'match'
	| 'createImageBitmap'
	| 'convertToBlob'
	| 'put'
	| 'readwrite'
	| 'postMessage';

type Counts = Readonly<Partial<Record<WatchedPoint, number>>>;

const watch = readFileSync(new URL('watch-calls.js', import.meta.url), 'utf8');

/** From now on the shop's worker is one that can be watched; it is the built one otherwise. */
export function publishWatchedWorker(shop: Shop): void {
	shop.server.setFile('/sw.js', `${watch}\n${shop.worker}`);
}

/** How often the worker has asked the browser for each of them since it was started. */
export function countsOf(page: Page): Promise<Counts> {
	return tell(page, { type: 'count' }, 'counted');
}

/** The worker stands still when it comes to this point the next time. One that is started later does not. */
export async function standStillAt(page: Page, point: WatchedPoint): Promise<void> {
	await tell(page, { type: 'stand-still-at', point }, 'counted');
}

/** Does something, and resolves when the worker stands still. */
export async function standsStill(page: Page, html: string): Promise<void> {
	await page.evaluate(async (added) => {
		const channel = new BroadcastChannel('watched-worker');
		const still = new Promise((resolve) => {
			channel.onmessage = ({ data: { type } }) => void (type === 'stands-still' && resolve(undefined));
		});
		document.body.insertAdjacentHTML('beforeend', added);
		await still;
		channel.close();
	}, html);
}

function tell(page: Page, message: object, answer: string): Promise<Counts> {
	return page.evaluate(
		async ([said, wanted]) => {
			const channel = new BroadcastChannel('watched-worker');
			const counts = await new Promise<Counts>((resolve) => {
				channel.onmessage = ({ data }) => void (data.type === wanted && resolve(data.counts));
				channel.postMessage(said);
			});
			channel.close();
			return counts;
		},
		[message, answer] as const,
	);
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
}
