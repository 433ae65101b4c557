import type { FailureReason } from '../messages.js';
import { BoundedMap } from './bounded-map.js';
import type { FallbackMarks } from './fallback-marks.js';
import { markedImages } from './marked-images.js';
import type { PlaceIndex } from './place-index.js';

/** The pictures for which a page shows substitutes. */
export type SubstitutedPictures = ReturnType<typeof createSubstitutedPictures>;

export function createSubstitutedPictures(
	marks: Pick<FallbackMarks, 'substituted'>,
	places: Pick<PlaceIndex, 'of'>,
) {
	/** URLs that were restored, but for places that could not be refreshed yet: their images do not tell of those */
	const unfinished = new BoundedMap<string, true>();
	/** URLs that only styles show, of servers that take no other spelling: a new page shows them */
	const unrestorable = new BoundedMap<string, true>();

	/** Those that are on the page now, and why they were replaced. */
	const shown = () => {
		const found = new Map<string, FailureReason>();
		const marked = markedImages();
		for (const [url, [image]] of marked) found.set(url, image?.dataset.fallbackReason as FailureReason);
		const others = new Map<string, FailureReason>([...unfinished.keys()].map((url) => [url, 'server']));
		for (const [url, { reason }] of marks.substituted) others.set(url, reason);
		for (const [url, reason] of others) {
			if (marked.has(url) || unrestorable.has(url)) continue;
			if (places.of(url).length > 0) found.set(url, reason);
		}
		return found;
	};

	return { unfinished, unrestorable, shown };
}
