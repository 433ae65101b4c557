import * as v from 'valibot';
import type { FailureReason } from '../../messages.js';
import { exactObject, forEach, listOf } from './schema-parts.js';
import { oneOf, wholeNumber } from './schema-values.js';

/** Which substitutes are tried for which failure. */

export const REASONS = [
	'missing',
	'refused',
	'invalid',
	'server',
	'overload',
	'timeout',
	'network',
	'content',
	'decode',
] as const satisfies readonly FailureReason[];

const steps = listOf(oneOf(['last-good', 'default-image', 'error-image']), 10, '["default-image"]');

export const policy = exactObject(
	forEach(['unavailable', ...REASONS], () => steps),
	{ example: '{"missing":["default-image"]}' },
);

const side = wholeNumber(1, 100_000);

/** A policy for some requests only. */
export const specialPolicy = exactObject({
	/** who asks: elements that show pictures, scripts of the page, JSONP; absent: anyone */
	destinations: v.exactOptional(listOf(oneOf(['image', 'fetch', 'script']), 3)),
	/** of the longer side asked for by `wid` and `hei`, in pixels; a request with neither has no size */
	minSize: v.exactOptional(side),
	maxSize: v.exactOptional(side),
	policy,
});
