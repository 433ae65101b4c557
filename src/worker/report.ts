import type { ErrorMessage, WorkerMessage } from '../messages.js';

declare const self: ServiceWorkerGlobalScope;

/** Tells one page, or all of them, and never fails: a report is not worth a picture. */
export async function report(message: WorkerMessage, clientId?: string): Promise<void> {
	try {
		const client = clientId ? await self.clients.get(clientId) : undefined;
		const receivers = client
			? [client]
			: await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
		for (const receiver of receivers) receiver.postMessage(message);
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
