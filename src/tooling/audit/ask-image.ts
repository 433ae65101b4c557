import type { Server } from '../../catalog/manifest/manifest.js';
import { classifyStatus } from '../../fallback/classify.js';
import type { Failure } from '../../fallback/failure.js';
import { asksForData } from '../../fallback/not-a-picture.js';
import { failureOfHeaders, type Placeholders } from '../../fallback/placeholder.js';
import { isUsable, mayBePlaceholder } from '../../worker/network.js';
import { readBounded } from '../../worker/read-bounded.js';
import { sha256 } from '../../worker/sha256.js';
import { readPictureBytes } from './picture-bytes.js';

export interface AskOptions {
	readonly fetch: typeof fetch;
	readonly timeoutMs: number;
	/** the server's entry in the manifest, for its `classify`, `errorBodies` and `placeholders` */
	readonly server?: Server;
}

/** As browsers ask for images. */
const ACCEPT = 'image/avif,image/webp,image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5';

/** How much of an error's text is read, in bytes; a server may send without end. */
const TEXT_BYTES = 4096;

/** As much as an image server's largest reply. */
const PICTURE_BYTES = 16 * 1024 * 1024;

/**
 * Asks for an image as a shopper's browser would, and judges the answer as the worker does.
 *
 * @returns why it would not be shown; undefined: it is well, or it cannot be told without decoding it
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
		if (!isUsable(response, new Request(url), server)) {
			if (!ok) return classifyStatus(status, await startOfText(response), server?.classify);
			await response.body?.cancel();
			return { reason: 'content', status, serverText: '' };
		}
		const placeholders = server && mayBePlaceholder(response, server) ? server.placeholders : undefined;
		const given = placeholders && failureOfHeaders(placeholders, (name) => headers.get(name), status);
		if (given !== undefined || asksForData(url)) {
			await response.body?.cancel();
			return given;
		}
		const reason = await faultOfBody(response, placeholders);
		return reason && { reason, status, serverText: '' };
	} catch (error) {
		return { reason: isTimeout(error) ? 'timeout' : 'network', status: 0, serverText: '' };
	}
}

function isTimeout(error: unknown): boolean {
	return error instanceof Error && error.name === 'TimeoutError';
}

/** Looks at the bytes themselves. */
async function faultOfBody(
	response: Response,
	{ digests = [], onePixel = false }: Placeholders = {},
): Promise<'missing' | 'content' | 'decode' | undefined> {
	let bytes: Uint8Array<ArrayBuffer>;
	try {
		bytes = new Uint8Array(await (await readBounded(response, PICTURE_BYTES)).arrayBuffer());
	} catch (error) {
		if (isTimeout(error)) throw error;
		// it broke off, or has no end
		return 'decode';
	}
	if (bytes.length === 0) return 'content';
	const digest = digests.length > 0 ? await sha256(bytes) : undefined;
	if (digests.some((placeholder) => placeholder.sha256 === digest)) return 'missing';
	const picture = readPictureBytes(bytes);
	if (picture?.isWhole !== true) return 'decode';
	return onePixel && picture.size?.width === 1 && picture.size.height === 1 ? 'missing' : undefined;
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
