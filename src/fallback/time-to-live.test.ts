import { expect, it } from 'vitest';
import { effectiveAttributes } from '../catalog/lookup/effective-attributes.js';
import type { Failure } from './failure.js';
import { secondsToLive } from './time-to-live.js';

const missing: Failure = { reason: 'missing', status: 403, serverText: '' };
const network: Failure = { reason: 'network', status: 0, serverText: '' };
const attributes = effectiveAttributes({ default: { attributes: { DefaultExpiration: 1 } } }, 'default');

it.each([
	[undefined, 3600],
	[5, 5 * 3600],
	[0, 0],
	[-2, 3600],
	[-1, 365 * 24 * 3600],
	[Number.POSITIVE_INFINITY, 365 * 24 * 3600],
	[0.5, 1800],
])(
	'catalog-and-errors 13: a default image with Expiration %s lives %i s, in both modes',
	(expiration, seconds) => {
		expect(secondsToLive(missing, 'default-image', attributes, expiration)).toBe(seconds);
		expect(secondsToLive(missing, 'layer-default', attributes, expiration)).toBe(seconds);
	},
);

it('errors are not cacheable', () => {
	expect(secondsToLive(missing, 'error-image', attributes, 5)).toBe(0);
	expect(secondsToLive(network, 'default-image', attributes, 5)).toBe(0);
});
