import { appendToMap } from './append-to-map.js';

/** Images that show a substitute now, by the URL that it stands in for. */
export function markedImages(): Map<string, HTMLImageElement[]> {
	const marked = new Map<string, HTMLImageElement[]>();
	for (const image of document.images) {
		// a shop may have taken its source away
		if (image.dataset.fallback !== undefined && URL.canParse(image.currentSrc)) {
			appendToMap(marked, image.currentSrc, image);
		}
	}
	return marked;
}
