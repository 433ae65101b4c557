import type { Server } from '../../catalog/manifest/manifest.js';
import {
	forgetFailures,
	type RememberedFailure,
	rememberFailure,
} from '../../catalog/store/failure-memory.js';
import { type Failure, isUnavailable } from '../../fallback/failure.js';
import { failureLifetime } from '../../fallback/failure-lifetime.js';
import type { SubstituteKind } from '../../messages.js';
import { BoundedMap } from '../bounded-map.js';
import { mayBeRefusalOfCors } from '../refusal-of-cors.js';
import { type Asked, sendsCookies } from '../sends-cookies.js';

const MAX_URLS = 1000;

/** Which pictures failed lately, and how long they are not requested again. */
export class RememberedFailures {
	readonly #failures = new BoundedMap<string, RememberedFailure>(MAX_URLS);

	/** @param serverOf the manifest's server that a URL belongs to */
	constructor(private readonly serverOf: (url: string) => Server | undefined) {}

	/** The failure that makes it pointless to ask the server now. */
	get(asked: Asked): Failure | undefined {
		const remembered = this.#failures.get(asked.url);
		if (remembered === undefined) return undefined;
		const { reason, status, message = '', expires, isOfCors, isOfCookies } = remembered;
		if (isOfCors && asked.mode !== 'cors') return undefined;
		if (isOfCookies && this.#sendsCookies(asked)) return undefined;
		return expires > Date.now() ? { reason, status, serverText: message } : undefined;
	}

	#sendsCookies(asked: Asked): boolean {
		return sendsCookies(asked, this.serverOf(asked.url));
	}

	/**
	 * @param kind what was shown instead
	 * @param seconds how long the documentation lets a client keep that
	 * @returns resolves when it is stored, or cannot be
	 */
	add(asked: Asked, failure: Failure, kind: SubstituteKind, seconds: number): Promise<void> {
		const { url } = asked;
		const time = Date.now();
		const { reason, status, serverText } = failure;
		const { forMs, ...next } = failureLifetime(failure, kind, seconds, this.#failures.get(url)?.delayMs);
		const isOfCors = mayBeRefusalOfCors(asked, reason);
		const isOfCookies = reason === 'refused' && !this.#sendsCookies(asked);
		const remembered = {
			...{ reason, status, message: serverText, kind, isOfCors, isOfCookies },
			...{ time, expires: time + forMs, ...next },
		};
		this.restore(url, remembered);
		return rememberFailure(url, remembered);
	}

	/** @param failure as it was stored */
	restore(url: string, failure: RememberedFailure): void {
		this.#failures.set(url, failure);
	}

	/**
	 * The picture is well.
	 *
	 * @param isOpaque it came without CORS: that says nothing of what a request with CORS gets
	 * @returns whether it had failed because its server was away
	 */
	delete(url: string, isOpaque = false): boolean {
		const failure = this.#failures.get(url);
		if (failure === undefined || (failure.isOfCors && isOpaque)) return false;
		this.#failures.delete(url);
		void forgetFailures([url]);
		return isUnavailable(failure);
	}

	/** Servers may be back: what they have said themselves stays. @param origin undefined: all servers */
	deleteUnavailable(origin?: string): void {
		const urls = [...this.#failures].flatMap(([url, failure]) =>
			isUnavailable(failure) && url.startsWith(origin === undefined ? '' : `${origin}/`) ? [url] : [],
		);
		for (const url of urls) this.#failures.delete(url);
		if (urls.length > 0) void forgetFailures(urls);
	}

	/** The caller has them forgotten in the database, too. */
	clear(): void {
		this.#failures.clear();
	}
}
