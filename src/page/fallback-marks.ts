import type { SubstituteMark, WorkerMessage } from '../messages.js';

export type MarksMessage = Extract<WorkerMessage, { readonly type: 'understudy:marks' }>;

/** Bounds what is remembered on a page that lives long. */
const MAX_URLS = 1000;

/** An image that shows a substitute has loaded at most so much later than that was said, in milliseconds. */
const LOADED_MS = 10_000;

/** @property time when it was said, in milliseconds since the epoch */
type Told = SubstituteMark & { readonly time: number };

export type FallbackMarks = ReturnType<typeof createFallbackMarks>;

/**
 * Marks each `<img>` that shows a substitute with `data-fallback` and `data-fallback-reason`, and takes the
 * marks away when it shows its own picture again, or none.
 *
 * The worker's word that a URL was substituted may come before or after the image has loaded, so both
 * moments are looked at. Whether it still holds when an image loads, only the worker can say: it is asked.
 *
 * @param ask which of these URLs were answered with a substitute when they were last asked for; undefined:
 * there is nobody to ask
 * @param onHeal an image that was marked shows its own picture
 * @param onMark an image is marked, maybe long after it was said to be replaced
 */
export function createFallbackMarks(
	ask: (urls: readonly string[]) => Promise<MarksMessage | undefined>,
	onHeal: (url: string) => void,
	onMark: () => void,
) {
	/** URLs that were answered with a substitute at some time; the latest last */
	const substituted = new Map<string, Told>();
	/** when an image loaded, at the latest, in milliseconds since the epoch; 0: it is broken */
	const loadedAt = new WeakMap<HTMLImageElement, number>();
	/** of the images that were there before */
	const watchedSince = Date.now();
	/** what each marked image showed when it was marked */
	const markedUrl = new WeakMap<HTMLImageElement, string>();

	/** A URL was answered with a substitute. Images that had loaded before that was said do not show it. */
	const add = (mark: Told) => {
		remember(mark);
		for (const image of document.images) {
			const time = loadedAt.get(image) ?? watchedSince;
			if (image.currentSrc === mark.url && image.complete && time >= mark.time) apply(image, mark);
		}
	};

	const remember = (mark: Told) => {
		substituted.delete(mark.url);
		substituted.set(mark.url, mark);
		const [oldest = ''] = substituted.keys();
		if (substituted.size > MAX_URLS) substituted.delete(oldest);
	};

	const apply = (image: HTMLImageElement, { url, kind, reason }: SubstituteMark) => {
		image.dataset.fallback = kind;
		image.dataset.fallbackReason = reason;
		markedUrl.set(image, url);
		onMark();
	};

	/** @returns the URL that the image was marked for */
	const unmark = (image: HTMLImageElement): string | undefined => {
		const url = markedUrl.get(image);
		markedUrl.delete(image);
		delete image.dataset.fallback;
		delete image.dataset.fallbackReason;
		return url;
	};

	const check = async (image: HTMLImageElement): Promise<void> => {
		const url = image.currentSrc;
		const reply = await ask([url]).catch(() => undefined);
		const time = loadedAt.get(image);
		if (image.currentSrc !== url || !time) return;
		// a worker that was killed answers nothing, and one that was started since may not know what it has said
		const told = reply && reply.since <= time ? undefined : substituted.get(url);
		const age = told ? time - told.time : -1;
		const mark = reply?.marks[0] ?? (age >= 0 && age < LOADED_MS ? told : undefined);
		if (mark) {
			add({ time, ...mark });
		} else if (reply) {
			substituted.delete(url);
			if (unmark(image) === url) onHeal(url);
		}
	};

	/** It shows something new. */
	const load = (image: HTMLImageElement) => {
		loadedAt.set(image, Date.now());
		if (substituted.has(image.currentSrc) || image.dataset.fallback !== undefined) void check(image);
	};

	return {
		add,
		load,
		/** All URLs that were answered with a substitute, also those that no `<img>` shows. */
		substituted: substituted as ReadonlyMap<string, SubstituteMark>,

		/** It shows nothing. */
		error(image: HTMLImageElement) {
			loadedAt.set(image, 0);
			unmark(image);
		},

		/** An image came into the document; it may have loaded before. */
		added(image: HTMLImageElement) {
			if (image.complete && image.naturalWidth) load(image);
		},

		/** Marks the images that were answered before anyone listened. */
		async catchUp(): Promise<void> {
			const urls = new Set([...document.images].map(({ currentSrc }) => currentSrc));
			const reply = await ask([...urls]);
			for (const mark of reply?.marks ?? []) add({ ...mark, time: watchedSince });
		},

		/** The real picture is there, where no `<img>` tells of it. */
		healed(url: string) {
			substituted.delete(url);
			onHeal(url);
		},
	};
}
