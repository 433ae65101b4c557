/** An image is asked for again at most this often with the same URL: a server that sends rubbish ends it. */
const MAX_RETRIES = 2;

/**
 * Finds images that broke and asks for them again: those that failed before the worker was there, and those
 * whose fault only the page can see (an opaque answer, half a picture).
 */
export class BrokenImages {
	readonly #retries = new WeakMap<HTMLImageElement, { readonly url: string; readonly times: number }>();

	/** @param onBroken an image that the worker should look at */
	constructor(readonly onBroken: (url: string) => void) {}

	/** Reports an image if it is broken. */
	look(image: HTMLImageElement): void {
		if (isBroken(image)) this.onBroken(urlOf(image));
	}

	/**
	 * Asks again for the broken images of the given servers.
	 *
	 * @param servers URL prefixes
	 * @returns how many images were asked for again
	 */
	repair(servers: readonly string[]): number {
		const broken = [...document.images].filter(
			(image) => isBroken(image) && servers.some((prefix) => urlOf(image).startsWith(prefix)),
		);
		for (const image of broken) this.reload(image);
		return broken.length;
	}

	/** Loads an image anew, and lets it be asked for as often as a new one if it should break. */
	reload(image: HTMLImageElement): void {
		this.#retries.delete(image);
		reload(image);
	}

	/** Asks again for the broken images with these URLs, unless that was done often enough. */
	retry(urls: readonly string[]): void {
		const wanted = new Set(urls);
		for (const image of document.images) {
			const url = urlOf(image);
			if (!wanted.has(url) || !isBroken(image)) continue;
			const last = this.#retries.get(image);
			const times = last?.url === url ? last.times + 1 : 1;
			this.#retries.set(image, { url, times });
			if (times <= MAX_RETRIES) reload(image);
		}
	}
}

function isBroken(image: HTMLImageElement): boolean {
	return image.complete && image.naturalWidth === 0 && urlOf(image) !== '';
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
function reload(image: HTMLImageElement): void {
	const source =
		image.getAttributeNode('src') ??
		image.getAttributeNode('srcset') ??
		image.parentElement?.querySelector('source[srcset]')?.getAttributeNode('srcset');
	source?.ownerElement?.setAttribute(source.name, source.value);
}
