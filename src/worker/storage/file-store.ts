import type { Rules } from '../../catalog/store/rules.js';
import { storedFileUrl } from '../../catalog/store/stored-file.js';
import { BoundedMap } from '../bounded-map.js';
import { assetCache } from './caches.js';

/** How a file is kept in Cache Storage. */
export interface FileForm<T> {
	write(file: T): Response;
	/** undefined: it is not what `write` has written, and is fetched anew */
	read(response: Response): Promise<T | undefined>;
	/** whether a kept one is small enough to stay in memory, where it is used again and again */
	isSmall(file: T): boolean;
}

/** How long a file that could not be had is not tried again, in milliseconds. */
const FAILED_MS = 60 * 1000;

const MAX_AT_HAND = 8;

/** Files that substitutes need: where the installation put them, or fetched, once at the same time. */
export class FileStore<T> {
	/** under way, or failed lately: a server that is down is not asked at each failure */
	readonly #fetches = new BoundedMap<string, Promise<T>>(100);

	readonly #atHand = new BoundedMap<string, T>(MAX_AT_HAND);

	/** many pictures that fail at once want the same file, and what they get is one */
	readonly #reads = new Map<string, Promise<T | undefined>>();

	constructor(private readonly form: FileForm<T>) {}

	/**
	 * @param name of the file within this store's kind
	 * @param keep for failures to come, if the browser has room for it
	 * @throws what `fetchFile` or `read` throws
	 */
	async get(name: string, rules: Rules, keep: boolean, fetchFile: () => Promise<T>): Promise<T> {
		const url = storedFileUrl(name, location.href);
		const key = `${rules.settings.generation} ${url}`;
		const atHand = this.#atHand.get(key);
		if (atHand !== undefined) {
			// so that those go first that nobody has wanted for long
			this.#atHand.set(key, atHand);
			return atHand;
		}
		// a browser that refuses Cache Storage does not take the substitutes away with it
		const cache = await assetCache(rules.settings.generation).catch(() => undefined);
		const kept = await this.#read(cache, url, key);
		if (kept !== undefined) return kept;
		const file = await this.#once(key, fetchFile);
		if (keep) await cache?.put(url, this.form.write(file)).catch(() => {});
		return file;
	}

	#read(cache: Cache | undefined, url: string, key: string): Promise<T | undefined> {
		const underWay = this.#reads.get(key);
		if (underWay !== undefined) return underWay;
		const reading = (async () => {
			const response = await cache?.match(url).catch(() => undefined);
			// its bytes may be gone although it is listed
			const kept = response && (await this.form.read(response).catch(() => undefined));
			if (kept !== undefined && this.form.isSmall(kept)) this.#atHand.set(key, kept);
			return kept;
		})().finally(() => this.#reads.delete(key));
		this.#reads.set(key, reading);
		return reading;
	}

	#once(key: string, fetchFile: () => Promise<T>): Promise<T> {
		const underWay = this.#fetches.get(key);
		if (underWay !== undefined) return underWay;
		const file = fetchFile();
		this.#fetches.set(key, file);
		file.then(
			() => this.#fetches.delete(key),
			() => setTimeout(() => this.#fetches.delete(key), FAILED_MS),
		);
		return file;
	}
}
