import { MAX_PICTURE_BYTES, readBounded } from './read-bounded.js';

/** How long a picture may take that no page waits for, in milliseconds. */
const PICTURE_MS = 30_000;

/**
 * Waits for all of a picture before a page is told that it is there. An opaque one is given as it is.
 *
 * @returns undefined: it is empty, broke off, takes too long, or has no end
 */
export async function wholePicture(response: Response): Promise<Response | undefined> {
	if (response.type === 'opaque') return response;
	const { status } = response;
	try {
		const blob = await readBounded(response, MAX_PICTURE_BYTES, PICTURE_MS);
		if (blob.size === 0) return undefined;
		const headers = new Headers(response.headers);
		headers.set('content-length', String(blob.size));
		return new Response(blob, { status, headers });
	} catch {
		return undefined;
	}
}
