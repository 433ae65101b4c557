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

/** Who asked: elements that show pictures, scripts of the page, JSONP. */
export type Destination = 'image' | 'fetch' | 'script';

/** A policy for some requests. */
export interface SpecialPolicy {
	/** absent: whoever asks */
	readonly destinations?: readonly Destination[];
	/** of the longer side that is asked for, in pixels */
	readonly minSize?: number;
	readonly maxSize?: number;
	readonly policy: Policy;
}

/** The manifest's policies, and who asked. */
export interface Policies {
	readonly policy?: Policy;
	readonly policies?: readonly SpecialPolicy[];
	/** absent: an element that shows pictures */
	readonly destination?: Destination;
}

/**
 * The substitutes to try for a failure, in order: what the first special policy says that fits the request
 * and names the failure, else the general one, else what is documented.
 *
 * @param size the longer side that is asked for, in pixels; undefined: no special policy with a size fits
 */
export function policyFor(
	failure: Failure,
	{ policy = {}, policies = [], destination = 'image' }: Policies = {},
	size?: number,
): readonly PolicyStep[] {
	const special = policies.filter((entry) => fits(entry, destination, size));
	for (const said of [...special.map((entry) => entry.policy), policy]) {
		const steps = said[failure.reason] ?? (isUnavailable(failure) ? said.unavailable : undefined);
		if (steps !== undefined) return steps;
	}
	return isUnavailable(failure) ? unavailable : defaults[failure.reason];
}

function fits(
	{ destinations, minSize, maxSize }: SpecialPolicy,
	destination: Destination,
	size: number | undefined,
): boolean {
	if (destinations !== undefined && !destinations.includes(destination)) return false;
	if (minSize === undefined && maxSize === undefined) return true;
	return size !== undefined && size >= (minSize ?? 0) && size <= (maxSize ?? Number.POSITIVE_INFINITY);
}
