import { appendToMap } from './append-to-map.js';
import { briefMemo } from './brief-memo.js';
import { type Place, placesOf } from './places.js';

/** How long it is believed which places there are, in milliseconds: a page may have thousands of styles. */
const BELIEVED_MS = 500;

/** The places of the page by the pictures that they name. */
export interface PlaceIndex {
	of(url: string): readonly Place[];
	/** The page has just changed. */
	forget(): void;
}

export function createPlaceIndex(): PlaceIndex {
	const { get, forget } = briefMemo(placesByUrl, BELIEVED_MS);
	return { of: (url) => get().get(url) ?? [], forget };
}

function placesByUrl(): ReadonlyMap<string, readonly Place[]> {
	const places = new Map<string, Place[]>();
	for (const place of placesOf(document)) {
		for (const url of new Set(place.urls)) appendToMap(places, url, place);
	}
	return places;
}
