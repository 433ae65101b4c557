import { BoundedMap } from '../bounded-map.js';

/** A finished substitute. */
export interface KeptPicture {
	readonly body: Blob;
	/** MIME type */
	readonly type: string;
	/** `Expiration` of the object's record, in hours; undefined or negative: it may be kept for ever */
	readonly expiration: number | undefined;
	/** what could not be drawn as documented, in sentences; absent: all of it was */
	readonly notes?: readonly string[];
	/** something was missing that may come: this picture is not kept */
	readonly provisional?: boolean;
}

/** A picture, and when it was drawn. */
interface Drawn {
	readonly picture: KeptPicture;
	/** milliseconds since the epoch */
	readonly time: number;
}

const EXPIRATION_HEADER = 'X-Image-Understudy-Expiration';

/** When a picture was drawn, in milliseconds since the epoch. */
const TIME_HEADER = 'X-Image-Understudy-Time';

/** A list of sentences as JSON; headers have no room for other letters than Latin ones, so it is percent-encoded. */
const NOTES_HEADER = 'X-Image-Understudy-Notes';

const HOUR_MS = 60 * 60 * 1000;

/** Error images name the object that failed, so their number has no natural bound. */
const MAX_KEPT = 300;

/** Pictures that are written before those beyond `MAX_KEPT` are looked for: to list them takes longer than to write one. */
const WRITTEN_BETWEEN = 20;

/** How long pictures at hand wait until they are written, so that the pictures of a page pass first, in milliseconds. */
const WRITE_MS = 500;

/** What the pages of a shop show again and again, e.g. its default image in some sizes: in memory, without a way to the cache. */
const MAX_AT_HAND = 64;
const MAX_AT_HAND_BYTES = 128 * 1024;

/**
 * One picture is rendered once: equal ones asked for at the same time share a rendering, later ones come
 * from memory or from the cache, until their time to live is over.
 */
export class SharedRenderings {
	readonly #underWay = new Map<string, Promise<KeptPicture>>();
	readonly #atHand = new BoundedMap<string, Drawn>(MAX_AT_HAND);
	/** URL -> where it is written, and what; one that is lost with the worker is drawn again */
	readonly #waiting = new Map<string, { readonly cache: Cache; readonly drawn: Drawn }>();
	#written = 0;

	/**
	 * @param openCache absent: they are shared while they are rendered, and not kept. Where it rejects, the browser
	 * refuses caches, and pictures are kept in memory alone
	 * @throws whatever `render` throws; a failure is not kept
	 */
	async get(
		openCache: (() => Promise<Cache>) | undefined,
		key: string,
		render: () => Promise<KeptPicture>,
	): Promise<KeptPicture> {
		const atHand = this.#atHand.get(key);
		if (atHand !== undefined && !isOver(atHand)) {
			// so that those go first that nobody has wanted for long
			this.#atHand.set(key, atHand);
			return atHand.picture;
		}
		return this.#underWay.get(key) ?? this.#share(openCache, key, render);
	}

	/** What is kept of it, or about to be kept, is of no use: it is rendered anew when it is wanted again. */
	async drop(openCache: () => Promise<Cache>, key: string): Promise<void> {
		this.#underWay.delete(key);
		this.#atHand.delete(key);
		this.#waiting.delete(cacheUrl(key));
		const deletion = openCache().then((cache) => cache.delete(cacheUrl(key)));
		await deletion.catch(() => {});
	}

	#share(
		openCache: (() => Promise<Cache>) | undefined,
		key: string,
		render: () => Promise<KeptPicture>,
	): Promise<KeptPicture> {
		const isDropped = () => this.#underWay.get(key) !== finding;
		const finding = this.#find(openCache, key, render, isDropped).finally(() => {
			if (!isDropped()) this.#underWay.delete(key);
		});
		this.#underWay.set(key, finding);
		return finding;
	}

	/** @param isDropped whether what is found may be kept no more */
	async #find(
		openCache: (() => Promise<Cache>) | undefined,
		key: string,
		render: () => Promise<KeptPicture>,
		isDropped: () => boolean,
	): Promise<KeptPicture> {
		if (openCache === undefined) return render();
		const cache = await openCache().catch(() => undefined);
		const url = cacheUrl(key);
		const kept = await cache
			?.match(url)
			.then(read)
			.catch(() => undefined);
		if (kept !== undefined && !isOver(kept)) {
			if (!isDropped()) this.#keepAtHand(key, kept);
			return kept.picture;
		}
		const picture = await render();
		if (picture.provisional || isDropped()) return picture;
		const drawn = { picture, time: Date.now() };
		const isAtHand = this.#keepAtHand(key, drawn);
		// nobody waits for that
		if (cache !== undefined && isAtHand) this.#writeLater(cache, url, drawn);
		else if (cache !== undefined) this.#write(cache, url, drawn).catch(() => {});
		return picture;
	}

	/** @returns false: it is too large */
	#keepAtHand(key: string, drawn: Drawn): boolean {
		if (drawn.picture.body.size > MAX_AT_HAND_BYTES) return false;
		this.#atHand.set(key, drawn);
		return true;
	}

	#writeLater(cache: Cache, url: string, drawn: Drawn): void {
		if (this.#waiting.size === 0) setTimeout(() => this.#writeWaiting(), WRITE_MS);
		this.#waiting.set(url, { cache, drawn });
	}

	/** One after another: images that fail meanwhile come in between. */
	async #writeWaiting(): Promise<void> {
		for (const [url, { cache, drawn }] of this.#waiting) {
			this.#waiting.delete(url);
			await this.#write(cache, url, drawn).catch(() => {});
		}
	}

	async #write(cache: Cache, url: string, drawn: Drawn): Promise<void> {
		await cache.put(url, written(drawn));
		this.#written += 1;
		if (this.#written % WRITTEN_BETWEEN === 1) await trim(cache);
	}
}

/** Cache Storage wants a URL; this one is never fetched. */
function cacheUrl(key: string): string {
	return new URL(`image-understudy-rendering?${encodeURIComponent(key)}`, location.href).href;
}

function isOver({ picture: { expiration }, time }: Drawn): boolean {
	if (expiration === undefined || expiration < 0) return false;
	const age = Date.now() - time;
	// of a clock that was put back since: nobody knows how old it is
	return age < 0 || age >= expiration * HOUR_MS;
}

async function read(response: Response | undefined): Promise<Drawn | undefined> {
	if (response === undefined) return undefined;
	const { headers } = response;
	const header = headers.get(EXPIRATION_HEADER);
	const expiration = header === null ? undefined : Number(header);
	const type = headers.get('content-type') ?? '';
	const notes = headers.get(NOTES_HEADER);
	return {
		picture: {
			...{ body: await response.blob(), type, expiration },
			...(notes !== null && { notes: JSON.parse(decodeURIComponent(notes)) as readonly string[] }),
		},
		time: Number(headers.get(TIME_HEADER)),
	};
}

function written({ picture: { body, type, expiration, notes }, time }: Drawn): Response {
	const headers = new Headers({ 'Content-Type': type, [TIME_HEADER]: String(time) });
	if (expiration !== undefined) headers.set(EXPIRATION_HEADER, String(expiration));
	if (notes !== undefined) headers.set(NOTES_HEADER, encodeURIComponent(JSON.stringify(notes)));
	return new Response(body, { headers });
}

async function trim(cache: Cache): Promise<void> {
	const keys = await cache.keys();
	const surplus = keys.slice(0, Math.max(0, keys.length - MAX_KEPT));
	await Promise.all(surplus.map((request) => cache.delete(request)));
}
