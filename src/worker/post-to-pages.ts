import { storageName } from '../catalog/store/storage-name.js';
import type { ErrorMessage, WorkerMessage } from '../messages.js';
import { BoundedMap } from './bounded-map.js';

declare const self: ServiceWorkerGlobalScope;

/** Pages that were told something: to find one takes a while, and many of its pictures may fail. */
const pages = new BoundedMap<string, Client>(50);

/** The page that asked for something; undefined: it is gone. */
export async function pageOf(clientId: string): Promise<Client | undefined> {
	const known = pages.get(clientId);
	if (known !== undefined) return known;
	const page = await self.clients.get(clientId);
	if (page !== undefined) pages.set(clientId, page);
	return page;
}

/**
 * Tells one page, or all of them, and never fails: a report is not worth a picture.
 *
 * @param clientId undefined: all pages in the worker's scope. What concerns a page that is gone concerns no other.
 */
export async function postToPages(message: WorkerMessage, clientId?: string): Promise<void> {
	try {
		const receivers =
			clientId === undefined
				? (await self.clients.matchAll({ type: 'window', includeUncontrolled: true })).filter(isOfThisShop)
				: [await pageOf(clientId)];
		for (const receiver of receivers) receiver?.postMessage(message);
		// behind the picture that is answered then
		if (message.type === 'understudy:substitute') setTimeout(() => tellInspectors(message));
	} catch {
		// the page is gone
	}
}

/** An origin may have several shops, each with a worker of its own, in folders side by side. */
function isOfThisShop({ url }: Client): boolean {
	return url.startsWith(self.registration.scope);
}

let channel: BroadcastChannel | undefined;

/** An inspector wants to know of the failures of all pages; it listens on a channel of this registration's name. */
function tellInspectors(message: WorkerMessage): void {
	channel ??= new BroadcastChannel(storageName());
	channel.postMessage(message);
}

/** An error concerns the shop, not one page: all pages hear of it, and the console of the worker. */
export function postError(error: ErrorMessage, event?: ExtendableEvent): void {
	console.error(`[image-understudy] ${error.path === undefined ? '' : `${error.path}: `}${error.message}`);
	const told = postToPages(error);
	event?.waitUntil(told);
}
