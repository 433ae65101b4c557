import { rememberServer } from '../../catalog/store/failure-memory.js';
import { BoundedMap } from '../bounded-map.js';

/** How long an origin without CORS headers is not asked for them again, in milliseconds. */
const DENIED_MS = 10 * 60 * 1000;

const MAX_ORIGINS = 100;

/** Which origins were seen to send no CORS headers. */
export class CorsVerdicts {
	/** origin -> whether it sends them if the HTTP cache is passed by, while that is being found out */
	readonly underWay = new Map<string, Promise<boolean>>();

	readonly #deniedUntil = new BoundedMap<string, number>(MAX_ORIGINS);

	isDenied(url: string): boolean {
		// most shops have none, and good pictures pass by here
		if (this.#deniedUntil.size === 0) return false;
		return (this.#deniedUntil.get(new URL(url).origin) ?? 0) > Date.now();
	}

	deny(origin: string): void {
		const corsDeniedUntil = Date.now() + DENIED_MS;
		this.restore(origin, corsDeniedUntil);
		// best effort: a worker that could not write it down learns it again
		void rememberServer(origin, { corsDeniedUntil });
	}

	allow(origin: string): void {
		if (this.#deniedUntil.delete(origin)) void rememberServer(origin, { corsDeniedUntil: undefined });
	}

	/** @param until as it was stored, milliseconds since the epoch */
	restore(origin: string, until: number): void {
		this.#deniedUntil.set(origin, until);
	}
}
