import type { Server } from '../catalog/manifest.js';

/** The network gave no response at all. */
export interface NetworkFailure {
	readonly reason: 'timeout' | 'network';
	/** what `fetch` threw: what the page would have got */
	readonly error: unknown;
}

/** Which origins were seen to send no CORS headers; asked and told by the attempt. */
export interface CorsMemory {
	/** whether it is pointless to ask for this URL with CORS */
	isCorsDenied(url: string): boolean;
	denyCors(origin: string): void;
	allowCors(origin: string): void;
}

/**
 * One attempt to get a picture from the image server.
 *
 * A cross-origin `<img>` asks without CORS, and its answer is opaque: a 403 looks like a success. So the
 * request is made again with CORS, which keeps the page's own `Accept` header. A TypeError may come from a
 * copy in the HTTP cache that was stored without CORS headers, so the cache is passed by once; after that
 * the origin counts as unable to do CORS for a while and is asked as the page did.
 *
 * @returns the response as it came, or why there is none
 * @throws whatever aborted the page's own request
 */
export async function attempt(
	request: Request,
	server: Server,
	memory: CorsMemory,
): Promise<Response | NetworkFailure> {
	const deadline = new Deadline(server.timeoutMs, request.signal);
	try {
		return await fetchReadable(request, server, memory, deadline.signal);
	} catch (error) {
		if (request.signal.aborted) throw error;
		return { reason: deadline.passed ? 'timeout' : 'network', error };
	} finally {
		deadline.clear();
	}
}

async function fetchReadable(
	request: Request,
	server: Server,
	memory: CorsMemory,
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
		memory.allowCors(origin);
		return response;
	} catch (error) {
		if (signal.aborted) throw error;
	}
	try {
		return await fetch(copy({ ...cors, cache: 'reload' }));
	} catch (error) {
		if (signal.aborted || server.cors === 'always') throw error;
	}
	const response = await fetch(copy());
	// only now: a server that does not answer at all is not one without CORS
	memory.denyCors(origin);
	return response;
}

/** A time limit until the headers are there. The body may take its time. */
class Deadline {
	passed = false;
	readonly #controller = new AbortController();
	readonly #timer: ReturnType<typeof setTimeout>;
	readonly #follow = () => this.#controller.abort(this.followed.reason);

	constructor(
		milliseconds: number,
		private readonly followed: AbortSignal,
	) {
		this.#timer = setTimeout(() => {
			this.passed = true;
			this.#controller.abort(new DOMException(`no answer within ${milliseconds} ms`, 'TimeoutError'));
		}, milliseconds);
		followed.addEventListener('abort', this.#follow);
	}

	get signal(): AbortSignal {
		return this.#controller.signal;
	}

	/** Only the timer ends: the page can still abort the body. */
	clear(): void {
		clearTimeout(this.#timer);
	}
}

/**
 * Whether a response can be given to the page as it is, judged by its status line and headers alone.
 * Nothing is known of an opaque one: the page will tell.
 */
export function isUsable(response: Response, request: Request): boolean {
	if (response.type === 'opaque' || response.type === 'opaqueredirect') return true;
	if (!response.ok) return response.status === 304;
	if (response.status === 204 || response.status === 205) return false;
	if (response.headers.get('content-length') === '0') return false;
	const type = response.headers.get('content-type');
	return type === null || !NO_PICTURE.test(type) || !wantsPicture(request);
}

/**
 * Types of answers that are never pictures. Others pass: a browser decodes an `<img>` by its bytes, so a
 * picture that is merely labelled wrongly is shown, and what does break is seen by the page.
 */
const NO_PICTURE = /^\s*(text\/html|application\/(json|xhtml\+xml))/i;

/** Property requests (`req=props` and the like) are answered with text. */
const PROPERTY_REQUEST = /[?&]req=(?!img\b|tmb\b|mask\b)/i;

export function wantsPicture(request: Request): boolean {
	return request.destination === 'image' || !PROPERTY_REQUEST.test(request.url);
}
