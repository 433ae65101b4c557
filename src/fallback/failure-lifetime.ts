import type { SubstituteKind } from '../messages.js';
import type { Failure } from './failure.js';

/** How long the first error of an image is remembered, in milliseconds; each further one twice as long. */
const FIRST_MS = 60 * 1000;

/** Longest time that an error is remembered, in milliseconds, whatever the server says. */
export const LONGEST_FAILURE_MS = 15 * 60 * 1000;

/** How long a failure is remembered; as long, the image is not requested again. */
export interface FailureLifetime {
	/** milliseconds; 0: not at all */
	readonly forMs: number;
	/** of an error: where the doubling stands */
	readonly delayMs?: number;
}

/**
 * A missing image that has a default image is remembered as long as the documentation lets a client keep that.
 * All else is an error: as long as the server itself says (`Retry-After`), else for a minute, doubled with
 * each failure in a row.
 *
 * @param kind what was shown
 * @param seconds time to live of what was shown
 * @param lastMs `delayMs` of the failure before this one
 */
export function failureLifetime(
	{ reason, retryAfterMs }: Failure,
	kind: SubstituteKind,
	seconds: number,
	lastMs?: number,
): FailureLifetime {
	const isDefault = kind === 'default-image' || kind === 'layer-default';
	if (reason === 'missing' && isDefault) return { forMs: 1000 * seconds };
	const delayMs = Math.min(lastMs === undefined ? FIRST_MS : 2 * lastMs, LONGEST_FAILURE_MS);
	return { forMs: Math.min(retryAfterMs ?? delayMs, LONGEST_FAILURE_MS), delayMs };
}
