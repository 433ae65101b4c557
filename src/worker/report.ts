import type { ErrorMessage, WorkerMessage } from '../messages.js';

declare const self: ServiceWorkerGlobalScope;

/**
 * Tells one page, or all of them, and never fails: a report is not worth a picture.
 *
 * @param clientId undefined: all pages. What concerns a page that is gone concerns no other.
 */
export async function report(message: WorkerMessage, clientId?: string): Promise<void> {
	try {
		const receivers =
			clientId === undefined
				? await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
				: [await self.clients.get(clientId)];
		for (const receiver of receivers) receiver?.postMessage(message);
	} catch {
		// the page is gone
	}
}

/** An error concerns the shop, not one page: all pages hear of it, and the console of the worker. */
export function reportError(error: ErrorMessage, event?: ExtendableEvent): void {
	console.error(`[image-understudy] ${error.path === undefined ? '' : `${error.path}: `}${error.message}`);
	const told = report(error);
	event?.waitUntil(told);
}
