export type BrokenImages = ReturnType<typeof createBrokenImages>;

/**
 * Finds images that broke and asks for them again: those that failed before the worker was there, and those
 * whose fault only the page can see (an opaque answer, half a picture).
 *
 * @param onBroken an image that the worker should look at
 */
export function createBrokenImages(onBroken: (url: string) => void) {
	const retries = new WeakMap<HTMLImageElement, { readonly url: string; readonly times: number }>();

	/** Loads an image anew, and lets it be asked for as often as a new one if it should break. */
	const reload = (image: HTMLImageElement) => {
		retries.delete(image);
		askAgain(image);
	};

	return {
		onBroken,
		reload,

		/** Reports an image if it is broken. */
		look(image: HTMLImageElement): void {
			if (isBroken(image)) onBroken(urlOf(image));
		},

		/**
		 * Asks again for the broken images of the given servers.
		 *
		 * @param servers URL prefixes
		 * @returns how many images were asked for again
		 */
		repair(servers: readonly string[]): number {
			const broken = [...document.images].filter(
				// a template of layers needs no object, and no slash before its `?`
				(image) =>
					isBroken(image) && servers.some((prefix) => urlOf(image).replace('?', '/?').startsWith(prefix)),
			);
			broken.forEach(reload);
			return broken.length;
		},

		/** Asks again for the broken images with these URLs, unless that was done often enough. */
		retry(urls: readonly string[]): void {
			for (const image of document.images) {
				const url = urlOf(image);
				if (!urls.includes(url) || !isBroken(image)) continue;
				const last = retries.get(image);
				const times = last?.url === url ? last.times : 0;
				retries.set(image, { url, times: times + 1 });
				WAYS_TO_ASK_AGAIN[times]?.(image);
			}
		},
	};
}

/** One after the other for the same URL: a server that sends rubbish ends it. */
const WAYS_TO_ASK_AGAIN = [askAgain, askAgainWithOtherCors];

function isBroken(image: HTMLImageElement): boolean {
	return image.complete && image.naturalWidth === 0 && !!urlOf(image);
}

/** `currentSrc` is empty for an image whose only source failed before it was chosen. */
function urlOf(image: HTMLImageElement): string {
	return image.currentSrc || image.src;
}

/**
 * Setting a source, even to itself, makes the browser choose among `srcset` and `<source>` and load anew. It
 * does so for a broken image; a good one comes from the document's memory unless it was fetched since. The
 * attributes stay as the shop wrote them.
 */
function askAgain(image: HTMLImageElement): void {
	const source =
		image.getAttributeNode('src') ??
		image.getAttributeNode('srcset') ??
		image.parentElement?.querySelector('source[srcset]')?.getAttributeNode('srcset');
	source?.ownerElement?.setAttribute(source.name, source.value);
}

/**
 * With CORS if it was without, and the other way round. Firefox may take what it could not decode from the document's
 * memory again, which knows pictures by their URL and CORS.
 */
function askAgainWithOtherCors(image: HTMLImageElement): void {
	image.crossOrigin = image.crossOrigin === null ? '' : null;
}
