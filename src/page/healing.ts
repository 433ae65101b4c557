import type { FailureReason, PageMessage, WorkerMessage } from '../messages.js';
import type { BrokenImages } from './broken-images.js';
import type { FallbackMarks } from './fallback-marks.js';
import { loadPicture } from './load-picture.js';
import { isInView, type Place, placesOf } from './places.js';
import { watchOthers } from './watch-others.js';

/** What healing needs to know of the page and its worker. */
export interface Patient {
	readonly marks: FallbackMarks;
	readonly broken: BrokenImages;
	/** undefined: this browser, or this page, has no service workers */
	readonly registration: ServiceWorkerRegistration | undefined;
	/** undefined: there is no worker to answer */
	ask(message: PageMessage): Promise<WorkerMessage | undefined>;
	/** URL prefixes of the servers whose pictures are replaced */
	servers(): Promise<readonly string[]>;
	/** since when the worker answers for the page, in milliseconds since the page began */
	coveredSince(): number;
}

/** What a server says of a picture that was replaced. */
interface Probed {
	/** it sends it now */
	readonly isWell: boolean;
	/** what is wrong with it; undefined: nothing, or nobody knows */
	readonly reason?: FailureReason | undefined;
}

/** A picture that was put back, and may be ill again. */
interface Replaced {
	/** milliseconds since the epoch */
	readonly time: number;
	/** how often it was put back before, and was ill again soon */
	readonly relapses: number;
}

/** Failures of a server that may be back at any moment. */
const OF_THE_SERVER: ReadonlySet<FailureReason> = new Set(['timeout', 'network', 'server', 'overload']);

/** Answers that may be better next time, each for itself; of a server without CORS nothing else is known. */
const OF_THE_BODY: ReadonlySet<FailureReason> = new Set(['content', 'decode']);

/** A server is tried again after this part of the time that it has been away, in milliseconds. */
const PART = 1 / 8;
const SHORTEST_MS = 1000;
const LONGEST_MS = 60_000;

/** Up to this part longer, so that the pages that were told of the same do not all ask in the same instant. */
const JITTER = 1 / 8;

/** One that is ill again so soon was not well: what the page asks for is not what the worker tries, in milliseconds. */
const RELAPSE_MS = 60_000;
const LONGEST_RELAPSE_MS = 10 * 60_000;

/** A server that is back gets this many requests of a page at the same time: what a shopper asks for comes in between. */
const TOGETHER = 6;

/** How often a page that stays open, and is seen, looks for a new manifest and a new worker, in minutes. */
const CHECK_MINUTES = 10;

/**
 * Puts the real pictures back without a reload of the page, and finds those broken ones that no event tells of.
 * Loaded when the page is idle, or when it is needed.
 */
export class Healing {
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** no new hope can bring the next round forward */
	#isSoon = false;
	#since = 0;
	#rounds = 0;
	/** of broken pictures that no event tells of */
	readonly #witnesses = new Map<string, HTMLImageElement>();
	/** URLs that were put back */
	readonly #replaced = new Map<string, Replaced>();
	/** URLs that only styles show, of servers that take no other spelling: a new page heals them */
	readonly #incurable = new Set<string>();

