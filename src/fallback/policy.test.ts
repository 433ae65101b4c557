import { expect, it } from 'vitest';
import type { FailureReason } from '../messages.js';
import { policyFor } from './policy.js';

const ladder = ['last-good', 'default-image', 'error-image'];
const failure = (reason: FailureReason, status = 0) => ({ reason, status, serverText: '' });

it.each([
	['missing', ['default-image', 'error-image']],
	['refused', ['error-image']],
	['invalid', ['error-image']],
	['server', ladder],
	['overload', ladder],
	['timeout', ladder],
	['network', ladder],
	['content', ['error-image', 'default-image']],
] as const)('by default %s is answered by %j', (reason, steps) => {
	expect(policyFor(failure(reason, 403))).toEqual(steps);
});

it('a damaged picture is an error, a broken one behind an opaque answer means that nobody knows', () => {
	expect(policyFor(failure('decode', 200))).toEqual(['error-image', 'default-image']);
	expect(policyFor(failure('decode', 0))).toEqual(ladder);
});

it('the group `unavailable` covers its reasons, a reason of its own comes before the group', () => {
	const policy = { unavailable: [], timeout: ['error-image'] } as const;
	expect(policyFor(failure('network'), { policy })).toEqual([]);
	expect(policyFor(failure('server', 500), { policy })).toEqual([]);
	expect(policyFor(failure('timeout'), { policy })).toEqual(['error-image']);
	expect(policyFor(failure('missing', 404), { policy })).toEqual(['default-image', 'error-image']);
});

it('an empty list lets the failure through', () => {
	expect(policyFor(failure('missing', 404), { policy: { missing: [] } })).toEqual([]);
});

it.each([
	['image', 40, 'network', []],
	['image', 41, 'network', ['error-image']],
	['image', undefined, 'network', ['error-image']],
	['image', 40, 'missing', ['default-image', 'error-image']],
	['fetch', 800, 'timeout', ['last-good']],
	['fetch', 800, 'missing', ['default-image', 'error-image']],
	['script', 800, 'timeout', ['error-image']],
] as const)('some requests only: %s, %s px, %s', (destination, size, reason, steps) => {
	const policies = [
		{ maxSize: 40, policy: { unavailable: [] } },
		{ destinations: ['fetch'], minSize: 100, policy: { timeout: ['last-good'] } },
	] as const;
	const policy = { unavailable: ['error-image'] } as const;
	expect(policyFor(failure(reason), { policy, policies, destination }, size)).toEqual(steps);
});
