import { beforeEach, expect, test, vi } from 'vitest';
import { CorsVerdicts } from './memory/cors-verdicts.js';
import { type AttemptMemory, attempt } from './network.js';
import { ServerHealth } from './server-health.js';
import { stubWorkerGlobals } from './testing/worker-globals.js';

const url = 'https://images.example.com/is/image/Acme/mug';
const SETTINGS = { cors: 'auto', credentials: 'omit', timeoutMs: 8000 } as const;

/** How the network answers: a picture, or not at all. */
type Answer = 'picture' | 'failed' | 'silent';

beforeEach(stubWorkerGlobals);

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
