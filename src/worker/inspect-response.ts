import { classifyStatus } from '../fallback/classify.js';
import type { Failure } from '../fallback/failure.js';
import type { FailedRequest } from './fallback-module.js';
import { isUsable } from './network.js';

/** How much of an error's text is read, in bytes, and for how long, in milliseconds. */
const TEXT_BYTES = 4096;
const TEXT_MS = 1000;

/** How long the bytes of a suspected picture may take, in milliseconds. */
const BODY_MS = 8000;

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
		const blob = await within(BODY_MS, response.clone().blob());
		if (blob.size === 0) return 'content';
		(await createImageBitmap(blob)).close();
		return undefined;
	} catch {
		// cut off, stalled, or undecodable; an SVG too, which no worker decodes and which the page could not show
		return 'decode';
	}
}

/** The beginning of a response's text, leaving the response itself unread; empty if it is no text. */
async function readText(response: Response): Promise<string> {
	if (!/^\s*(text\/|application\/(json|xml))/i.test(response.headers.get('content-type') ?? 'text/plain'))
		return '';
	const reader = response.clone().body?.getReader();
	if (reader === undefined) return '';
	const decoder = new TextDecoder();
	let text = '';
	try {
		await within(
			TEXT_MS,
			(async () => {
				while (text.length < TEXT_BYTES) {
					const { done, value } = await reader.read();
					if (done) break;
					text += decoder.decode(value, { stream: true });
				}
			})(),
		);
	} catch {
		// a body that breaks off or stalls has said enough
	}
	reader.cancel().catch(() => {});
	return text.slice(0, TEXT_BYTES);
}

function within<T>(milliseconds: number, promise: Promise<T>): Promise<T> {
	let timer: ReturnType<typeof setTimeout>;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new DOMException('too slow', 'TimeoutError')), milliseconds);
	});
	return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
