/** An image is asked for again at most this often with the same URL: a server that sends rubbish ends it. */
const MAX_RETRIES = 2;

/**
 * Finds images that broke and asks for them again: those that failed before the worker was there, and those
 * whose fault only the page can see (an opaque answer, half a picture).
 */
export class BrokenImages {
	readonly #retries = new WeakMap<HTMLImageElement, { readonly url: string; readonly times: number }>();

	constructor(private readonly onBroken: (urls: readonly string[]) => void) {}

	/** Reports images that break while the worker is in control. */
	watch(root: Document, isControlled: () => boolean, signal: AbortSignal): void {
		root.addEventListener(
			'error',
			({ target }) => {
				// error events do not bubble, but they can be captured
				if (target instanceof HTMLImageElement && isControlled()) this.onBroken([urlOf(target)]);
			},
			{ capture: true, signal },
		);
	}

	/**
	 * Asks again for the broken images of the given servers.
	 *
	 * @param servers URL prefixes
	 * @returns how many images were asked for again
	 */
	repair(root: Document, servers: readonly string[]): number {
		const broken = [...root.images].filter(
			(image) => isBroken(image) && servers.some((prefix) => urlOf(image).startsWith(prefix)),
		);
		for (const image of broken) reload(image);
		return broken.length;
	}

	/** Asks again for the broken images with these URLs, unless that was done often enough. */
	retry(root: Document, urls: readonly string[]): void {
		const wanted = new Set(urls);
		for (const image of root.images) {
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
 * Setting the source, even to itself, makes the browser choose among `srcset` and `<source>` and load anew.
 * It does so for a broken image; a good one comes from the document's memory unless it was fetched since.
 */
export function reload(image: HTMLImageElement): void {
	// biome-ignore lint/correctness/noSelfAssign: the assignment is what loads the image
	image.src = image.src;
}
