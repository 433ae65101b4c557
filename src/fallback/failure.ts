import type { FailureReason } from '../messages.js';

/** Why a request for an image did not end in a picture. */
export interface Failure {
	readonly reason: FailureReason;
	/** status of the image server; 0 if it gave no verdict (no answer, or an opaque one) */
	readonly status: number;
	/** what the server said, shortened to one line; empty if it said nothing readable */
	readonly serverText: string;
}

/** Failures with no working server behind them: the documentation cannot decide, `policy` does. */
export const UNAVAILABLE_REASONS = [
	'timeout',
	'network',
	'server',
	'overload',
] as const satisfies readonly FailureReason[];
