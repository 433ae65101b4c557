import { BoundedMap } from '../bounded-map.js';

/** How long a picture that the page saw break is looked at closely, in milliseconds. */
const CHECKED_MS = 60 * 1000;

const MAX_URLS = 1000;

/**
 * Pictures that the page saw break although their headers were fine, or could not be read. Their bytes are looked
 * at before they are given to the page again.
 */
export class BrokenPictures {
	/** URL -> milliseconds since the epoch */
	readonly #until = new BoundedMap<string, number>(MAX_URLS);

	add(url: string): void {
		this.#until.set(url, Date.now() + CHECKED_MS);
	}

	has(url: string): boolean {
		const until = this.#until.get(url);
		if (until === undefined) return false;
		if (until > Date.now()) return true;
		this.#until.delete(url);
		return false;
	}

	delete(url: string): void {
		this.#until.delete(url);
	}

	clear(): void {
		this.#until.clear();
	}
}
