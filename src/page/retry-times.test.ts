import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createRetryTimes } from './retry-times.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const MUG = 'https://images.test/is/image/Acme/mug';

/** How long a picture that is restored now has to wait if it fails again, in seconds. */
function secondsAfterRestoring(times: ReturnType<typeof createRetryTimes>): number {
	times.noteRestored(MUG);
	return (times.next(MUG) - Date.now()) / 1000;
}

test('a picture that was never restored is tried at once', () => {
	expect(createRetryTimes().next(MUG)).toBeLessThan(Date.now());
});

test('one that fails again and again is tried later each time, after ten minutes at the latest', () => {
	const times = createRetryTimes();
	const waits = Array.from({ length: 12 }, () => {
		const wait = secondsAfterRestoring(times);
		vi.setSystemTime(times.next(MUG));
		return wait;
	});
	expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600]);
});

test('one that stayed for a minute begins anew, and others are not concerned', () => {
	const times = createRetryTimes();
	secondsAfterRestoring(times);
	expect(secondsAfterRestoring(times)).toBe(2);
	expect(times.next(`${MUG}?wid=50`)).toBeLessThan(Date.now());
	vi.setSystemTime(times.next(MUG) + 60_000);
	expect(secondsAfterRestoring(times)).toBe(1);
});
