import type { FailureReason, ManifestMessage, PageMessage, WorkerMessage } from '../messages.js';
import { BoundedMap } from './bounded-map.js';
import type { BrokenImages } from './broken-images.js';
import type { FallbackMarks } from './fallback-marks.js';
import { loadPicture } from './load-picture.js';
import { isInView, type Place, placesOf } from './places.js';
import { Succession } from './succession.js';
import { Turns } from './turns.js';
import { UPDATE_SECONDS } from './update-seconds.js';
import { watchOthers } from './watch-others.js';

/** A worker's registration and the page's side of it. */
export interface Coverage {
	readonly container: ServiceWorkerContainer;
	readonly registration: ServiceWorkerRegistration;
}

/** What healing needs to know of the page and its worker. */
export interface Patient {
	readonly marks: FallbackMarks;
	readonly broken: BrokenImages;
	/** undefined: this browser, or this page, has no service workers */
	readonly coverage: Coverage | undefined;
	/** undefined: there is no worker to answer */
	ask(message: PageMessage, seconds?: number): Promise<WorkerMessage | undefined>;
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

/** Of a worker that says nothing. */
const SILENCE = { well: false, reason: 'timeout', look: undefined } as const;

/** Bounds each memory of a page that lives long. */
const MAX_URLS = 1000;

/** How long the worker's word on its servers is believed, in milliseconds: a page may show many pictures at once. */
const SERVERS_MS = 1000;

/** How long it is believed which places there are, in milliseconds: a page may have thousands of styles. */
const PLACES_MS = 500;

/** How long the document's copy of a substitute may take to go, in milliseconds: others wait for their turn. */
const DROP_MS = 30_000;

/** Pictures that arrive within this time share one look at the styles, in milliseconds. */
const REFRESH_MS = 50;

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
	/** how many images and other places were loaded anew */
	#putBack = 0;
	/** undefined: not asked for lately */
	#servers: Promise<readonly string[]> | undefined;
	/** by the URLs that they name; undefined: not looked for lately */
	#places: Map<string, Place[]> | undefined;
	/** pictures that have arrived, whose places have not asked for them yet; held, so that the document keeps them */
	#arrived = new Map<string, HTMLImageElement>();
	/** undefined: there is no worker to replace */
	readonly #succession: Succession | undefined;
	/** by the origin that is tried */
	readonly #turns = new Turns();
	/** of broken pictures that no event tells of */
	readonly #witnesses = new BoundedMap<string, HTMLImageElement>(MAX_URLS);
	/** URLs that were put back */
	readonly #replaced = new BoundedMap<string, Replaced>(MAX_URLS);
	/** URLs that kept somebody waiting for nothing when they were last tried */
	readonly #slow = new BoundedMap<string, true>(MAX_URLS);
	/** URLs that are well, but for places that could not be refreshed yet: an image that is well is no witness of them */
	readonly #left = new BoundedMap<string, true>(MAX_URLS);
	/** URLs that only styles show, of servers that take no other spelling: a new page heals them */
	readonly #incurable = new BoundedMap<string, true>(MAX_URLS);

