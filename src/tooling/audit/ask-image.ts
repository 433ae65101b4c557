import type { Server } from '../../catalog/manifest.js';
import { classifyStatus } from '../../fallback/classify.js';
import type { Failure } from '../../fallback/failure.js';
import { asksForData, isNotAPicture } from '../../fallback/not-a-picture.js';

export interface AskOptions {
	readonly fetch: typeof fetch;
	readonly timeoutMs: number;
	/** the server's entry in the manifest, for its `classify` */
	readonly server?: Server;
}

/** As browsers ask for images. */
const ACCEPT = 'image/avif,image/webp,image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5';

/** How much of an error's text is read, in bytes; a server may send without end. */
const TEXT_BYTES = 4096;

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
		if (!ok) return classifyStatus(status, await startOfText(response), server?.classify);
		const isEmpty = status === 204 || status === 205 || headers.get('content-length') === '0';
		const isPicture = !isNotAPicture(headers.get('content-type')) || asksForData(url);
		await response.body?.cancel();
		return isPicture && !isEmpty ? undefined : { reason: 'content', status, serverText: '' };
	} catch (error) {
		const isLate = error instanceof Error && error.name === 'TimeoutError';
		return { reason: isLate ? 'timeout' : 'network', status: 0, serverText: '' };
	}
}

/** As much of it as comes: the status tells why also where the text breaks off. */
async function startOfText({ body }: Response): Promise<string> {
	const reader = body?.getReader();
	const decoder = new TextDecoder();
	let text = '';
	let left = TEXT_BYTES;
	try {
		while (reader !== undefined && left > 0) {
			const { done, value } = await reader.read();
			if (done) break;
			text += decoder.decode(value.subarray(0, left), { stream: true });
			left -= value.length;
		}
	} catch {}
	reader?.cancel().catch(() => {});
	return text;
}
