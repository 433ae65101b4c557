import type { FailureReason, SubstituteKind } from '../messages.js';
import { type Failure, isUnavailable } from './failure.js';

/** The substitutes a shop can put in order. */
export type PolicyStep = Extract<SubstituteKind, 'last-good' | 'default-image' | 'error-image'>;

/** Which substitutes, in which order, per reason; an empty list lets the failure through. */
export type Policy = Readonly<Partial<Record<FailureReason | 'unavailable', readonly PolicyStep[]>>>;

const unavailable: readonly PolicyStep[] = ['last-good', 'default-image', 'error-image'];
const errorOnly: readonly PolicyStep[] = ['error-image'];
/**
 * A picture that came with status 200 and is none: the documentation knows no such case. It is an error,
 * so the error image comes first; a shop without one is better served by its default image than by nothing.
 */
const unusable: readonly PolicyStep[] = ['error-image', 'default-image'];

/**
 * What happens where the shop says nothing. `missing`, `refused` and `invalid` are the documented
 * behaviour (`r-is-cat-defaultimage.md`, `r-errorimage.md`): the default image answers missing images
 * only, the error image every error that is left.
 */
const defaults: Readonly<Record<FailureReason, readonly PolicyStep[]>> = {
	missing: ['default-image', 'error-image'],
	refused: errorOnly,
	invalid: errorOnly,
	server: unavailable,
	overload: unavailable,
	timeout: unavailable,
	network: unavailable,
	content: unusable,
	decode: unusable,
};

/** The substitutes to try for a failure, in order. */
export function policyFor(failure: Failure, policy: Policy = {}): readonly PolicyStep[] {
	const own = policy[failure.reason];
	if (own !== undefined) return own;
	if (!isUnavailable(failure)) return defaults[failure.reason];
	return policy.unavailable ?? unavailable;
}
