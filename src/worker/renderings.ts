/** A finished substitute. */
export interface KeptPicture {
	readonly body: Blob | ReadableStream<Uint8Array>;
	/** MIME type */
	readonly type: string;
	/** `Expiration` of the object's record, in hours; undefined or negative: it may be kept for ever */
	readonly expiration: number | undefined;
	/** what could not be drawn as documented, in sentences; absent: all of it was */
	readonly notes?: readonly string[];
	/** something was missing that may come: this picture is not kept */
	readonly provisional?: boolean;
}

const EXPIRATION_HEADER = 'X-Image-Understudy-Expiration';

/** When a picture was drawn, in milliseconds since the epoch. */
const TIME_HEADER = 'X-Image-Understudy-Time';

/** A list of sentences as JSON; headers have no room for other letters than Latin ones, so it is percent-encoded. */
const NOTES_HEADER = 'X-Image-Understudy-Notes';

const HOUR_MS = 60 * 60 * 1000;

/** Error images name the object that failed, so their number has no natural bound. */
const MAX_KEPT = 300;

/**
 * One picture is rendered once: equal ones asked for at the same time share a rendering, later ones come
 * from the cache, until their time to live is over.
 */
export class SharedRenderings {
	readonly #underWay = new Map<string, Promise<KeptPicture>>();

	/**
	 * @param cache undefined: the browser refuses it, and each picture is rendered anew, as where it cannot be read
	 * @throws whatever `render` throws; a failure is not kept
	 */
	async get(cache: Cache | undefined, key: string, render: () => Promise<KeptPicture>): Promise<KeptPicture> {
		const url = cacheUrl(key);
		const kept = this.#underWay.get(url) ?? (cache && (await read(cache, url).catch(() => undefined)));
		if (kept !== undefined) return kept;
		// asked again, since others came by while the cache was read
		let rendering = this.#underWay.get(url);
		if (rendering === undefined) {
			rendering = render();
			this.#underWay.set(url, rendering);
			rendering
				.then((picture) => (picture.provisional ? undefined : cache && write(cache, url, picture)))
				.catch(() => {})
				.finally(() => this.#underWay.delete(url));
		}
		return rendering;
	}
}

/** Cache Storage wants a URL; this one is never fetched. */
function cacheUrl(key: string): string {
	return new URL(`image-understudy-rendering?${encodeURIComponent(key)}`, location.href).href;
}

async function read(cache: Cache, url: string): Promise<KeptPicture | undefined> {
	const response = await cache.match(url);
	if (response?.body == null) return undefined;
	const { body, headers } = response;
	const header = headers.get(EXPIRATION_HEADER);
	const expiration = header === null ? undefined : Number(header);
	const age = Date.now() - Number(headers.get(TIME_HEADER));
	if (expiration !== undefined && expiration >= 0 && age >= expiration * HOUR_MS) return undefined;
	const notes = headers.get(NOTES_HEADER);
	return {
		...{ body, type: headers.get('content-type') ?? '', expiration },
		...(notes !== null && { notes: JSON.parse(decodeURIComponent(notes)) as readonly string[] }),
	};
}

async function write(
	cache: Cache,
	url: string,
	{ body, type, expiration, notes }: KeptPicture,
): Promise<void> {
	const headers = new Headers({ 'Content-Type': type, [TIME_HEADER]: String(Date.now()) });
	if (expiration !== undefined) headers.set(EXPIRATION_HEADER, String(expiration));
	if (notes !== undefined) headers.set(NOTES_HEADER, encodeURIComponent(JSON.stringify(notes)));
	await cache.put(url, new Response(body, { headers }));
	const keys = await cache.keys();
	await Promise.all(
		keys.slice(0, Math.max(0, keys.length - MAX_KEPT)).map((request) => cache.delete(request)),
	);
}
