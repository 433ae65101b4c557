import { classifyStatus } from '../fallback/classify.js';
import type { Failure } from '../fallback/failure.js';
import type { FailedRequest } from './fallback-module.js';
import { isUsable } from './network.js';

/** How much of an error's text is read, in bytes, and for how long, in milliseconds. */
const TEXT_BYTES = 4096;
const TEXT_MS = 1000;

/** The same for the bytes of a suspected picture: as large as an image server's largest reply. */
const PICTURE_BYTES = 16 * 1024 * 1024;
const PICTURE_MS = 8000;

/**
 * Finds out why a request failed.
 *
 * @returns undefined if nothing is wrong after all: the page suspected a picture that is sound by now
 */
export async function failureOf({ request, outcome }: FailedRequest): Promise<Failure | undefined> {
	if (!(outcome instanceof Response)) {
		return 'error' in outcome ? { reason: outcome.reason, status: 0, serverText: '' } : outcome;
	}
	// a page that could not show an opaque answer is the only witness
	if (outcome.type === 'opaque') return { reason: 'decode', status: 0, serverText: '' };
	if (!outcome.ok) return classifyStatus(outcome.status, await readText(outcome));
	if (!isUsable(outcome, request)) return { reason: 'content', status: outcome.status, serverText: '' };
	const reason = await faultOfBody(outcome);
	return reason && { reason, status: outcome.status, serverText: '' };
}

/** Looks at the bytes themselves. */
async function faultOfBody(response: Response): Promise<'content' | 'decode' | undefined> {
	try {
		const { blob, isWhole } = await readBody(response, PICTURE_BYTES, PICTURE_MS);
		if (isWhole && blob.size === 0) return 'content';
		if (!isWhole) return 'decode';
		(await createImageBitmap(blob)).close();
		return undefined;
	} catch {
		// undecodable; an SVG too, which no worker decodes and which the page could not show
		return 'decode';
	}
}

/** The beginning of a response's text; empty if it is no text. */
async function readText(response: Response): Promise<string> {
	const type = response.headers.get('content-type') ?? 'text/plain';
	if (!/^\s*(text\/|application\/(json|xml))/i.test(type)) return '';
	const { blob } = await readBody(response, TEXT_BYTES, TEXT_MS);
	return blob.text();
}

/**
 * Reads a response without using it up, within bounds.
 *
 * @returns what came, and whether that was all: a body may break off, stall, or be too large
 */
async function readBody(
	response: Response,
	maxBytes: number,
	milliseconds: number,
): Promise<{ readonly blob: Blob; readonly isWhole: boolean }> {
	const reader = response.clone().body?.getReader();
	const chunks: Uint8Array<ArrayBuffer>[] = [];
	let size = 0;
	let isWhole = false;
	const reading = (async () => {
		while (reader !== undefined && size < maxBytes) {
			const { done, value } = await reader.read();
			isWhole = done;
			if (done) return;
			chunks.push(value);
			size += value.length;
		}
	})();
	let timer: ReturnType<typeof setTimeout> | undefined;
	const late = new Promise((resolve) => {
		timer = setTimeout(resolve, milliseconds);
	});
	await Promise.race([reading.catch(() => {}), late]);
	clearTimeout(timer);
	reader?.cancel().catch(() => {});
	return { blob: new Blob(chunks), isWhole: isWhole || reader === undefined };
}
