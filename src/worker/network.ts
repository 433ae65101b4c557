import type { Server } from '../catalog/manifest/manifest.js';
import { asksForData, isNotAPicture } from '../fallback/not-a-picture.js';
import type { LateAnswers } from './late-answers.js';
import type { CorsVerdicts } from './memory/cors-verdicts.js';
import type { ServerHealth } from './server-health.js';

/** Nobody waits for a second look at a server without CORS, but it holds a connection; in milliseconds. */
const RECHECK_MS = 5000;

/** The network gave no usable answer. */
export interface NetworkFailure {
	readonly reason: 'timeout' | 'network';
	/** what `fetch` threw; of a time-out, what it would throw if it were given up */
	readonly error: unknown;
	/** when it was asked, milliseconds since the worker started */
	readonly since: number;
	/** of a time-out: the answer may still come, for a page that wants to wait for it */
	late?(): Promise<Response>;
	/** of a time-out: a substitute was given */
	abandon?(): void;
}

/** Which origins answer, and which were seen to send no CORS headers; asked and told by the attempt. */
export interface AttemptMemory {
	readonly health: ServerHealth;
	readonly late: Pick<LateAnswers, 'wait'>;
	readonly cors: CorsVerdicts;
	/** whether it is pointless to ask for this URL with CORS */
	isCorsDenied(url: string): boolean;
}

export type AttemptSettings = Pick<Server, 'cors' | 'credentials'> & {
	/** see {@link TimeLimit}; a worker that has just started learns it while it waits */
	readonly timeoutMs: number | Promise<number>;
};

/**
 * One attempt to get a picture from the image server.
 *
 * A cross-origin `<img>` asks without CORS, and its answer is opaque: a 403 looks like a success. So the
 * request is made again with CORS, which keeps the page's own `Accept` header. A TypeError may come from a
 * copy in the HTTP cache that was stored without CORS headers, so the cache is passed by once; if the page's own
 * way works then, and beside it the other still does not, the origin counts as unable to do CORS for a while.
 *
 * @returns the response as it came, or why there is none
 * @throws whatever aborted the page's own request
 */
export async function attempt(
	request: Request,
	settings: AttemptSettings,
	memory: AttemptMemory,
): Promise<Response | NetworkFailure> {
	const controller = new AbortController();
	request.signal.addEventListener('abort', () => controller.abort(request.signal.reason));
	const fetching = fetchReadable(request, settings, memory, controller.signal);
	const { health } = memory;
	const since = performance.now();
	const { origin } = new URL(request.url);
	const limit = new TimeLimit(settings.timeoutMs, () => Math.max(since, health.lastAnswer(origin, since)));
	let reason: NetworkFailure['reason'] = 'timeout';
	const isOver = health.waits(origin, (found) => {
		// what others have found out holds for this one too
		reason = found;
		limit.pass();
	});
	try {
		const response = await Promise.race([fetching, limit.passed]);
		health.answered(origin, since);
		return response;
	} catch (error) {
		if (request.signal.aborted) throw error;
		if (!limit.hasPassed) return { reason: 'network', error, since };
		const answered = () => health.answered(origin, since);
		// whoever gives a substitute abandons it, and then nobody looks at what it throws
		fetching.then(answered, () => {});
		const giveUp = () => controller.abort(error);
		const abandon = () => void memory.late.wait(request, fetching, giveUp, health.isAlive(origin));
		return { reason, error, since, late: () => fetching, abandon };
	} finally {
		// the body may take its time
		limit.end();
		isOver();
	}
}

async function fetchReadable(
	request: Request,
	server: AttemptSettings,
	memory: AttemptMemory,
	signal: AbortSignal,
): Promise<Response> {
	const { origin } = new URL(request.url);
	// a copy would forget both the referrer and its policy
	const { referrer, referrerPolicy } = request;
	const copy = (init?: RequestInit) => new Request(request, { referrer, referrerPolicy, signal, ...init });

	const isOpaque = request.mode === 'no-cors' && origin !== location.origin;
	if (!isOpaque || server.cors === 'never' || memory.isCorsDenied(request.url)) return fetch(copy());
	const cors: RequestInit = { mode: 'cors', credentials: server.credentials };
	try {
		const response = await fetch(copy(cors));
		memory.cors.allow(origin);
		return response;
	} catch (error) {
		if (signal.aborted) throw error;
	}
	const pastCache = () => fetch(copy({ ...cors, cache: 'reload' }));
	if (server.cors === 'always') return pastCache();
	// many images break on the same server at once: the first of them finds out for all
	const { underWay } = memory.cors;
	const verdict = underWay.get(origin);
	if (memory.isCorsDenied(request.url) || (verdict !== undefined && !(await verdict))) return fetch(copy());
	const reload = pastCache();
	if (verdict === undefined) underWay.set(origin, succeeds(reload));
	try {
		return await reload;
	} catch (error) {
		if (signal.aborted) throw error;
		const opaque = await fetch(copy());
		memory.cors.deny(origin);
		// a server that was away until now is not one without CORS: the picture does not wait for that
		const inTime = AbortSignal.timeout(RECHECK_MS);
		fetch(copy({ ...cors, cache: 'reload', signal: inTime })).then(
			({ body }) => {
				memory.cors.allow(origin);
				body?.cancel().catch(() => {});
			},
			() => {},
		);
		return opaque;
	} finally {
		if (verdict === undefined) underWay.delete(origin);
	}
}

