import type { FailedRequest } from './fallback-module.js';

/**
 * What the page would have got: the server's own answer, however late, or its silence.
 *
 * @throws what the page's own request would have thrown
 */
export async function withoutLayer({ request, outcome }: FailedRequest): Promise<Response> {
	if (outcome instanceof Response) {
		// of a body that was too long, or too slow, nothing was kept
		return outcome.bodyUsed || wasAskedOtherwise(request, outcome) ? fetch(request) : outcome;
	}
	if (!('error' in outcome)) return fetch(request);
	if (outcome.late !== undefined) return outcome.late();
	throw outcome.error;
}

/** Refused, perhaps only because it was asked with CORS and without the cookies that the page sends. */
function wasAskedOtherwise(request: Request, { type, status }: Response): boolean {
	return request.mode === 'no-cors' && type === 'cors' && (status === 401 || status === 403);
}
