import type { Server } from '../../catalog/manifest/manifest.js';
import { classifyStatus } from '../../fallback/classify.js';
import type { Failure } from '../../fallback/failure.js';
import { looksLikePicture, MAX_SIGNATURE_BYTES } from '../../fallback/looks-like-picture.js';
import { failureOfHeaders, type Placeholders } from '../../fallback/placeholder.js';
import { retryAfterMs } from '../../fallback/retry-after.js';
import type { FailedRequest } from '../fallback-module.js';
import { isUsable, isWithoutContent, mayBePlaceholder, ONE_PIXEL_BYTES } from '../network.js';
import { MAX_PICTURE_BYTES, type ReadPart, readPart } from '../read-bounded.js';
import { sha256 } from '../sha256.js';

/** How much of an error's text is read, in bytes, and for how long, in milliseconds. */
const TEXT_BYTES = 4096;
const TEXT_MS = 1000;

/** Longest error that is still there for the page if nothing is shown instead, in bytes; a longer one is asked for anew. */
const KEPT_BYTES = 64 * 1024;

/** How long the bytes of a picture that is looked at are waited for, in milliseconds. */
const PICTURE_MS = 8000;

/**
 * Finds out why a request failed.
 *
 * @param server undefined: one of a worker that does not know its servers
 * @param isBroken a page could not show it: all of it is looked at
 * @returns undefined if nothing is wrong after all: the page suspected a picture that is sound by now, or one looked
 * like a placeholder, or like no picture, and is one
 */
export async function failureOf(
	{ request, outcome }: Pick<FailedRequest, 'request' | 'outcome'>,
	server?: Server,
	isBroken = false,
): Promise<Failure | undefined> {
	if (!(outcome instanceof Response)) {
		return 'error' in outcome ? { reason: outcome.reason, status: 0, serverText: '' } : outcome;
	}
	// a page that could not show an opaque answer is the only witness
	if (outcome.type === 'opaque') return { reason: 'decode', status: 0, serverText: '' };
	const { status, headers } = outcome;
	if (!isUsable(outcome, request, server)) {
		if (outcome.ok) {
			if (!isBroken && (await isMislabelled(outcome))) return undefined;
			return { reason: 'content', status, serverText: '' };
		}
		const failure = classifyStatus(status, await readText(outcome), server?.classify);
		const retryAfter = retryAfterMs(headers.get('retry-after'), Date.now());
		return retryAfter === undefined ? failure : { ...failure, retryAfterMs: retryAfter };
	}
	const placeholders =
		server !== undefined && mayBePlaceholder(outcome, server) ? server.placeholders : undefined;
	const given = placeholders && failureOfHeaders(placeholders, (name) => headers.get(name), status);
	if (given !== undefined) return given;
	const reason = await faultOfBody(outcome, placeholders, isBroken);
	return reason && { reason, status, serverText: '' };
}

/** A browser shows a picture by its bytes, whatever it is called, unless the server forbids it to look. */
async function isMislabelled(response: Response): Promise<boolean> {
	if (isWithoutContent(response)) return false;
	if (response.headers.get('x-content-type-options')?.trim().toLowerCase() === 'nosniff') return false;
	const { chunks } = await readPart(response.clone().body, MAX_SIGNATURE_BYTES, PICTURE_MS);
	return looksLikePicture(new Uint8Array(await new Blob([...chunks]).arrayBuffer()));
}

/** Looks at the bytes themselves. */
async function faultOfBody(
	response: Response,
	placeholders: Placeholders | undefined,
	isBroken: boolean,
): Promise<'missing' | 'content' | 'decode' | undefined> {
	const isDoubted = placeholders !== undefined && !isBroken;
	const enough = isDoubted ? longestOf(placeholders) + 1 : MAX_PICTURE_BYTES;
	try {
		const { chunks, fault } = await readPart(response.clone().body, enough, PICTURE_MS);
		// it is no placeholder, and what else may be wrong with it the page sees
		if (isDoubted && fault !== undefined) return undefined;
		const blob = new Blob([...chunks]);
		if (fault === undefined && blob.size === 0) return 'content';
		if (fault !== undefined) {
			// what is not read here goes on filling memory while a substitute is made
			response.body?.cancel().catch(() => {});
			return 'decode';
		}
		const { digests = [], onePixel = false } = placeholders ?? {};
		if (digests.length > 0) {
			const digest = await sha256(await blob.arrayBuffer());
			if (digests.some((placeholder) => placeholder.sha256 === digest)) return 'missing';
			// no worker decodes it, and it was looked at for its length only
			if (response.headers.get('content-type')?.startsWith('image/svg')) return undefined;
		}
		const bitmap = await createImageBitmap(blob);
		const { width, height } = bitmap;
		bitmap.close();
		return onePixel && width === 1 && height === 1 ? 'missing' : undefined;
	} catch {
		// undecodable; an SVG too, which no worker decodes and which the page could not show
		return 'decode';
	}
}

/** Of the answers that are placeholders, in bytes. */
function longestOf({ digests = [], onePixel = false }: Placeholders): number {
	return Math.max(onePixel ? ONE_PIXEL_BYTES : 0, ...digests.map(({ bytes }) => bytes));
}

/** The beginning of a response's text; empty if it is no text. */
async function readText(response: Response): Promise<string> {
	const type = response.headers.get('content-type') ?? 'text/plain';
	if (!/^\s*(text\/|application\/(json|xml))/i.test(type)) return '';
	const chunks = await readBeginning(response);
	const decoder = new TextDecoder();
	return chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join('') + decoder.decode();
}

/**
 * What is not read of a cloned body fills memory until somebody reads it. So it is read on behind its beginning, and a
 * long one is given up, if no page has it by then.
 */
function readBeginning(response: Response): Promise<ReadPart['chunks']> {
	return new Promise((resolve) => {
		const reading = readPart(response.clone().body, KEPT_BYTES, TEXT_MS, (chunks, size) => {
			if (size >= TEXT_BYTES) resolve([...chunks]);
		});
		void reading.then(({ chunks, fault }) => {
			resolve(chunks);
			if (fault === 'too much' || fault === 'too slow') response.body?.cancel().catch(() => {});
		});
	});
}
