import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { CorsVerdicts } from './memory/cors-verdicts.js';
import { type AttemptMemory, attempt } from './network.js';
import { ServerHealth } from './server-health.js';
import { stubWorkerGlobals } from './testing/worker-globals.js';

const url = 'https://images.example.com/is/image/Acme/mug';
const SETTINGS = { cors: 'auto', credentials: 'omit', timeoutMs: 8000 } as const;

/** How the network answers: a picture, or not at all. */
type Answer = 'picture' | 'failed' | 'silent';

beforeEach(stubWorkerGlobals);
afterEach(() => {
	vi.useRealTimers();
});

/** Of a worker that knows nothing yet. */
function emptyMemory(): AttemptMemory {
	const health = new ServerHealth(() => {});
	const cors = new CorsVerdicts();
	return { health, cors, late: { wait: async () => {} }, isCorsDenied: (asked) => cors.isDenied(asked) };
}

/** What a page gets for its `<img>`, how it was asked for, and whether the server counts as one without CORS. */
async function attempted(...answers: readonly Answer[]) {
	const asked: string[] = [];
	vi.stubGlobal('fetch', async ({ mode, cache }: Request) => {
		const answer = answers[asked.length];
		asked.push(cache === 'default' ? mode : `${mode} ${cache}`);
		if (answer === 'silent') return new Promise(() => {});
		if (answer !== 'picture') throw new TypeError('Failed to fetch');
		return Object.assign(new Response('picture'), { askedWith: mode });
	});
	const memory = emptyMemory();
	const outcome = await attempt(new Request(url, { mode: 'no-cors' }), SETTINGS, memory);
	const got = 'askedWith' in outcome ? outcome.askedWith : outcome;
	await new Promise((resolve) => setTimeout(resolve));
	return { got, asked, isDenied: memory.isCorsDenied(url) };
}

test.each([
	['with CORS', ['picture'], { got: 'cors', asked: ['cors'], isDenied: false }],
	[
		'with CORS, past a copy without',
		['failed', 'picture'],
		{ got: 'cors', asked: ['cors', 'cors reload'], isDenied: false },
	],
	[
		'without CORS',
		['failed', 'failed', 'picture', 'failed'],
		{ got: 'no-cors', asked: ['cors', 'cors reload', 'no-cors', 'cors reload'], isDenied: true },
	],
	[
		'with CORS, but has only just come back',
		['failed', 'failed', 'picture', 'picture'],
		{ got: 'no-cors', asked: ['cors', 'cors reload', 'no-cors', 'cors reload'], isDenied: false },
	],
	[
		'not at all',
		['failed', 'failed', 'failed'],
		{
			got: expect.objectContaining({ reason: 'network' }),
			asked: ['cors', 'cors reload', 'no-cors'],
			isDenied: false,
		},
	],
] as const)('a server that answers %s', async (_, answers, expected) =>
	expect(await attempted(...answers)).toEqual(expected),
);

test('a picture without CORS does not wait until it is sure that the server has none', async () => {
	const { got } = await attempted('failed', 'failed', 'picture', 'silent');
	expect(got).toBe('no-cors');
});

test('and what would make sure of it is given up in time', async () => {
	const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(AbortSignal.abort());
	let isGivenUp: boolean | undefined;
	let requests = 0;
	vi.stubGlobal('fetch', async ({ signal }: Request) => {
		requests += 1;
		if (requests === 3) return new Response('picture');
		if (requests === 4) isGivenUp = signal.aborted;
		throw new TypeError('Failed to fetch');
	});
	await attempt(new Request(url, { mode: 'no-cors' }), SETTINGS, emptyMemory());
	expect(isGivenUp).toBe(true);
	expect(timeout.mock.calls.flat()[0]).toBeLessThanOrEqual(10_000);
	timeout.mockRestore();
});

describe('a picture that never comes, of a server with a limit of 8000 ms', () => {
	/** @returns when its time is over, if the server is asked and answers at these times, in milliseconds */
	async function endOf(
		name: string,
		asked: Readonly<Record<string, number>>,
		answered: Readonly<Record<string, number>>,
	): Promise<number | undefined> {
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
		const start = performance.now();
		const inMs = (ms: number) =>
			new Promise((resolve) => setTimeout(resolve, ms - (performance.now() - start)));
		vi.stubGlobal('fetch', async (request: Request) => {
			const ms = answered[new URL(request.url).pathname.slice(1)];
			return ms === undefined ? new Promise(() => {}) : inMs(ms).then(() => new Response('picture'));
		});
		const memory = emptyMemory();
		let end: number | undefined;
		for (const [path, ms] of Object.entries(asked)) {
			void inMs(ms).then(async () => {
				const outcome = await attempt(new Request(`https://images.example.com/${path}`), SETTINGS, memory);
				if (path === name && 'reason' in outcome) end = performance.now() - start;
			});
		}
		await vi.advanceTimersByTimeAsync(60_000);
		return end;
	}

	test.each([
		['no other answers', { own: 0 }, {}, 8000],
		['one that was asked for before it comes', { a: 0, own: 1000 }, { a: 6000 }, 14_000],
		['one that was asked for with it comes', { a: 0, own: 0 }, { a: 6000 }, 14_000],
		[
			'those before it come one after another: it may have waited for all of them',
			{ a: 0, b: 0, c: 0, own: 0 },
			{ a: 7000, b: 14_000, c: 21_000 },
			29_000,
		],
		[
			'later ones come: it is none of those that wait',
			{ own: 0, a: 1000, b: 5000 },
			{ a: 2000, b: 7000 },
			8000,
		],
		['one before it comes after later ones', { a: 0, own: 1000, b: 2000 }, { b: 3000, a: 5000 }, 13_000],
		['one before it comes late', { a: 0, own: 4000 }, { a: 9000 }, 17_000],
		['one came before it was asked for', { a: 0, own: 5000 }, { a: 1000 }, 13_000],
	] as const)('%s', async (_, asked, answered, expected) =>
		expect(await endOf('own', asked, answered)).toBe(expected),
	);
});
