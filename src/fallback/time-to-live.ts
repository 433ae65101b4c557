import type { Attributes } from '../catalog/attributes/attributes.js';
import type { Failure } from './failure.js';
import type { Substitute } from './substitute.js';

/** Hours that never end are written as a year: the longest time that caches agree on. */
export const LONGEST_HOURS = 365 * 24;

/**
 * How long a substitute lives, and for how long a missing image is not asked for again, in seconds.
 *
 * A default image in the place of a missing image lives as long as its record's `Expiration` or the
 * attribute `DefaultExpiration` says. All else is an error, which is not cacheable: 0.
 *
 * @param expiration `Expiration` of the substitute's own record, or the least of all that were drawn, in
 * hours; -1 never, -2 as the attribute says
 * @see `r-expiration-cat.md`, `r-defaultexpiration.md`
 */
export function secondsToLive(
	failure: Failure,
	kind: Substitute['kind'],
	attributes: Attributes,
	expiration: number | undefined,
): number {
	const isDefault = kind === 'default-image' || kind === 'layer-default';
	if (!isDefault || failure.reason !== 'missing') return 0;
	const hours = expiration === undefined || expiration === -2 ? attributes.DefaultExpiration : expiration;
	return Math.round(3600 * (hours < 0 ? LONGEST_HOURS : Math.min(hours, LONGEST_HOURS)));
}
