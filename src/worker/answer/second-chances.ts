import type { Server } from '../../catalog/manifest/manifest.js';
import type { Failure } from '../../fallback/failure.js';
import type { FailureReason } from '../../messages.js';
import { discard } from '../discard.js';
import type { FailedRequest } from '../fallback-module.js';
import type { WorkerMemory } from '../memory/worker-memory.js';
import { type AttemptSettings, attempt, type NetworkFailure } from '../network.js';
import { mayBeRefusalOfCors } from '../refusal-of-cors.js';
import { askBroken, countFailure } from './circuit-breakers.js';
import { failureOf } from './inspect-response.js';

/** Longest `Retry-After` that a shopper waits for, in milliseconds. */
const LONGEST_RETRY_MS = 3000;

/** A connection that was reset is tried again after this time at the earliest, in milliseconds. */
const FIRST_RETRY_MS = 150;

/** What came of asking again. */
export interface SecondChance {
	/** of the second attempt if there was one */
	readonly failure: Failure;
	/** a good answer after all */
	readonly response?: Response;
	/** a mirror has given it */
	readonly isMirrored?: true;
}

/**
 * Before anything is substituted: one retry where that is useful, then the mirrors of the server.
 *
 * @param failure of the first attempt
 */
export async function secondChance(
	failed: FailedRequest,
	failure: Failure,
	server: Server,
	memory: WorkerMemory,
): Promise<SecondChance> {
	const retried = await retry(failed, failure, server, memory);
	if (retried.response !== undefined) return retried;
	const { reason } = retried.failure;
	const response = await askMirrors(failed.request, reason, server, memory, failed.event);
	return response === undefined ? retried : { failure: retried.failure, response, isMirrored: true };
}

async function retry(
	failed: FailedRequest,
	failure: Failure,
	server: Server,
	memory: WorkerMemory,
): Promise<SecondChance> {
	const { request, outcome } = failed;
	const delay = retryDelay(failure, failed, memory);
	if (delay === undefined) {
		await count(outcome, request, server, memory);
		return { failure };
	}
	await pause(withJitter(delay));
	const second = await attempt(request, server, memory);
	await count(second, request, server, memory);
	const again = await faultOf(second, request, server, memory);
	if (again === undefined && second instanceof Response) return { failure, response: second };
	discard({ outcome: second });
	return { failure: again ?? failure };
}

/**
 * Only a GET ever comes here, so that it is always safe to ask again. Useful it is where the server says when,
 * and where a connection broke: not where there is no network, nor where others have found the server away.
 *
 * @returns milliseconds at the earliest; undefined: do not
 */
function retryDelay(
	{ reason, retryAfterMs }: Failure,
	{ request, outcome }: FailedRequest,
	{ health }: WorkerMemory,
): number | undefined {
	if (outcome instanceof Response) {
		if (reason !== 'overload' || retryAfterMs === undefined) return undefined;
		return retryAfterMs <= LONGEST_RETRY_MS ? Math.max(retryAfterMs, FIRST_RETRY_MS) : undefined;
	}
	if (!('error' in outcome) || reason !== 'network' || !navigator.onLine) return undefined;
	const { origin } = new URL(request.url);
	return health.breakers.has(origin) ? undefined : FIRST_RETRY_MS;
}

/** An opaque answer is for the page to judge, as that of a first attempt is, until the page has seen it break. */
async function faultOf(
	outcome: FailedRequest['outcome'],
	request: Request,
	server: Server,
	memory: WorkerMemory,
): Promise<Failure | undefined> {
	const isOpaque = outcome instanceof Response && outcome.type === 'opaque';
	const isBroken = memory.brokenPictures.has(request.url);
	return isOpaque && !isBroken ? undefined : failureOf({ request, outcome }, server, isBroken);
}