function succeeds(work: Promise<unknown>): Promise<boolean> {
	return work.then(
		() => true,
		() => false,
	);
}

/**
 * How long the headers of an answer are waited for. The time counts from the last answer to a request that was made
 * before this one: a browser has few connections to each server, and a picture that waits for one of them says
 * nothing of the server. Answers to later requests lengthen nothing, so that a picture which never comes has its end
 * on a page that goes on asking for others.
 */
class TimeLimit {
	hasPassed = false;
	/** rejects when the time is over */
	readonly passed: Promise<never>;
	/** ends the time now */
	pass: () => void = () => {};
	#timer: ReturnType<typeof setTimeout> | undefined;
	#isOver = false;

	/**
	 * @param milliseconds Infinity: no limit; they count in the same way if they are known only later
	 * @param from when they begin, as far as it is known by then, in milliseconds since the worker started
	 */
	constructor(milliseconds: number | Promise<number>, from: () => number) {
		this.passed = new Promise((_, reject) => {
			this.pass = () => {
				this.hasPassed = true;
				reject(new DOMException('the image server did not answer in time', 'TimeoutError'));
			};
			const begin = (limit: number) => {
				if (this.#isOver || limit === Number.POSITIVE_INFINITY) return;
				// what has come in the meantime is looked at when the time seems to be over: good pictures pay nothing
				const rest = from() + limit - performance.now();
				if (rest > 0) this.#timer = setTimeout(begin, rest, limit);
				else this.pass();
			};
			if (typeof milliseconds === 'number') begin(milliseconds);
			else milliseconds.then(begin);
		});
	}

	end(): void {
		this.#isOver = true;
		clearTimeout(this.#timer);
	}
}

/**
 * Whether a response can be given to the page as it is, judged by its status line and headers alone.
 * Nothing is known of an opaque one: the page will tell.
 *
 * @param server what the manifest says of its answers
 */
export function isUsable(
	response: Response,
	request: Request,
	server?: Pick<Server, 'errorBodies' | 'protocol'>,
): boolean {
	if (response.type === 'opaque' || response.type === 'opaqueredirect') return true;
	if (!response.ok) {
		return response.status === 304 || (server?.errorBodies === 'keep' && isPicture(response));
	}
	if (isWithoutContent(response)) return server?.protocol === 'plain';
	if (response.headers.get('content-length') === '0') return false;
	return !isNotAPicture(response.headers.get('content-type')) || !wantsPicture(request);
}

/** Of a plain server it may be the answer to a picture that counts visits: nothing that should be there is missing. */
export function isWithoutContent({ status }: Response): boolean {
	return status === 204 || status === 205;
}

function isPicture({ headers }: Response): boolean {
	return headers.get('content-length') !== '0' && /^\s*image\//i.test(headers.get('content-type') ?? '');
}

/** Longest answer that may be a picture of one pixel, in bytes. */
export const ONE_PIXEL_BYTES = 1024;

/** Whether a good answer has to be looked at, because it may be one of the manifest's placeholders. */
export function mayBePlaceholder(
	{ body, headers }: Response,
	{ placeholders }: Pick<Server, 'placeholders'>,
): boolean {
	if (placeholders === undefined || body === null) return false;
	if (Object.keys(placeholders.headers ?? {}).some((name) => headers.has(name))) return true;
	const { onePixel = false, digests = [] } = placeholders;
	const said = headers.get('content-length');
	if (said === null) return onePixel || digests.length > 0;
	const length = Number(said);
	return (onePixel && length <= ONE_PIXEL_BYTES) || digests.some(({ bytes }) => bytes === length);
}

function wantsPicture(request: Request): boolean {
	return request.destination === 'image' || !asksForData(request.url);
}
