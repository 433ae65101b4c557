import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createRounds } from './rounds.js';

beforeEach(() => {
	vi.useFakeTimers();
	vi.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => {
	vi.useRealTimers();
	vi.restoreAllMocks();
});

/** Rounds that note when each begins, in seconds since now. */
function notedRounds(round: () => Promise<boolean>) {
	const start = Date.now();
	const times: number[] = [];
	const rounds = createRounds(() => {
		times.push((Date.now() - start) / 1000);
		return round();
	});
	return { rounds, times };
}

test('come every second at first, then less and less often, at last every minute', async () => {
	const { rounds, times } = notedRounds(async () => true);
	rounds.start();
	await vi.advanceTimersByTimeAsync(10_000);
	expect(times.slice(0, 8)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
	await vi.advanceTimersByTimeAsync(3600_000);
	const [last = 0, before = 0] = times.reverse();
	expect(last - before).toBe(60);
});

test('wait longer by chance, by an eighth at most', async () => {
	vi.spyOn(Math, 'random').mockReturnValue(0.999);
	const { rounds, times } = notedRounds(async () => false);
	rounds.start();
	await vi.advanceTimersByTimeAsync(2000);
	expect(times[0]).toBeGreaterThan(1.12);
	expect(times[0]).toBeLessThan(1.125);
});

test('end when there is nothing to do, and can be started again', async () => {
	const { rounds, times } = notedRounds(async () => false);
	rounds.start();
	await vi.advanceTimersByTimeAsync(60_000);
	expect(times).toEqual([1]);
	rounds.start();
	await vi.advanceTimersByTimeAsync(60_000);
	expect(times).toEqual([1, 61]);
	expect(vi.getTimerCount()).toBe(0);
});

test('go on after one that fails', async () => {
	const said = vi.spyOn(console, 'debug').mockReturnValue();
	const { rounds, times } = notedRounds(async () => {
		throw new Error('odd');
	});
	rounds.start();
	await vi.advanceTimersByTimeAsync(2000);
	expect(times).toEqual([1, 2]);
	expect(said).toHaveBeenCalledTimes(2);
});

test('that were started anew are frequent again; started once more they stay as they are', async () => {
	const { rounds, times } = notedRounds(async () => true);
	rounds.start();
	await vi.advanceTimersByTimeAsync(600_000);
	times.length = 0;
	rounds.start();
	await vi.advanceTimersByTimeAsync(2000);
	expect(times).toEqual([]);
	rounds.start(true);
	await vi.advanceTimersByTimeAsync(2000);
	expect(times).toEqual([603, 604]);
});

test('that are started anew all the time come all the same', async () => {
	const { rounds, times } = notedRounds(async () => true);
	const restarting = setInterval(() => rounds.start(true), 100);
	await vi.advanceTimersByTimeAsync(5000);
	clearInterval(restarting);
	expect(times.length).toBeGreaterThanOrEqual(4);
});

test('do not go on when they were stopped, not even after the one under way', async () => {
	let end = (_: boolean) => {};
	const { rounds, times } = notedRounds(
		() =>
			new Promise((resolve) => {
				end = resolve;
			}),
	);
	rounds.start();
	await vi.advanceTimersByTimeAsync(1000);
	rounds.stop();
	end(true);
	await vi.advanceTimersByTimeAsync(60_000);
	expect(times).toEqual([1]);
	expect(vi.getTimerCount()).toBe(0);
});
