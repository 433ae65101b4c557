import { BoundedMap } from './bounded-map.js';
import { briefMemo } from './brief-memo.js';
import type { HealedPage } from './healed-page.js';
import { loadPicture } from './load-picture.js';
import type { PlaceIndex } from './place-index.js';
import { refreshPlaces } from './places.js';
import type { WorkerReplacement } from './worker-replacement.js';

/** How long the worker's word on its servers is believed, in milliseconds: a page may show many pictures at once. */
const SERVERS_MS = 1000;

/** Pictures that arrive within this time share one look at the styles, in milliseconds. */
const REFRESH_MS = 50;

/**
 * Looks after pictures that no event tells of, of styles, SVG, posters and image buttons: what an image beside the
 * page sees of them holds for them too. It comes from the document's memory, if it is well.
 */
export function createPicturesWithoutEvents(
	{ broken, coveredSince, servers }: Pick<HealedPage, 'broken' | 'coveredSince' | 'servers'>,
	places: PlaceIndex,
	waitLong: WorkerReplacement['waitLong'],
) {
	const serversNow = briefMemo(servers, SERVERS_MS);
	/** the images beside the page, by the URL that broke */
	const testImages = new BoundedMap<string, HTMLImageElement>();
	/** pictures that have arrived, whose places have not asked for them yet; held, so that the document keeps them */
	let arrived = new Map<string, HTMLImageElement>();

	/**
	 * One has arrived or failed.
	 *
	 * @param startTime when it was asked for, in milliseconds since the page began
	 */
	const check = async (url: string, startTime: number): Promise<void> => {
		const wasCovered = startTime >= coveredSince();
		await waitLong();
		const prefixes = await serversNow.get();
		if (!prefixes.some((prefix) => url.replace('?', '/?').startsWith(prefix))) return;
		const image = new Image();
		if (await loadPicture(image, url)) {
			// the worker did not answer for it; if it is replaced by now, it is asked for again
			if (!wasCovered) refreshSoon(url, image);
		} else {
			testImages.set(url, image);
			broken.onBroken(url);
		}
	};

	/** The worker looks at the bytes of these, which broke, now. */
	const retry = async (urls: readonly string[]): Promise<void> => {
		await Promise.all(
			urls.map(async (url) => {
				const image = testImages.get(url);
				testImages.delete(url);
				if (image !== undefined && (await loadPicture(image, url))) refreshSoon(url, image);
			}),
		);
	};

	/** The picture is in the document's memory: who asks for it gets it at once. */
	const refreshSoon = (url: string, image: HTMLImageElement) => {
		if (arrived.size === 0) {
			setTimeout(() => {
				const all = arrived;
				arrived = new Map();
				// it may be shown by what the page has just made
				places.forget();
				for (const one of all.keys()) refreshPlaces(places.of(one), one);
			}, REFRESH_MS);
		}
		arrived.set(url, image);
	};

	return { check, retry };
}
