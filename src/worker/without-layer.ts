import type { FailedRequest } from './fallback-module.js';

/**
 * What the page would have got: the server's own answer, or its silence.
 *
 * @throws what the page's own request would have thrown
 */
export async function withoutLayer({ request, outcome }: FailedRequest): Promise<Response> {
	if (outcome instanceof Response) return outcome;
	if ('error' in outcome) throw outcome.error;
	return fetch(request);
}
