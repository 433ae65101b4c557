import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { deleteDatabase } from '../../catalog/store/database.js';
import { readServers } from '../../catalog/store/failure-memory.js';
import type { NetworkFailure } from '../network.js';
import { ServerHealth } from '../server-health.js';
import { askBroken, brokenServers, countFailure } from './circuit-breakers.js';

const ORIGIN = 'https://images.test';
const NOON = Date.UTC(2026, 0, 1, 12);

/** Longest first break, with the jitter. */
const FIRST_BREAK_MS = 2400;

let health: ServerHealth;
let returned: string[];
let asked: number;

const event = { waitUntil: () => {} } as unknown as ExtendableEvent;

function failure(reason: NetworkFailure['reason']): NetworkFailure {
	return { reason, error: new TypeError('Failed to fetch'), since: performance.now() };
}

/** As the network attempt does it: who answers is told. */
function answering(): Promise<Response> {
	asked += 1;
	health.answered(ORIGIN, performance.now());
	return Promise.resolve(new Response('picture'));
}

function silent(): Promise<NetworkFailure> {
	asked += 1;
	return Promise.resolve(failure('timeout'));
}

/** @param time milliseconds since the epoch */
function goOnTo(time: number): void {
	vi.advanceTimersByTime(time - Date.now());
}

beforeEach(() => {
	vi.useFakeTimers({ toFake: ['Date', 'performance'], now: NOON });
	returned = [];
	asked = 0;
	health = new ServerHealth((origin) => returned.push(origin));
});

afterEach(async () => {
	vi.useRealTimers();
	await deleteDatabase();
});

describe('a server counts as unreachable', () => {
	test('after one time-out during which nothing else came from it', async () => {
		await countFailure(health, ORIGIN, failure('timeout'));
		expect(health.isBroken(ORIGIN)).toBe(true);
		expect(health.isBroken('https://other.test')).toBe(false);
	});

	test('not after a time-out during which another picture came', async () => {
		const slow = failure('timeout');
		goOnTo(NOON + 4000);
		health.answered(ORIGIN, performance.now());
		goOnTo(NOON + 8000);
		await countFailure(health, ORIGIN, slow);
		expect(health.isBroken(ORIGIN)).toBe(false);
	});

	test('after three failed connections in a row, not with an answer between them', async () => {
		const broken: boolean[] = [];
		for (const step of ['failed', 'failed', 'answered', 'later', 'failed', 'failed', 'failed']) {
			goOnTo(Date.now() + 10);
			if (step === 'later') goOnTo(Date.now() + 3000);
			else if (step === 'answered') health.answered(ORIGIN, performance.now());
			else await countFailure(health, ORIGIN, failure('network'));
			broken.push(health.isBroken(ORIGIN));
		}
		expect(broken).toEqual([false, false, false, false, false, false, true]);
	});

	test('not if it has just answered: what a blocker in the browser keeps back says nothing of it', async () => {
		health.answered(ORIGIN, performance.now());
		for (let time = 0; time < 10; time += 1) {
			goOnTo(Date.now() + 100);
			await countFailure(health, ORIGIN, failure('network'));
		}
		expect(health.isBroken(ORIGIN)).toBe(false);
	});

	test('and who has asked it before three connections failed may still be answered', async () => {
		const given: string[] = [];
		health.waits(ORIGIN, () => given.push('first'));
		for (let time = 0; time < 3; time += 1) await countFailure(health, ORIGIN, failure('network'));
		expect(health.isBroken(ORIGIN)).toBe(true);
		expect(given).toEqual([]);
	});

	test('and whoever waits for it need not any longer', async () => {
		const given: string[] = [];
		health.waits(ORIGIN, () => given.push('first'));
		health.waits(ORIGIN, () => given.push('over'))();
		health.waits('https://other.test', () => given.push('other'));
		await countFailure(health, ORIGIN, failure('timeout'));
		expect(given).toEqual(['first']);
	});
});

describe('a server that counts as unreachable', () => {
	beforeEach(() => countFailure(health, ORIGIN, failure('timeout')));

	test('is not asked, and the failure is that of before', async () => {
		expect(await askBroken(health, ORIGIN, answering, event)).toMatchObject({ reason: 'timeout' });
		expect(asked).toBe(0);
	});

	test('is tried by one request when its time is over; it closes with any answer', async () => {
		goOnTo(NOON + FIRST_BREAK_MS);
		const all = await Promise.all([1, 2, 3].map(() => askBroken(health, ORIGIN, answering, event)));
		expect(all.every((outcome) => outcome instanceof Response)).toBe(true);
		expect(health.isBroken(ORIGIN)).toBe(false);
		expect(returned).toEqual([ORIGIN]);
	});

	test('is left alone for longer after each trial that failed, a minute or so at most', async () => {
		const breaks: number[] = [];
		for (let trial = 0; trial < 8; trial += 1) {
			const [{ until } = { until: 0 }] = brokenServers(health);
			breaks.push(until - Date.now());
			goOnTo(Math.ceil(until));
			await askBroken(health, ORIGIN, silent, event);
		}
		expect(asked).toBe(8);
		const [first = 0] = breaks;
		expect(first).toBeGreaterThanOrEqual(1600);
		expect(first).toBeLessThanOrEqual(FIRST_BREAK_MS);
		expect(breaks.map((length) => Math.round(length / first))).toEqual([1, 2, 4, 8, 16, 30, 30, 30]);
	});

	test('is one for the worker that is started next, too', async () => {
		await vi.waitFor(async () => expect((await readServers()).has(ORIGIN)).toBe(true));
		const { broken } = (await readServers()).get(ORIGIN) ?? {};
		if (broken === undefined) throw new Error('nothing was left');
		health = new ServerHealth((origin) => returned.push(origin));
		health.left.set(ORIGIN, broken);
		expect(health.isBroken(ORIGIN)).toBe(true);
		expect(await askBroken(health, ORIGIN, answering, event)).toMatchObject({ reason: 'timeout' });
		goOnTo(NOON + FIRST_BREAK_MS);
		expect(await askBroken(health, ORIGIN, answering, event)).toBeInstanceOf(Response);
		expect(returned).toEqual([ORIGIN]);
	});
});

test.each([
	[0, 1600],
	[0.5, 2000],
	[0.999, 2400],
])('not all shoppers try at the same instant (%d): after %d ms', async (random, after) => {
	vi.resetModules();
	const chance = vi.spyOn(Math, 'random').mockReturnValue(random);
	const anew = await import('./circuit-breakers.js');
	chance.mockRestore();
	await anew.countFailure(health, ORIGIN, failure('timeout'));
	const [{ until } = { until: 0 }] = anew.brokenServers(health);
	expect(Math.round((until - NOON) / 10)).toBe(after / 10);
});
