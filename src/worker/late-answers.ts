import { BoundedMap } from './bounded-map.js';
import { isUsable } from './network.js';
import { requestKey } from './request-key.js';
import { wholePicture } from './whole-picture.js';

/** How long a picture is waited for after its time is over, and kept once it is there, in milliseconds. */
const PATIENCE_MS = 30_000;
const KEPT_MS = 30_000;

const MAX_KEPT = 20;

/**
 * How many pictures of a server are waited for: browsers have six connections to each, and the page, and who tries
 * whether it is well, need some. Of a server that is silent the others are worth more.
 */
const MOST = 2;
const MOST_OF_SILENT = 1;

/**
 * Pictures that came after a substitute was given in their place. A page is told and asks again, and gets what
 * has come: the server would be as slow as before.
 */
export class LateAnswers {
	readonly #kept = new BoundedMap<string, Response>(MAX_KEPT);
	/** origin -> how many are waited for */
	readonly #awaited = new Map<string, number>();

	/**
	 * @param onArrival told of the URL of a picture that came late
	 * @param isWell whether an answer is such a picture, and not another failure
	 */
	constructor(
		private readonly onArrival: (url: string) => void,
		private readonly isWell: (response: Response, request: Request) => boolean = isUsable,
	) {}

	/**
	 * @param giveUp ends the request that nobody waits for
	 * @param isAlive whether the server has answered others lately
	 */
	async wait(
		request: Request,
		answer: Promise<Response>,
		giveUp: () => void,
		isAlive: boolean,
	): Promise<void> {
		const { origin } = new URL(request.url);
		const count = (more: number) => this.#awaited.set(origin, awaited() + more);
		const awaited = () => this.#awaited.get(origin) ?? 0;
		if (awaited() >= (isAlive ? MOST : MOST_OF_SILENT)) return giveUp();
		count(1);
		const timer = setTimeout(giveUp, PATIENCE_MS);
		try {
			const response = await answer;
			// headers alone are no reason to take a substitute away
			const picture = await wholePicture(response);
			if (picture === undefined || !this.isWell(picture, request)) return;
			this.keep(request, picture);
			this.onArrival(request.url);
		} catch {
			// it never came
		} finally {
			clearTimeout(timer);
			count(-1);
		}
	}

	/** An answer that a page will ask for in a moment. */
	keep(request: Request, response: Response): void {
		const key = requestKey(request);
		this.#kept.set(key, response);
		setTimeout(() => this.#kept.delete(key), KEPT_MS);
	}

	/** What came late of this picture; it may be asked for more than once. */
	get(request: Request): Response | undefined {
		if (this.#kept.size === 0) return undefined;
		return this.#kept.get(requestKey(request))?.clone();
	}
}
