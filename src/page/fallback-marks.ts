import type { SubstituteMark } from '../messages.js';

/**
 * Marks each `<img>` that shows a substitute with `data-fallback` and `data-fallback-reason`, and takes the
 * marks away when it shows its own picture again.
 *
 * The worker's word that a URL was substituted may come before or after the image has loaded, so both
 * moments are looked at. That it was not, only the worker can say: it is asked.
 */
export class FallbackMarks {
	readonly #marks = new Map<string, SubstituteMark>();
	/** what each marked image showed when it was marked */
	readonly #markedUrl = new WeakMap<HTMLImageElement, string>();

	/**
	 * @param ask which of these URLs were answered with a substitute when they were last asked for
	 * @param onHeal an image that was marked shows its own picture
	 */
	constructor(
		private readonly ask: (urls: readonly string[]) => Promise<readonly SubstituteMark[]>,
		private readonly onHeal: (url: string) => void,
	) {}

	watch(root: Document, signal: AbortSignal): void {
		// load events do not bubble, but they can be captured
		root.addEventListener('load', ({ target }) => this.#loaded(target), { capture: true, signal });
	}

	/** A URL was answered with a substitute. */
	add(mark: SubstituteMark): void {
		this.#marks.set(mark.url, mark);
		for (const image of document.images) if (image.currentSrc === mark.url) this.#apply(image, mark);
	}

	/** Marks the images that were answered before anyone listened. */
	async catchUp(root: Document): Promise<void> {
		const urls = new Set([...root.images].map(({ currentSrc }) => currentSrc));
		for (const mark of await this.ask([...urls])) this.add(mark);
	}

	/** Images that show a substitute now, by the URL that it stands in for. */
	marked(root: Document): Map<string, HTMLImageElement[]> {
		const marked = new Map<string, HTMLImageElement[]>();
		for (const image of root.images) {
			if (image.dataset.fallback === undefined) continue;
			marked.set(image.currentSrc, [...(marked.get(image.currentSrc) ?? []), image]);
		}
		return marked;
	}

	/** A URL is well again: its images will load anew, and lose their marks when they have. */
	remove(url: string): void {
		this.#marks.delete(url);
	}

	#loaded(target: EventTarget | null): void {
		if (!(target instanceof HTMLImageElement)) return;
		const mark = this.#marks.get(target.currentSrc);
		if (mark !== undefined) this.#apply(target, mark);
		else if (target.dataset.fallback !== undefined) void this.#check(target);
	}

	async #check(image: HTMLImageElement): Promise<void> {
		const url = image.currentSrc;
		const [mark] = await this.ask([url]);
		if (image.currentSrc !== url) return;
		if (mark !== undefined) {
			this.add(mark);
		} else if (!this.#marks.has(url)) {
			delete image.dataset.fallback;
			delete image.dataset.fallbackReason;
			if (this.#markedUrl.get(image) === url) this.onHeal(url);
			this.#markedUrl.delete(image);
		}
	}

	#apply(image: HTMLImageElement, { url, kind, reason }: SubstituteMark): void {
		image.dataset.fallback = kind;
		image.dataset.fallbackReason = reason;
		this.#markedUrl.set(image, url);
	}
}
