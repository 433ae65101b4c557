import type { SubstituteKind } from '../messages.js';
import type { Failure } from './failure.js';

/** How long the first error of an image is believed, in milliseconds; each further one twice as long. */
const FIRST_MS = 60 * 1000;

/** Longest time that an error is believed, in milliseconds, whatever the server says. */
export const LONGEST_BELIEF_MS = 15 * 60 * 1000;

/** How long an image is not asked for again. */
export interface Believed {
	/** milliseconds; 0: it is asked for every time */
	readonly forMs: number;
	/** of an error: where the doubling stands */
	readonly delayMs?: number;
}

/**
 * A missing image that has a default image is believed as long as the documentation lets a client keep that.
 * All else is an error: as long as the server itself says (`Retry-After`), else for a minute, doubled with
 * each failure in a row.
 *
 * @param kind what was shown
 * @param seconds time to live of what was shown
 * @param lastMs `delayMs` of the failure before this one
 */
export function believed(
	{ reason, retryAfterMs }: Failure,
	kind: SubstituteKind,
	seconds: number,
	lastMs?: number,
): Believed {
	const isDefault = kind === 'default-image' || kind === 'layer-default';
	if (reason === 'missing' && isDefault) return { forMs: 1000 * seconds };
	const delayMs = Math.min(lastMs === undefined ? FIRST_MS : 2 * lastMs, LONGEST_BELIEF_MS);
	return { forMs: Math.min(retryAfterMs ?? delayMs, LONGEST_BELIEF_MS), delayMs };
}