	constructor(
		private readonly patient: Patient,
		signal: AbortSignal,
	) {
		const again = () => this.start(true);
		document.addEventListener('visibilitychange', again, { signal });
		window.addEventListener('online', again, { signal });
		const check = setInterval(() => {
			if (document.visibilityState !== 'hidden') void this.#lookForNews();
		}, CHECK_MINUTES * 60_000);
		signal.addEventListener('abort', () => {
			clearTimeout(this.#timer);
			this.#timer = undefined;
			clearInterval(check);
		});
		watchOthers((url, startTime) => {
			this.#watch(url, startTime >= patient.coveredSince()).catch(() => {});
		}, signal);
	}

	/**
	 * A picture was replaced. If its server may come back, it is tried while the page is seen.
	 *
	 * @param anew there is reason for new hope: no matter how long it has been away
	 */
	start(anew = false): void {
		if (this.#timer !== undefined && !anew) return;
		this.#since = Date.now();
		// good news that come one upon the other would put the round off for ever
		if (this.#isSoon) return;
		clearTimeout(this.#timer);
		this.#wait();
	}

	/**
	 * Puts back those pictures of all that are replaced which the server sends by now; those in view come first.
	 *
	 * @returns how many images were loaded anew
	 */
	async heal(urls: readonly string[] = [...this.#shown().keys()]): Promise<number> {
		const inView = new Set([...document.images].filter(isInView).map(({ currentSrc }) => currentSrc));
		const isFirst = (url: string) => Number(inView.has(url));
		const waiting = [...urls].sort((one, other) => isFirst(other) - isFirst(one)).values();
		/** origins that have kept somebody waiting for nothing */
		const silent = new Set<string>();
		let healed = 0;
		const work = async () => {
			for (const url of waiting) {
				const { origin } = new URL(url);
				if (silent.has(origin)) continue;
				const { isWell, reason } = await this.#probe(url);
				if (reason === 'timeout') silent.add(origin);
				const count = isWell ? await this.#replace(url) : 0;
				healed += count;
			}
		};
		await Promise.all(Array.from({ length: TOGETHER }, work));
		return healed;
	}

	/** The server has sent a picture after all, maybe to another page: those that are replaced have new hope. */
	async arrived(url: string): Promise<void> {
		if (this.#shown().has(url)) await this.#replace(url);
		this.start(true);
	}

	/** The worker looks at the bytes now. */
	async retry(urls: readonly string[]): Promise<void> {
		await Promise.all(
			urls.map(async (url) => {
				const witness = this.#witnesses.get(url);
				this.#witnesses.delete(url);
				if (witness !== undefined && (await loadPicture(witness, url))) this.#refresh(url);
			}),
		);
	}

	/**
	 * Looks after a picture that no event tells of: what an image beside the page sees of it holds for it too. It
	 * comes from the document's memory, if it is well.
	 *
	 * @param wasCovered false: the worker did not answer for it; if it is replaced by now, it is asked for again
	 */
	async #watch(url: string, wasCovered: boolean): Promise<void> {
		const servers = await this.patient.servers();
		if (!servers.some((prefix) => url.startsWith(prefix))) return;
		const witness = new Image();
		if (await loadPicture(witness, url)) {
			if (!wasCovered) this.#refresh(url);
		} else {
			this.#witnesses.set(url, witness);
			this.patient.broken.onBroken(url);
		}
	}

	/** A page that stays open for long finds new rules, and a new worker, too. */
	async #lookForNews(): Promise<void> {
		this.#post({ type: 'understudy:update', force: false });
		try {
			await this.patient.registration?.update();
		} catch (error) {
			console.debug('[image-understudy]', error);
		}
	}

	#post(message: PageMessage): void {
		this.patient.registration?.active?.postMessage(message);
	}

	#wait(): void {
		const delay = Math.min(Math.max(PART * (Date.now() - this.#since), SHORTEST_MS), LONGEST_MS);
		this.#isSoon = delay === SHORTEST_MS;
		this.#timer = setTimeout(() => void this.#round(), delay * (1 + JITTER * Math.random()));
	}

	async #round(): Promise<void> {
		const round = this.#timer;
		this.#isSoon = false;
		// a page that nobody sees asks for nothing: it is told when it is seen again
		let isIll = document.visibilityState !== 'hidden';
		try {
			if (isIll) isIll = await this.#tryServers();
		} catch (error) {
			// the page is the shop's: what is odd in it now may not be next time
			console.debug('[image-understudy]', error);
		}
		// somebody had new hope in the meantime
		if (this.#timer !== round) return;
		if (isIll) this.#wait();
		else this.#timer = undefined;
	}

	/**
	 * One picture of each server is tried, another one each time; if it is there, all others are.
	 *
	 * @returns whether there was any to try
	 */
	async #tryServers(): Promise<boolean> {
		const servers = new Map<string, string[]>();
		let isAny = false;
		for (const [url, reason] of this.#shown()) {
			const isOfServer = OF_THE_SERVER.has(reason);
			if (!isOfServer && !OF_THE_BODY.has(reason)) continue;
			isAny = true;
			if (Date.now() < this.#nextTrialOf(url)) continue;
			// a picture that is rubbish for ever says nothing of its server
			const key = `${isOfServer} ${new URL(url).origin}`;
			servers.set(key, [...(servers.get(key) ?? []), url]);
		}
		this.#rounds += 1;
		await Promise.all(
			[...servers.values()].map(async (urls) => {
				const first = urls[this.#rounds % urls.length] ?? '';
				if (!(await this.#probe(first)).isWell) return;
				await this.#replace(first);
				await this.heal(urls.filter((url) => url !== first));
			}),
		);
		return isAny;
	}

	/** Later with each relapse. @returns milliseconds since the epoch */
	#nextTrialOf(url: string): number {
		const { time, relapses } = this.#replaced.get(url) ?? { time: 0, relapses: 0 };
		return time + Math.min(SHORTEST_MS * 2 ** relapses, LONGEST_RELAPSE_MS);
	}

	#noteReplaced(url: string): void {
		const before = this.#replaced.get(url);
		const isRelapse = before !== undefined && Date.now() < this.#nextTrialOf(url) + RELAPSE_MS;
		this.#replaced.set(url, { time: Date.now(), relapses: isRelapse ? before.relapses + 1 : 0 });
	}

	/** What is replaced and seen, and why. */
	#shown(): Map<string, FailureReason> {
		const shown = new Map<string, FailureReason>();
		const marked = markedImages(document);
		for (const [url, [image]] of marked) shown.set(url, image?.dataset.fallbackReason as FailureReason);
		const others = new Map(
			[...this.patient.marks.substituted()].filter(([url]) => !marked.has(url) && !this.#incurable.has(url)),
		);
		if (others.size === 0) return shown;
		for (const { urls } of placesOf(document)) {
			for (const url of urls) {
				const mark = others.get(url);
				if (mark !== undefined) shown.set(url, mark.reason);
			}
		}
		return shown;
	}

	/** Asks the server past all caches. A worker that does not answer knows nothing good of it. */
	async #probe(url: string): Promise<Probed> {
		const reply = await this.patient.ask({ type: 'understudy:probe', url }).catch(() => undefined);
		if (reply?.type !== 'understudy:probed') return { isWell: false };
		const { well, reason, look } = reply;
		if (look === undefined) return { isWell: well, reason };
		const isWell = await loadPicture(new Image(), look);
		if (isWell) this.#post({ type: 'understudy:seen', url });
		return { isWell };
	}

	/** @returns how many images and other places ask again */
	async #replace(url: string): Promise<number> {
		this.#noteReplaced(url);
		await dropCopy(url);
		const images = markedImages(document).get(url) ?? [];
		for (const image of images) this.patient.broken.reload(image);
		const before = this.#placesOf(url);
		if (before.length === 0) return images.length;
		// it is in the document's memory before anything asks for it, so that nothing flickers
		if (!(await this.#loadsItself(url))) return images.length;
		const other = before.some(({ isStyle }) => isStyle) ? await this.#otherSpelling(url) : undefined;
		// the shop may have changed the page in the meantime
		const places = this.#placesOf(url).filter(({ isStyle }) => !isStyle || other !== undefined);
		refresh(places, url, other);
		if (places.length > 0 && images.length === 0) this.patient.marks.healed(url);
		return images.length + places.length;
	}

	/**
	 * Chromium draws a style's picture from what the document has once got for its address, fetched past or not. An
	 * empty command at the end is the same picture at another address.
	 *
	 * @returns undefined: the server does not take it for the same
	 */
	async #otherSpelling(url: string): Promise<string | undefined> {
		const other = url + (url.includes('?') ? '&' : '?');
		// an image would be given a substitute, and the page would hear of it
		const { isWell, reason } = await this.#probe(other);
		if (isWell && (await this.#loadsItself(other))) return other;
		if (reason === undefined || !OF_THE_SERVER.has(reason)) this.#incurable.add(url);
		return undefined;
	}

	/** Loads a picture into the document's memory. @returns whether it is the picture itself, and no substitute */
	async #loadsItself(url: string): Promise<boolean> {
		if (!(await loadPicture(new Image(), url))) return false;
		const loadedAt = Date.now();
		const reply = await this.patient.ask({ type: 'understudy:marks', urls: [url] }).catch(() => undefined);
		// a worker that was started since may not know what the one before it has said
		return reply?.type === 'understudy:marks' && reply.marks.length === 0 && reply.since <= loadedAt;
	}

	/** The picture is in the document's memory: who asks for it gets it at once. */
	#refresh(url: string): void {
		refresh(this.#placesOf(url), url);
	}

	#placesOf(url: string): Place[] {
		return [...placesOf(document)].filter(({ urls }) => urls.includes(url));
	}
}

/** Images that show a substitute now, by the URL that it stands in for. */
function markedImages(root: Document): Map<string, HTMLImageElement[]> {
	const marked = new Map<string, HTMLImageElement[]>();
	for (const image of root.images) {
		// a shop may have taken its source away
		if (image.dataset.fallback === undefined || !URL.canParse(image.currentSrc)) continue;
		marked.set(image.currentSrc, [...(marked.get(image.currentSrc) ?? []), image]);
	}
	return marked;
}

/** @param other how styles are to spell the address */
function refresh(places: readonly Place[], url: string, other = url): void {
	for (const place of places) {
		try {
			place.refresh(url, place.isStyle ? other : url);
		} catch (error) {
			// an odd one must not keep the others ill
			console.debug('[image-understudy]', error);
		}
	}
}

/** The document keeps the substitute in its memory under the same URL, until the URL is fetched past it. */
async function dropCopy(url: string): Promise<void> {
	try {
		await fetch(url, { mode: 'no-cors', credentials: 'include' });
	} catch {
		// the image itself will tell
	}
}
