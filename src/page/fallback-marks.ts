import type { SubstituteMark, WorkerMessage } from '../messages.js';

export type MarksMessage = Extract<WorkerMessage, { readonly type: 'understudy:marks' }>;

/** Bounds what is remembered on a page that lives long. */
const MAX_URLS = 1000;

/** An image that shows a substitute has loaded at most so much later than that was said, in milliseconds. */
const LOADED_MS = 10_000;

/** @property time when it was said, in milliseconds since the epoch */
type Told = SubstituteMark & { readonly time: number };

/**
 * Marks each `<img>` that shows a substitute with `data-fallback` and `data-fallback-reason`, and takes the
 * marks away when it shows its own picture again, or none.
 *
 * The worker's word that a URL was substituted may come before or after the image has loaded, so both
 * moments are looked at. Whether it still holds when an image loads, only the worker can say: it is asked.
 */
export class FallbackMarks {
	/** URLs that were answered with a substitute at some time; the latest last */
	readonly #substituted = new Map<string, Told>();
	/** when an image loaded, at the latest, in milliseconds since the epoch; 0: it is broken */
	readonly #loadedAt = new WeakMap<HTMLImageElement, number>();
	/** of the images that were there before */
	readonly #watchedSince = Date.now();
	/** what each marked image showed when it was marked */
	readonly #markedUrl = new WeakMap<HTMLImageElement, string>();

	/**
	 * @param ask which of these URLs were answered with a substitute when they were last asked for; undefined:
	 * there is nobody to ask
	 * @param onHeal an image that was marked shows its own picture
	 * @param onMark an image is marked, maybe long after it was said to be replaced
	 */
	constructor(
		private readonly ask: (urls: readonly string[]) => Promise<MarksMessage | undefined>,
		private readonly onHeal: (url: string) => void,
		private readonly onMark: () => void,
	) {}

	/**
	 * A URL was answered with a substitute. Images that had loaded before that was said do not show it.
	 */
	add(root: Document, mark: Told): void {
		this.#remember(mark);
		for (const image of root.images) {
			const loadedAt = this.#loadedAt.get(image) ?? this.#watchedSince;
			if (image.currentSrc === mark.url && image.complete && loadedAt >= mark.time) this.#apply(image, mark);
		}
	}

	/** Marks the images that were answered before anyone listened. */
	async catchUp(root: Document): Promise<void> {
		const urls = new Set([...root.images].map(({ currentSrc }) => currentSrc));
		const reply = await this.ask([...urls]);
		for (const mark of reply?.marks ?? []) this.add(root, { ...mark, time: this.#watchedSince });
	}

	/** All URLs that were answered with a substitute, also those that no `<img>` shows. */
	substituted(): ReadonlyMap<string, SubstituteMark> {
		return this.#substituted;
	}

	/** The real picture is there, where no `<img>` tells of it. */
	healed(url: string): void {
		this.#substituted.delete(url);
		this.onHeal(url);
	}

	/** An image came into the document; it may have loaded before. */
	added(image: HTMLImageElement): void {
		if (image.complete && image.naturalWidth > 0) this.loaded(image);
	}

	loaded(image: HTMLImageElement): void {
		this.#loadedAt.set(image, Date.now());
		if (this.#substituted.has(image.currentSrc) || image.dataset.fallback !== undefined) {
			void this.#check(image);
		}
	}

	broke(image: HTMLImageElement): void {
		this.#loadedAt.set(image, 0);
		this.#unmark(image);
	}

	async #check(image: HTMLImageElement): Promise<void> {
		const url = image.currentSrc;
		const reply = await this.ask([url]).catch(() => undefined);
		const loadedAt = this.#loadedAt.get(image);
		if (image.currentSrc !== url || !loadedAt) return;
		// a worker that was killed answers nothing, and one that was started since may not know what it has said
		const told = reply && reply.since <= loadedAt ? undefined : this.#substituted.get(url);
		const age = told ? loadedAt - told.time : -1;
		const mark = reply?.marks[0] ?? (age >= 0 && age < LOADED_MS ? told : undefined);
		if (mark) {
			this.add(document, { time: loadedAt, ...mark });
		} else if (reply) {
			this.#substituted.delete(url);
			if (this.#unmark(image) === url) this.onHeal(url);
		}
	}

	#remember(mark: Told): void {
		this.#substituted.delete(mark.url);
		this.#substituted.set(mark.url, mark);
		const [oldest = ''] = this.#substituted.keys();
		if (this.#substituted.size > MAX_URLS) this.#substituted.delete(oldest);
	}

	#apply(image: HTMLImageElement, { url, kind, reason }: SubstituteMark): void {
		image.dataset.fallback = kind;
		image.dataset.fallbackReason = reason;
		this.#markedUrl.set(image, url);
		this.onMark();
	}

	/** @returns the URL that the image was marked for */
	#unmark(image: HTMLImageElement): string | undefined {
		const url = this.#markedUrl.get(image);
		this.#markedUrl.delete(image);
		delete image.dataset.fallback;
		delete image.dataset.fallbackReason;
		return url;
	}
}