/** Only what says something about the server: a browser does not tell a refusal of CORS from a broken connection. */
async function count(
	outcome: FailedRequest['outcome'],
	request: Request,
	{ origin, cors }: Pick<Server, 'origin' | 'cors'>,
	{ health }: WorkerMemory,
): Promise<void> {
	if (!('error' in outcome) || !navigator.onLine) return;
	const mode = cors === 'always' ? 'cors' : request.mode;
	if (mayBeRefusalOfCors({ url: request.url, mode }, outcome.reason)) return;
	await countFailure(health, origin, outcome);
}

/**
 * The documented error redirect, in a browser: another server with the same pictures is asked before anything
 * is substituted. Not for requests that this one refuses or does not understand.
 *
 * @param reason why the server itself has not given it
 * @param isProbe nobody shows the answer yet: one that is opaque is good only where no mirror gives a better one
 * @see `c-redirect-on-error.md`
 */
async function askMirrors(
	request: Request,
	reason: FailureReason,
	server: Server,
	memory: WorkerMemory,
	event: Pick<ExtendableEvent, 'waitUntil'>,
	isProbe = false,
): Promise<Response | undefined> {
	if (reason === 'refused' || reason === 'invalid') return undefined;
	const { mirrors = [] } = server;
	const { lookedAt } = memory;
	const last = lookedAt.get(request.url);
	// the page gets what the last probe has found; a new probe means that it could not show that
	const start = last === undefined ? 0 : last + Number(isProbe);
	let unreadable: Response | undefined;
	for (const mirror of [...mirrors.slice(start), ...mirrors.slice(0, start)]) {
		const url = mirror.origin + mirror.root + request.url.slice(server.origin.length + server.root.length);
		const copy = new Request(url, initOf(request));
		const settings = { ...server, origin: mirror.origin };
		const outcome = await attemptGuarded(copy, settings, memory, event);
		await count(outcome, copy, settings, memory);
		const isUnreadable = isProbe && outcome instanceof Response && outcome.type === 'opaque';
		const isWell = !isUnreadable && (await faultOf(outcome, request, server, memory)) === undefined;
		if (outcome instanceof Response && (isWell || (isUnreadable && unreadable === undefined))) {
			if (isProbe) lookedAt.set(request.url, mirrors.indexOf(mirror));
			if (isWell) return withoutUrl(outcome);
			unreadable = outcome;
		} else discard({ outcome });
	}
	return unreadable;
}

/**
 * The page's Content-Security-Policy is asked about the URL of an answer, too, and need not name a mirror. An opaque
 * one keeps its URL: if the page does not let it pass, its image breaks, and gets a substitute.
 */
function withoutUrl(response: Response): Response {
	return response.type === 'opaque' ? response : new Response(response.body, response);
}

/** What a mirror sends by now in place of what the server has not given for this reason; maybe opaque. */
export function probeMirrors(
	request: Request,
	reason: FailureReason,
	server: Server,
	memory: WorkerMemory,
): Promise<Response | undefined> {
	// what asks for this is answered, and keeps the worker alive for longer than one more trial takes
	const event = { waitUntil: () => {} };
	return askMirrors(request, reason, server, memory, event, true);
}

/** Of a request for another URL; `navigate` and the like do not come here. */
function initOf(request: Request): RequestInit {
	const { headers, mode, credentials, cache, redirect, referrer, referrerPolicy, signal } = request;
	return { headers, mode, credentials, cache, redirect, referrer, referrerPolicy, signal };
}

/** One attempt, or none where the server is known to be away. */
export async function attemptGuarded(
	request: Request,
	settings: AttemptSettings & { readonly origin: string },
	memory: WorkerMemory,
	event: Pick<ExtendableEvent, 'waitUntil'>,
): Promise<Response | NetworkFailure> {
	const { health } = memory;
	const ask = () => attempt(request, settings, memory);
	return health.isBroken(settings.origin) ? askBroken(health, settings.origin, ask, event) : ask();
}

/** Not all shoppers at the same instant, and none of them sooner than the server wants. */
function withJitter(milliseconds: number): number {
	return milliseconds + Math.random() * Math.max(FIRST_RETRY_MS, milliseconds / 3);
}

function pause(milliseconds: number): Promise<void> {
	return new Promise((resolve) => {
		setTimeout(resolve, milliseconds);
	});
}
