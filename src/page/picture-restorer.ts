import type { MarksMessage } from './fallback-marks.js';
import type { HealedPage } from './healed-page.js';
import { loadPicture } from './load-picture.js';
import { markedImages } from './marked-images.js';
import type { PictureProber } from './picture-prober.js';
import type { PlaceIndex } from './place-index.js';
import { refreshPlaces } from './places.js';
import { createRetryTimes } from './retry-times.js';
import type { SubstitutedPictures } from './substituted-pictures.js';
import { transientOf } from './transient-failures.js';
import type { AskWorker } from './worker-connection.js';

/** How long the document's copy of a substitute may take to go, in milliseconds: others wait for their turn. */
const DROP_MS = 30_000;

/** Puts real pictures in the places of their substitutes. */
export type PictureRestorer = ReturnType<typeof createRestorer>;

export function createRestorer(
	{ marks, broken }: Pick<HealedPage, 'marks' | 'broken'>,
	{ unfinished, unrestorable }: SubstitutedPictures,
	placeIndex: PlaceIndex,
	{ probe, isOpaque }: PictureProber,
	ask: AskWorker,
) {
	const { next: nextTrial, noteRestored } = createRetryTimes();
	let count = 0;

	/** All images and other places that show it ask again. */
	const restore = async (url: string): Promise<void> => {
		noteRestored(url);
		await dropCopy(url);
		const images = isFirefox() && isOpaque(url) ? [] : (markedImages().get(url) ?? []);
		for (const image of images) {
			if (isFirefox()) image.crossOrigin = image.crossOrigin === null ? '' : null;
			else broken.reload(image);
		}
		count += images.length;
		const before = placeIndex.of(url);
		if (before.length === 0) return;
		unfinished.set(url, true);
		// it is in the document's memory before anything asks for it, so that nothing flickers
		if (!(await loadsItself(url))) return;
		const other = before.some(({ isStyle }) => isStyle) ? await otherSpelling(url) : undefined;
		// the shop may have changed the page in the meantime
		const now = placeIndex.of(url);
		const places = now.filter(({ isStyle }) => !isStyle || other !== undefined);
		refreshPlaces(places, url, other);
		count += places.length;
		if (places.length === now.length) unfinished.delete(url);
		if (places.length > 0 && images.length === 0) marks.healed(url);
	};

	/**
	 * Chromium draws a style's picture from what the document has once got for its address, fetched past or not. An
	 * empty command at the end is the same picture at another address.
	 *
	 * @returns undefined: the server does not take it for the same
	 */
	const otherSpelling = async (url: string): Promise<string | undefined> => {
		const other = url + (url.includes('?') ? '&' : '?');
		// an image would be given a substitute, and the page would hear of it
		const { isThere, reason } = await probe(other);
		if (isThere && (await loadsItself(other))) return other;
		// what nobody knows of now may be known the next time
		if (reason !== undefined && transientOf(reason) !== 'server') unrestorable.set(url, true);
		return undefined;
	};

	/** Loads a picture into the document's memory. @returns whether it is the picture itself, and no substitute */
	const loadsItself = async (url: string): Promise<boolean> => {
		if (!(await loadPicture(new Image(), url))) return false;
		const loadedAt = Date.now();
		const reply = await ask<MarksMessage>({ type: 'understudy:marks', urls: [url] });
		// a worker that was started since may not know what the one before it has said
		return reply?.marks.length === 0 && reply.since <= loadedAt;
	};

	return {
		restore,
		nextTrial,
		/** How many images and other places were loaded anew. */
		count: () => count,
	};
}

/**
 * There the document's memory keeps the substitute, fetched past or not. It knows pictures by URL and CORS, so an image
 * asks in the other CORS mode; of a server without CORS it keeps the substitute until the page is loaded again.
 */
function isFirefox(): boolean {
	return 'mozInnerScreenX' in window;
}

/** The document keeps the substitute in its memory under the same URL, until the URL is fetched past it. */
async function dropCopy(url: string): Promise<void> {
	const signal = AbortSignal.timeout(DROP_MS);
	// what is wrong with it the image itself will tell; but the page's own policy may forbid a script to fetch it
	await fetch(url, { mode: 'no-cors', credentials: 'include', signal }).catch(async () => {
		// one copy is kept: that which is asked for in the other CORS mode takes its place
		for (const crossOrigin of ['', null]) await loadPicture(Object.assign(new Image(), { crossOrigin }), url);
	});
}
