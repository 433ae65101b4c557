import { classifyStatus } from '../../fallback/classify.js';
import { readBounded } from '../read-bounded.js';

/** Every server that was asked has answered, and none has the file. */
export class FileMissingError extends Error {}

/** Where a file may be fetched. */
export interface FileSource {
	/** best first */
	readonly urls: readonly [string, ...string[]];
	readonly credentials: RequestCredentials;
	/** of each address */
	readonly timeoutMs: number;
}

/** Longest error of a server that is read to the end, in bytes. */
const ERROR_BYTES = 64 * 1024;

/**
 * Fetches a file from the first source that has it. A copy in any cache of this origin, such as the one that
 * the shop's own worker fills, is the last resort.
 * @param read makes of the bytes what is wanted
 * @throws FileMissingError if every source says that it has none; else what went wrong with one of them
 */
export async function fetchFile<T>(
	sources: readonly FileSource[],
	read: (response: Response, url: string) => Promise<T>,
): Promise<T> {
	const errors: unknown[] = [];
	for (const source of sources) {
		try {
			const { response, url } = await fetchFrom(source, source.urls);
			return await read(response, url);
		} catch (error) {
			errors.push(error);
		}
	}
	for (const url of sources.flatMap(({ urls }) => urls)) {
		const copy = await caches.match(url).catch(() => undefined);
		if (copy?.ok) return read(copy, url);
	}
	const telling = errors.find((error) => !(error instanceof FileMissingError));
	throw telling ?? errors[0] ?? new Error('the manifest names no server for it');
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
	if (next !== undefined) {
		// what is not read of it would keep a connection
		response.body?.cancel().catch(() => {});
		return fetchFrom(source, [next, ...rest]);
	}
	const message = `${url} answered ${response.status}`;
	const text = await readBounded(response, ERROR_BYTES).then(
		(blob) => blob.text(),
		() => '',
	);
	const isMissing = classifyStatus(response.status, text).reason === 'missing';
	throw isMissing ? new FileMissingError(message) : new Error(message);
}
