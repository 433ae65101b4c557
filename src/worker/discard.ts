import type { FailedRequest } from './fallback-module.js';

/** Nobody wants it any more: what is not read of a body would fill memory, or keep a connection. */
export function discard({ outcome }: Pick<FailedRequest, 'outcome'>): void {
	if (outcome instanceof Response) outcome.body?.cancel().catch(() => {});
	else if ('abandon' in outcome) outcome.abandon?.();
}
