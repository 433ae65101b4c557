import type { Server } from '../../catalog/manifest.js';
import { classifyStatus } from '../../fallback/classify.js';
import type { Failure } from '../../fallback/failure.js';

export interface AskOptions {
	readonly fetch: typeof fetch;
	readonly timeoutMs: number;
	/** the server's entry in the manifest, for its `classify` */
	readonly server?: Server;
}

/** As browsers ask for images. */
const ACCEPT = 'image/avif,image/webp,image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5';

/** How much of an error's text is looked at, in characters. */
const MAX_TEXT = 4096;

/**
 * Asks for an image as a shopper's browser would.
 *
 * @returns why it would not be shown; undefined: it is well as far as status and type tell
 */
export async function askImage(
	url: string,
	{ fetch, timeoutMs, server }: AskOptions,
): Promise<Failure | undefined> {
	try {
		const response = await fetch(url, {
			headers: { accept: ACCEPT },
			signal: AbortSignal.timeout(timeoutMs),
		});
		const { status, ok, headers } = response;
		if (!ok) return classifyStatus(status, (await response.text()).slice(0, MAX_TEXT), server?.classify);
		const type = headers.get('content-type');
		const isEmpty = status === 204 || headers.get('content-length') === '0';
		// `req=` may ask for data, which is none of a picture's
		const isPicture =
			type === null || /^\s*(image\/|application\/octet-stream)/i.test(type) || /[?&]req=/i.test(url);
		await response.body?.cancel();
		return isPicture && !isEmpty ? undefined : { reason: 'content', status, serverText: '' };
	} catch (error) {
		const isLate = error instanceof Error && error.name === 'TimeoutError';
		return { reason: isLate ? 'timeout' : 'network', status: 0, serverText: '' };
	}
}