	constructor(
		private readonly patient: Patient,
		signal: AbortSignal,
	) {
		const { coverage } = patient;
		this.#succession = coverage && new Succession(coverage.registration, coverage.container);
		// the worker was removed, and nothing is healed but what the shop asks for
		if (signal.aborted) return;
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
	async heal(): Promise<number> {
		const before = this.#putBack;
		const origins = new Set([...this.#shown().keys()].map(originOf));
		const healAllOf = (origin: string) =>
			// some may have been put back until it is their turn
			this.#healAll([...this.#shown().keys()].filter((url) => originOf(url) === origin));
		await Promise.all([...origins].map((origin) => this.#turns.take(origin, () => healAllOf(origin))));
		return this.#putBack - before;
	}

	/** A message would start a worker again that is about to be replaced: resolves when one may be sent. */
	async moment(): Promise<void> {
		await this.#succession?.moment();
	}

	/** The server has sent a picture after all, maybe to another page: those that are replaced have new hope. */
	async arrived(url: string): Promise<void> {
		if (this.#shown().has(url)) await this.#replace(url);
		this.start(true);
	}

	/** New rules are looked for now. @throws if there is no worker, or it has none to put in force */
	async update(): Promise<ManifestMessage> {
		const reply = await this.patient.ask({ type: 'understudy:update', force: true }, UPDATE_SECONDS);
		if (reply?.type === 'understudy:manifest') return reply;
		throw new Error('image-understudy: there is no worker to update');
	}

	/** The worker looks at the bytes now. */
	async retry(urls: readonly string[]): Promise<void> {
		await Promise.all(
			urls.map(async (url) => {
				const witness = this.#witnesses.get(url);
				this.#witnesses.delete(url);
				if (witness !== undefined && (await loadPicture(witness, url))) this.#refresh(url, witness);
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
		await this.#succession?.over();
		const servers = await this.#serversNow();
		if (!servers.some((prefix) => url.startsWith(prefix))) return;
		const witness = new Image();
		if (await loadPicture(witness, url)) {
			if (!wasCovered) this.#refresh(url, witness);
		} else {
			this.#witnesses.set(url, witness);
			this.patient.broken.onBroken(url);
		}
	}

	/** One answer for all pictures that come at the same time. */
	#serversNow(): Promise<readonly string[]> {
		if (this.#servers === undefined) {
			this.#servers = this.patient.servers();
			setTimeout(() => {
				this.#servers = undefined;
			}, SERVERS_MS);
		}
		return this.#servers;
	}

	/** A page that stays open for long finds new rules, and a new worker, too. */
	async #lookForNews(): Promise<void> {
		await this.moment();
		this.#post({ type: 'understudy:update', force: false });
		try {
			await this.patient.coverage?.registration.update();
		} catch (error) {
			console.debug('[image-understudy]', error);
		}
	}

	#post(message: PageMessage): void {
		this.patient.coverage?.registration.active?.postMessage(message);
	}

	/** @returns undefined: there is no worker, or it does not answer */
	async #ask(message: PageMessage): Promise<WorkerMessage | undefined> {
		await this.moment();
		return this.patient.ask(message).catch(() => undefined);
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
			if (isIll) {
				await this.#succession?.over();
				isIll = this.#tryServers();
			}
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
	 * Begins to try the servers of what is replaced, but for those that are being tried.
	 *
	 * @returns whether there was any to try
	 */
	#tryServers(): boolean {
		const servers = new Map<string, Map<boolean, string[]>>();
		let isAny = false;
		for (const [url, reason] of this.#shown()) {
			const isOfServer = OF_THE_SERVER.has(reason);
			if (!isOfServer && !OF_THE_BODY.has(reason)) continue;
			isAny = true;
			if (Date.now() < this.#nextTrialOf(url)) continue;
			const origin = originOf(url);
			const kinds = servers.get(origin) ?? new Map<boolean, string[]>();
			servers.set(origin, kinds);
			// a picture that is rubbish for ever says nothing of its server
			kinds.set(isOfServer, [...(kinds.get(isOfServer) ?? []), url]);
		}
		for (const [origin, kinds] of servers) {
			if (this.#turns.isTaken(origin)) continue;
			const trial = () => Promise.all([...kinds.values()].map((urls) => this.#tryServer(urls)));
			this.#turns.take(origin, trial).catch((error: unknown) => console.debug('[image-understudy]', error));
		}
		return isAny;
	}

	/** One picture of a server is tried, another one each time; if it is there, all others are. */
	async #tryServer(urls: readonly string[]): Promise<void> {
		const quick = urls.filter((url) => !this.#slow.has(url));
		const candidates = quick.length > 0 ? quick : urls;
		// by chance: neighbours often fail together
		const first = candidates[Math.floor(Math.random() * candidates.length)] ?? '';
		if (!(await this.#probe(first)).isWell) return;
		// it is back: those that it does not send yet are tried again soon
		this.start(true);
		await this.#replace(first);
		await this.#healAll(urls.filter((url) => url !== first));
	}

	/**
	 * Puts back those that their server sends by now. One that has become silent is not asked for the rest.
	 *
	 * @param urls of one origin
	 */
	async #healAll(urls: readonly string[]): Promise<void> {
		const inView = new Set([...document.images].filter(isInView).map(({ currentSrc }) => currentSrc));
		// one that kept the others waiting the last time does not do so again
		const rank = (url: string) => 2 * Number(this.#slow.has(url)) - Number(inView.has(url));
		const waiting = [...urls].sort((one, other) => rank(one) - rank(other)).values();
		let well = 0;
		let isSilent = false;
		const work = async () => {
			for (const url of waiting) {
				if (isSilent) return;
				const before = well;
				const { isWell, reason } = await this.#probe(url);
				if (isWell) {
					well += 1;
					await this.#replace(url);
				} else if (reason === 'timeout' && well === before) isSilent = true;
			}
		};
		await Promise.all(Array.from({ length: TOGETHER }, work));
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
		const others = new Map<string, FailureReason>([...this.#left.keys()].map((url) => [url, 'server']));
		for (const [url, { reason }] of this.patient.marks.substituted()) others.set(url, reason);
		for (const [url, reason] of others) {
			if (marked.has(url) || this.#incurable.has(url)) continue;
			if (this.#placesOf(url).length > 0) shown.set(url, reason);
		}
		return shown;
	}

	/** Asks the server past all caches. A worker that does not answer knows nothing good of it. */
	async #probe(url: string): Promise<Probed> {
		const reply = await this.#ask({ type: 'understudy:probe', url });
		const { well, reason, look } = reply?.type === 'understudy:probed' ? reply : SILENCE;
		if (reason === 'timeout') this.#slow.set(url, true);
		else this.#slow.delete(url);
		// it may be gone for good by now
		if (reason !== undefined && !OF_THE_SERVER.has(reason)) this.#left.delete(url);
		if (look === undefined) return { isWell: well, reason };
		if (!(await loadPicture(new Image(), look))) return { isWell: false, reason: 'decode' };
		this.#post({ type: 'understudy:seen', url });
		return { isWell: true };
	}

	/** All images and other places that show it ask again. */
	async #replace(url: string): Promise<void> {
		this.#noteReplaced(url);
		await dropCopy(url);
		const images = markedImages(document).get(url) ?? [];
		for (const image of images) this.patient.broken.reload(image);
		this.#putBack += images.length;
		const before = this.#placesOf(url);
		if (before.length === 0) return;
		this.#left.set(url, true);
		// it is in the document's memory before anything asks for it, so that nothing flickers
		if (!(await this.#loadsItself(url))) return;
		const other = before.some(({ isStyle }) => isStyle) ? await this.#otherSpelling(url) : undefined;
		// the shop may have changed the page in the meantime
		const now = this.#placesOf(url);
		const places = now.filter(({ isStyle }) => !isStyle || other !== undefined);
		refresh(places, url, other);
		this.#putBack += places.length;
		if (places.length === now.length) this.#left.delete(url);
		if (places.length > 0 && images.length === 0) this.patient.marks.healed(url);
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
		// what nobody knows of now may be known the next time
		if (reason !== undefined && !OF_THE_SERVER.has(reason)) this.#incurable.set(url, true);
		return undefined;
	}

	/** Loads a picture into the document's memory. @returns whether it is the picture itself, and no substitute */
	async #loadsItself(url: string): Promise<boolean> {
		if (!(await loadPicture(new Image(), url))) return false;
		const loadedAt = Date.now();
		const reply = await this.#ask({ type: 'understudy:marks', urls: [url] });
		// a worker that was started since may not know what the one before it has said
		return reply?.type === 'understudy:marks' && reply.marks.length === 0 && reply.since <= loadedAt;
	}

	/** The picture is in the document's memory: who asks for it gets it at once. */
	#refresh(url: string, picture: HTMLImageElement): void {
		if (this.#arrived.size === 0) {
			setTimeout(() => {
				const arrived = this.#arrived;
				this.#arrived = new Map();
				// it may be shown by what the page has just made
				this.#places = undefined;
				for (const one of arrived.keys()) refresh(this.#placesOf(one), one);
			}, REFRESH_MS);
		}
		this.#arrived.set(url, picture);
	}

	#placesOf(url: string): readonly Place[] {
		if (this.#places === undefined) {
			this.#places = new Map();
			for (const place of placesOf(document)) {
				for (const one of new Set(place.urls)) {
					this.#places.set(one, [...(this.#places.get(one) ?? []), place]);
				}
			}
			setTimeout(() => {
				this.#places = undefined;
			}, PLACES_MS);
		}
		return this.#places.get(url) ?? [];
	}
}

function originOf(url: string): string {
	return new URL(url).origin;
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
		await fetch(url, { mode: 'no-cors', credentials: 'include', signal: AbortSignal.timeout(DROP_MS) });
	} catch {
		// the image itself will tell
	}
}
