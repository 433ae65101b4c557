import { rememberServer } from '../../catalog/store/failure-memory.js';
import { type Failure, isUnavailable } from '../../fallback/failure.js';
import { LONGEST_FAILURE_MS } from '../../fallback/failure-lifetime.js';
import { BoundedMap } from '../bounded-map.js';

const MAX_ORIGINS = 100;

/** Servers that are away and have said when they want to be asked again (`Retry-After`). */
export class PostponedServers {
	/** origin -> milliseconds since the epoch */
	readonly #until = new BoundedMap<string, number>(MAX_ORIGINS);

	/** @param failure of a server that is there says nothing of its other pictures, and is left alone here */
	add(url: string, failure: Failure): void {
		if (failure.retryAfterMs === undefined || !isUnavailable(failure)) return;
		const { origin } = new URL(url);
		const retryAt = Date.now() + Math.min(failure.retryAfterMs, LONGEST_FAILURE_MS);
		this.restore(origin, retryAt);
		void rememberServer(origin, { retryAt });
	}

	/** Whether the server does not want to be asked yet for what it has refused. */
	has(url: string): boolean {
		return (this.#until.get(new URL(url).origin) ?? 0) > Date.now();
	}

	/** @param until as it was stored, milliseconds since the epoch */
	restore(origin: string, until: number): void {
		this.#until.set(origin, until);
	}

	/** The caller has it forgotten in the database, too. */
	delete(origin: string): void {
		this.#until.delete(origin);
	}

	/** @returns the origins, for the caller to have them forgotten in the database, too */
	clear(): string[] {
		const origins = [...this.#until.keys()];
		this.#until.clear();
		return origins;
	}
}
