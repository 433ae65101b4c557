import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { briefMemo } from './brief-memo.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('what was found is believed until its time is over', () => {
	const find = vi.fn().mockReturnValueOnce('old').mockReturnValueOnce('new');
	const memo = briefMemo(find, 500);
	expect(find).not.toHaveBeenCalled();
	expect([memo.get(), memo.get()]).toEqual(['old', 'old']);
	vi.advanceTimersByTime(499);
	expect(memo.get()).toBe('old');
	vi.advanceTimersByTime(1);
	expect(memo.get()).toBe('new');
});

test('undefined is a result, too', () => {
	const find = vi.fn();
	const memo = briefMemo(find, 500);
	memo.get();
	memo.get();
	expect(find).toHaveBeenCalledTimes(1);
});

test('or until it is known to be outdated', () => {
	const find = vi.fn().mockReturnValueOnce('old').mockReturnValueOnce('new');
	const memo = briefMemo(find, 500);
	memo.get();
	memo.forget();
	expect(memo.get()).toBe('new');
});
