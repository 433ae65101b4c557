import type { Server } from '../catalog/manifest.js';
import type { WorkerMessage } from '../messages.js';
import type { WorkerMemory } from './memory.js';
import { attempt, isUsable } from './network.js';

/** Asks the image server whether it sends a picture by now that was replaced before. */
export async function probe(url: string, memory: WorkerMemory): Promise<WorkerMessage> {
	await memory.read();
	const server = memory.serverOf(url);
	const well = server !== undefined && (await isWell(url, server, memory));
	if (well) memory.wasWell(url);
	return { type: 'understudy:probed', well };
}

/** What stays opaque counts as well: only the page can see whether it is, and it tells. */
async function isWell(url: string, server: Server, memory: WorkerMemory): Promise<boolean> {
	// past all caches, else as an <img> asks; the new picture is in the HTTP cache afterwards
	const request = new Request(url, { cache: 'reload', mode: 'no-cors', credentials: 'include' });
	const outcome = await attempt(request, server, memory);
	if ('abandon' in outcome) outcome.abandon?.();
	if (!(outcome instanceof Response) || !isUsable(outcome, request)) return false;
	try {
		await outcome.blob();
		return true;
	} catch {
		// it broke off
		return false;
	}
}
