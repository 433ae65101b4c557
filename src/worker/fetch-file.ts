/** Where a file may be fetched. */
export interface FileSource {
	/** best first */
	readonly urls: readonly [string, ...string[]];
	readonly credentials: RequestCredentials;
	/** of each address */
	readonly timeoutMs: number;
}

/** More than any picture or font of a shop has; what is larger is not read. */
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * Fetches a file from the first source that has it. A copy in any cache of this origin, such as the one that
 * the shop's own worker fills, is the last resort.
 * @param read makes of the bytes what is wanted
 * @throws if no source has it, or `read` throws for all of them
 */
export async function fetchFile<T>(
	sources: readonly FileSource[],
	read: (response: Response, url: string) => Promise<T>,
): Promise<T> {
	let lastError: unknown = new Error('the manifest names no server to fetch it from');
	for (const source of sources) {
		try {
			const { response, url } = await fetchFrom(source, source.urls);
			return await read(withinBounds(response, url), url);
		} catch (error) {
			lastError = error;
		}
	}
	for (const url of sources.flatMap(({ urls }) => urls)) {
		const copy = await caches.match(url).catch(() => undefined);
		if (copy?.ok) return read(withinBounds(copy, url), url);
	}
	throw lastError;
}

/** Tries the next address only where the one before was answered: a server that is silent stays so. */
async function fetchFrom(
	source: FileSource,
	[url, ...others]: readonly [string, ...string[]],
): Promise<{ response: Response; url: string }> {
	const { credentials, timeoutMs } = source;
	const response = await fetch(url, { credentials, signal: AbortSignal.timeout(timeoutMs) }).catch(
		(cause) => {
			throw new Error(`${url} cannot be fetched`, { cause });
		},
	);
	if (response.ok) return { response, url };
	const [next, ...rest] = others;
	if (next === undefined) throw new Error(`${url} answered ${response.status}`);
	return fetchFrom(source, [next, ...rest]);
}

/** @throws if the server itself says that it is too much */
function withinBounds(response: Response, url: string): Response {
	const bytes = Number(response.headers.get('content-length') ?? 0);
	if (bytes > MAX_BYTES) throw new Error(`${url} has ${bytes} bytes, which is too much`);
	return response;
}
