import type { Server } from '../catalog/manifest.js';
import type { WorkerMessage } from '../messages.js';
import type { ImageFallback } from './image-fallback.js';
import { attempt, isUsable, mayBePlaceholder } from './network.js';
import { readBounded } from './read-bounded.js';

/** What a probe needs of the worker. */
export type Prober = Pick<ImageFallback, 'memory' | 'ready' | 'loadFallback'>;

/** Asks the image server whether it sends a picture by now that was replaced before. */
export async function probe(url: string, prober: Prober): Promise<WorkerMessage> {
	await prober.ready();
	const { memory } = prober;
	const server = memory.serverOf(url);
	const well = server !== undefined && (await isWell(url, server, prober));
	if (well) memory.wasWell(url);
	return { type: 'understudy:probed', well };
}

/** What stays opaque counts as well: only the page can see whether it is, and it tells. */
async function isWell(url: string, server: Server, { memory, loadFallback }: Prober): Promise<boolean> {
	// past all caches, else as an <img> asks; the new picture is in the HTTP cache afterwards
	const request = new Request(url, { cache: 'reload', mode: 'no-cors', credentials: 'include' });
	const outcome = await attempt(request, server, memory);
	if ('abandon' in outcome) outcome.abandon?.();
	if (!(outcome instanceof Response) || !isUsable(outcome, request, server)) return false;
	try {
		if (mayBePlaceholder(outcome, server)) {
			const { failureOf } = await loadFallback();
			if ((await failureOf({ request, outcome }, server)) !== undefined) return false;
		}
		await readBounded(outcome);
		return true;
	} catch {
		// it broke off, or has no end
		return false;
	}
}
