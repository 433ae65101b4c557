import type { Server } from '../../catalog/manifest/manifest.js';
import type { FailureReason, WorkerMessage } from '../../messages.js';
import type { WorkerMemory } from '../memory/worker-memory.js';
import { attempt, isUsable, mayBePlaceholder } from '../network.js';
import { postToPages } from '../post-to-pages.js';
import { wholePicture } from '../whole-picture.js';
import { failureOf } from './inspect-response.js';
import { probeMirrors } from './second-chances.js';

/** Who asks waits no longer, in milliseconds. */
const PATIENCE_MS = 10_000;

type Probed = Extract<WorkerMessage, { readonly type: 'understudy:probed' }>;

/**
 * Asks the image server whether it sends a picture by now that was replaced before. An answer that is opaque, and
 * that of a picture which could not be decoded, is for the page to judge: it tells if it could show it.
 */
export async function probe(url: string, memory: WorkerMemory): Promise<Probed> {
	const since = Date.now();
	const server = memory.serverOf(url);
	const type = 'understudy:probed';
	if (server === undefined) return { type, well: false };
	const isPostponed = memory.postponed.has(url);
	// a large picture on a slow line is as welcome as a late answer
	const tellIfLate = () => {
		if (Date.now() - since > PATIENCE_MS) void postToPages({ type: 'understudy:arrived', url });
	};
	/** The page gets what came, and judges; the document would answer the picture's own address from its memory. */
	const letPageLook = (picture: Response, isMirrored: boolean): Probed => {
		const look = `${url}${url.includes('?') ? '&' : '?'}understudy=${Date.now()}`;
		memory.late.keep(requestFor(look), picture);
		return { type, well: false, look, isMirrored };
	};
	const probeAtMirrors = async (reason: FailureReason): Promise<Probed | undefined> => {
		const picture = await probeMirrors(requestFor(url), reason, server, memory);
		if (picture?.type === 'opaque') return letPageLook(picture, true);
		if (picture === undefined) return undefined;
		picture.body?.cancel().catch(() => {});
		memory.wasMirrored(url);
		tellIfLate();
		return { type, well: true };
	};
	// a server that keeps everybody waiting is not waited for if a mirror has what it lacks
	const isMirrorFirst = isPostponed || memory.health.isBroken(server.origin);
	const mirrored = isMirrorFirst ? await probeAtMirrors('network') : undefined;
	if (isPostponed || mirrored?.well) return mirrored ?? { type, well: false };
	const response = await askPastCaches(url, server, memory);
	if (!(response instanceof Response)) {
		const instead = isMirrorFirst ? mirrored : await probeAtMirrors(response);
		return instead ?? { type, well: false, reason: response };
	}
	const picture = await wholePicture(response);
	if (picture === undefined) return { type, well: false, reason: 'content' };
	if (picture.type === 'opaque' || memory.substitutes.get(url)?.reason === 'decode') {
		return letPageLook(picture, false);
	}
	memory.wasWell(url);
	tellIfLate();
	return { type, well: true };
}

/** Past all caches, else as an <img> asks; the new picture is in the HTTP cache afterwards. */
function requestFor(url: string): Request {
	return new Request(url, { cache: 'reload', mode: 'no-cors', credentials: 'include' });
}

/** @returns what came instead of a picture, if none did */
async function askPastCaches(
	url: string,
	server: Server,
	memory: WorkerMemory,
): Promise<Response | FailureReason> {
	const request = requestFor(url);
	const outcome = await attempt(request, server, memory);
	if (!(outcome instanceof Response)) {
		outcome.abandon?.();
		return outcome.reason;
	}
	if (isUsable(outcome, request, server) && !mayBePlaceholder(outcome, server)) return outcome;
	const failure = await failureOf({ request, outcome }, server);
	if (failure === undefined) return outcome;
	outcome.body?.cancel().catch(() => {});
	memory.postponed.add(url, failure);
	return failure.reason;
}
