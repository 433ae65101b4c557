import type { FailureReason } from '../messages.js';

/** Why a request for an image did not end in a picture. */
export interface Failure {
	readonly reason: FailureReason;
	/** status of the image server; 0 if it gave no verdict (no answer, or an opaque one) */
	readonly status: number;
	/** what the server said, shortened to one line; empty if it said nothing readable */
	readonly serverText: string;
	/** when the server wants to be asked again, in milliseconds from its answer; absent: it did not say */
	readonly retryAfterMs?: number;
}

/** Failures with no working server behind them: the documentation cannot decide, `policy` does. */
export const UNAVAILABLE_REASONS = [
	'timeout',
	'network',
	'server',
	'overload',
] as const satisfies readonly FailureReason[];

/**
 * A broken picture behind an opaque answer (`decode`, status 0) counts as unavailable too: nobody knows
 * what the server said.
 */
export function isUnavailable({ reason, status }: Pick<Failure, 'reason' | 'status'>): boolean {
	return (
		(UNAVAILABLE_REASONS as readonly FailureReason[]).includes(reason) ||
		(reason === 'decode' && status === 0)
	);
}
