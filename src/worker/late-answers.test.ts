import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { LateAnswers } from './late-answers.js';

const url = 'https://images.example.com/is/image/Acme/mug';
const request = new Request(url, { mode: 'no-cors' });
const headers = { 'content-type': 'image/png' };

beforeEach(() => {
	vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
	vi.useRealTimers();
});

/** Waits for an answer to the end. @returns what pages are told of, and what one gets that asks again, twice */
async function waited(response: Response) {
	const arrived: string[] = [];
	const late = new LateAnswers((arrival) => arrived.push(arrival));
	const giveUp = vi.fn();
	const waiting = late.wait(request, Promise.resolve(response), giveUp, true);
	await vi.advanceTimersByTimeAsync(29_000);
	const soon = [...arrived];
	await vi.advanceTimersByTimeAsync(31_000);
	await waiting;
	return { late, soon, arrived, giveUp };
}

/** A body of some pieces, and what is taken of it. */
function body(pieces: number, then: 'end' | 'stall' | 'break off') {
	const taken = { pieces: 0, isGivenUp: false };
	const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
		pull(controller) {
			if (taken.pieces < pieces) {
				taken.pieces += 1;
				controller.enqueue(new Uint8Array(1024 * 1024));
			} else if (then === 'end') controller.close();
			else if (then === 'break off') controller.error(new TypeError('network error'));
			else return new Promise(() => {});
		},
		cancel() {
			taken.isGivenUp = true;
		},
	});
	return { taken, stream };
}

describe('a picture that comes late', () => {
	test('is given whole to who asks again, more than once', async () => {
		const late = new LateAnswers(() => {});
		await late.wait(request, Promise.resolve(new Response('picture', { headers })), () => {}, true);
		expect(await late.get(request)?.text()).toBe('picture');
		expect(await late.get(request)?.text()).toBe('picture');
	});

	test.each([
		['of which no more comes', 1, 'stall'],
		['that breaks off', 1, 'break off'],
		['without a byte', 0, 'end'],
	] as const)('%s: the substitute stays', async (_, pieces, then) => {
		const { late, arrived } = await waited(new Response(body(pieces, then).stream, { headers }));
		expect(arrived).toEqual([]);
		expect(late.get(request)).toBeUndefined();
	});

	test('that never ends: no more is taken of it than of any picture', async () => {
		const { taken, stream } = body(Number.POSITIVE_INFINITY, 'end');
		const { arrived } = await waited(new Response(stream, { headers }));
		expect(arrived).toEqual([]);
		expect(taken.pieces).toBeLessThanOrEqual(18);
		expect(taken.isGivenUp).toBe(true);
	});

	test('whose server cannot be read: the page judges it', async () => {
		const opaque = new Response('picture', { headers });
		Object.defineProperty(opaque, 'type', { value: 'opaque' });
		const { soon } = await waited(opaque);
		expect(soon).toEqual([url]);
	});
});

describe('pictures that come late, of one server', () => {
	/** @returns how many of ten are waited for, and how many again when those are there */
	async function awaited(isAlive: boolean) {
		const late = new LateAnswers(() => {});
		const round = async () => {
			const answers: (() => void)[] = [];
			const waits = Array.from({ length: 10 }, (_, index) => {
				const answer = new Promise<Response>((resolve, reject) => {
					const come = () => resolve(new Response('picture', { headers }));
					answers.push(index % 2 === 0 ? come : () => reject(new TypeError('reset')));
				});
				answer.catch(() => {});
				const giveUp = vi.fn();
				return { giveUp, waiting: late.wait(new Request(`${url}${index}`), answer, giveUp, isAlive) };
			});
			const count = waits.filter(({ giveUp }) => giveUp.mock.calls.length === 0).length;
			for (const answer of answers) answer();
			await Promise.all(waits.map(({ waiting }) => waiting));
			return count;
		};
		return [await round(), await round()];
	}

	test('that answers others: two, so that most of six connections are free', async () =>
		expect(await awaited(true)).toEqual([2, 2]));

	test('that is silent: one', async () => expect(await awaited(false)).toEqual([1, 1]));

	test('each is given up if it does not come', async () => {
		const late = new LateAnswers(() => {});
		const giveUp = vi.fn();
		const silence = new Promise<Response>((_, reject) =>
			giveUp.mockImplementation(() => reject(new Error())),
		);
		const waiting = late.wait(request, silence, giveUp, true);
		await vi.advanceTimersByTimeAsync(60_000);
		await waiting;
		expect(giveUp).toHaveBeenCalledTimes(1);
	});
});
