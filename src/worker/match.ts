import type { WorkerMemory } from './memory/worker-memory.js';

/** Elements that show pictures (`image`), scripts' own `fetch` (`''`), and JSONP (`script`). */
const DESTINATIONS: ReadonlySet<string> = new Set<RequestDestination>(['image', '', 'script']);

/** A URL of the documented shape, on whatever server. */
const IMAGE_SERVING = /^https?:\/\/[^/]+\/([^?#]*\/)?is\/image([/?]|$)/;

/**
 * Whether a request may be one for an image server of the manifest. Asked for every request of the
 * page, so it is synchronous and waits for nothing.
 *
 * A worker that has just started does not know its servers yet, and one whose rules are gone has to fetch them
 * again first. Until it does, a URL of the documented shape is taken for one of theirs, and all others are left
 * alone: a server with another root is covered a moment later, and what broke before is seen by the page.
 */
export function isCandidate(request: Request, memory: WorkerMemory): boolean {
	if (!DESTINATIONS.has(request.destination)) return false;
	if (request.method !== 'GET' || request.mode === 'navigate') return false;
	if (request.cache === 'only-if-cached' || request.headers.has('range')) return false;
	// no substitute has the bytes that are asked for
	if (request.integrity !== '') return false;
	if (memory.isForbidden(request.url)) return false;
	if (memory.settings !== undefined) {
		const server = memory.serverOf(request.url);
		// what a script gets of another server may be anything
		return server !== undefined && (server.protocol !== 'plain' || request.destination === 'image');
	}
	if (memory.isWithoutRules) return false;
	memory.readSoon();
	return IMAGE_SERVING.test(request.url);
}
