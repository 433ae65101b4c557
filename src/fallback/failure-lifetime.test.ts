import { describe, expect, it } from 'vitest';
import type { Failure } from './failure.js';
import { failureLifetime } from './failure-lifetime.js';

const MINUTE = 60_000;

function failure(reason: Failure['reason'], more: Partial<Failure> = {}): Failure {
	return { reason, status: 0, serverText: '', ...more };
}

describe('failureLifetime', () => {
	it('a missing image: as long as its default image may be kept, and not at all if that is no time', () => {
		expect(failureLifetime(failure('missing'), 'default-image', 3600)).toEqual({ forMs: 60 * MINUTE });
		expect(failureLifetime(failure('missing'), 'default-image', 0)).toEqual({ forMs: 0 });
		expect(failureLifetime(failure('missing'), 'layer-default', 60)).toEqual({ forMs: MINUTE });
	});

	it.each([
		['server', 'default-image'],
		['timeout', 'default-image'],
		['network', 'last-good'],
		['refused', 'error-image'],
		['missing', 'error-image'],
	] as const)(
		'%s, answered with %s: a minute, then twice as long each time, a quarter of an hour at most',
		(reason, kind) => {
			const times: number[] = [];
			let last: number | undefined;
			for (let time = 0; time < 6; time += 1) {
				const { forMs, delayMs } = failureLifetime(failure(reason), kind, 0, last);
				times.push(forMs / MINUTE);
				last = delayMs;
			}
			expect(times).toEqual([1, 2, 4, 8, 15, 15]);
		},
	);

	it('the server says when: neither sooner nor later, within bounds', () => {
		const overload = (retryAfterMs: number) => failure('overload', { retryAfterMs });
		expect(failureLifetime(overload(5000), 'default-image', 0, 4 * MINUTE).forMs).toBe(5000);
		expect(failureLifetime(overload(10 * MINUTE), 'default-image', 0).forMs).toBe(10 * MINUTE);
		expect(failureLifetime(overload(1000 * MINUTE), 'default-image', 0).forMs).toBe(15 * MINUTE);
	});
});
