import type { FailureReason, SubstituteKind } from '../messages.js';

interface Mark {
	readonly kind: SubstituteKind;
	readonly reason: FailureReason;
}

/**
 * Marks each `<img>` that shows a substitute with `data-fallback` and `data-fallback-reason`, and takes the
 * marks away when it shows its own picture again.
 *
 * The worker's word that a URL was substituted may come before or after the image has loaded, so both
 * moments are looked at.
 */
export class FallbackMarks {
	readonly #marks = new Map<string, Mark>();

	constructor(private readonly onHeal: (url: string) => void) {}

	watch(root: Document, signal: AbortSignal): void {
		// load events do not bubble, but they can be captured
		root.addEventListener('load', (event) => this.#loaded(event.target), { capture: true, signal });
	}

	/** A URL was answered with a substitute. */
	add(url: string, kind: SubstituteKind, reason: FailureReason): void {
		const mark = { kind, reason };
		this.#marks.set(url, mark);
		for (const image of document.images) if (image.currentSrc === url) apply(image, mark);
	}

	/** The images that show a substitute now, which will be asked for again: what they show next is open. */
	release(root: Document): HTMLImageElement[] {
		const marked = [...root.images].filter((image) => image.dataset.fallback !== undefined);
		for (const image of marked) this.#marks.delete(image.currentSrc);
		return marked;
	}

	#loaded(target: EventTarget | null): void {
		if (!(target instanceof HTMLImageElement)) return;
		const mark = this.#marks.get(target.currentSrc);
		if (mark !== undefined) {
			apply(target, mark);
		} else if (target.dataset.fallback !== undefined) {
			delete target.dataset.fallback;
			delete target.dataset.fallbackReason;
			this.onHeal(target.currentSrc);
		}
	}
}

function apply(image: HTMLImageElement, { kind, reason }: Mark): void {
	image.dataset.fallback = kind;
	image.dataset.fallbackReason = reason;
}
