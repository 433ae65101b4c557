import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Settings } from '../catalog/store/settings.js';
import type { Mode } from '../messages.js';
import type { FallbackModule } from './fallback-module.js';
import type { ImageFallbackStrategy } from './image-fallback-strategy.js';
import { stubWorkerGlobals } from './testing/worker-globals.js';
import { withoutLayer } from './without-layer.js';

const url = 'https://images.example.com/is/image/Acme/mug';

/** What a manifest says of the server. */
const SERVER = {
	origin: 'https://images.example.com',
	root: '/is/image',
	cors: 'auto',
	credentials: 'omit',
	timeoutMs: 8000,
	errorBodies: 'replace',
	placeholders: { headers: { 'x-cld-error': '' } },
} as const;

beforeEach(stubWorkerGlobals);
afterEach(() => {
	vi.useRealTimers();
});

/** A body that nobody wants must not be kept: it would fill memory, or hold a connection. */
function unwanted(init: ResponseInit) {
	const given = { up: false };
	const body = new ReadableStream({
		cancel() {
			given.up = true;
		},
	});
	return { given, response: new Response(body, init) };
}

/** What a worker gives that has just started, and reads its settings while the server answers. */
async function answerOfColdWorker(mode: Mode, answer: Response): Promise<string> {
	const { ImageFallbackStrategy } = await import('./image-fallback-strategy.js');
	const answerFailure = async () => new Response('substitute');
	const strategy: ImageFallbackStrategy = new ImageFallbackStrategy({
		loadFallback: async () => ({ answerFailure }) as never,
	});
	const { memory } = strategy;
	vi.spyOn(memory, 'read').mockResolvedValue();
	vi.stubGlobal('fetch', async () => {
		memory.settings = { mode, servers: [SERVER] } as unknown as Settings;
		return answer.clone();
	});
	const request = new Request(url);
	const response = await strategy._handle(request, { event: { waitUntil: () => {} } } as never);
	return response.text();
}

const picture = new Response('picture', { headers: { 'content-type': 'image/png' } });
const placeholder = new Response('placeholder', {
	headers: { 'content-type': 'image/png', 'x-cld-error': 'no such image' },
});

test.each([
	['on', picture, 'picture'],
	['on', placeholder, 'substitute'],
	['off', placeholder, 'placeholder'],
] as const)('a worker that has just started, mode %s', async (mode, answer, shown) =>
	expect(await answerOfColdWorker(mode, answer)).toBe(shown),
);

test('a picture that came late and broke is not given again', async () => {
	const { ImageFallbackStrategy } = await import('./image-fallback-strategy.js');
	const answerFailure = async () => new Response('substitute');
	const strategy: ImageFallbackStrategy = new ImageFallbackStrategy({
		loadFallback: async () => ({ answerFailure }) as never,
	});
	const { memory } = strategy;
	memory.replace({ mode: 'on', servers: [SERVER] } as unknown as Settings);
	vi.stubGlobal('fetch', async () => picture.clone());
	const request = new Request(url);
	memory.late.keep(request, new Response('half a picture'));
	const shown = async () => {
		const response = await strategy._handle(request, { event: { waitUntil: () => {} } } as never);
		return response.text();
	};
	expect(await shown()).toBe('half a picture');
	memory.wasBroken(url);
	expect(await shown()).toBe('substitute');
});

test.each([
	['of a server that is none of ours', []],
	['of a server that wants to be asked with cookies', [{ ...SERVER, credentials: 'include' as const }]],
])('a guess of a worker that has just started, %s, is given up', async (_, servers) => {
	const { ImageFallbackStrategy } = await import('./image-fallback-strategy.js');
	const strategy: ImageFallbackStrategy = new ImageFallbackStrategy({
		loadFallback: async () => ({}) as never,
	});
	const { memory } = strategy;
	vi.spyOn(memory, 'read').mockImplementation(async () => {
		memory.settings = { mode: 'on', servers } as unknown as Settings;
	});
	const { given, response } = unwanted({ status: 404 });
	const answers = [response, picture.clone()];
	vi.stubGlobal('fetch', async () => answers.shift());
	const request = new Request(url, { mode: 'no-cors' });
	const shown = await strategy._handle(request, { event: { waitUntil: () => {} } } as never);
	expect(await shown.text()).toBe('picture');
	expect(given.up).toBe(true);
});

/** A good picture of a shop that wants copies, and what becomes of it before its copy is made. */
async function copiedAfter(happens: (memory: ImageFallbackStrategy['memory']) => unknown) {
	vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
	const { ImageFallbackStrategy } = await import('./image-fallback-strategy.js');
	const keepLastGood = vi.fn(async () => {});
	const loadFallback = async () => ({ keepLastGood }) as never;
	const strategy: ImageFallbackStrategy = new ImageFallbackStrategy({ loadFallback });
	const { memory } = strategy;
	const lastGood = { maxEntries: 1, maxAgeHours: 1, maxBytes: 1 };
	memory.replace({ mode: 'on', servers: [SERVER], lastGood } as unknown as Settings);
	const { given, response } = unwanted({ headers: { 'content-type': 'image/png' } });
	vi.stubGlobal('fetch', async () => response);
	const request = new Request(url);
	Object.defineProperty(request, 'destination', { value: 'image' });
	const shown = await strategy._handle(request, { event: { waitUntil: () => {} } } as never);
	await happens(memory);
	await vi.advanceTimersByTimeAsync(1000);
	void shown.body?.cancel();
	await vi.advanceTimersByTimeAsync(0);
	expect(given.up).toBe(true);
	return keepLastGood;
}

test('a last good copy is made a second later', async () =>
	expect(await copiedAfter(() => {})).toHaveBeenCalledTimes(1));

test.each<[string, (memory: ImageFallbackStrategy['memory']) => unknown]>([
	[
		'the manifest wants none any more',
		(memory) => memory.replace({ mode: 'on', servers: [SERVER] } as never),
	],
	[
		'the picture is gone',
		(memory) =>
			memory.remember(
				new Request(url),
				{ reason: 'missing', status: 404, serverText: '' },
				'default-image',
				60,
			),
	],
])('no last good copy is made if by then %s', async (_, happens) =>
	expect(await copiedAfter(happens)).not.toHaveBeenCalled(),
);

/** What two equal requests come to, the second a moment after the first; the server keeps silent for a minute. */
async function askedTwice(answerFailure: FallbackModule['answerFailure']) {
	vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
	const { ImageFallbackStrategy } = await import('./image-fallback-strategy.js');
	const strategy: ImageFallbackStrategy = new ImageFallbackStrategy({
		loadFallback: async () => ({ answerFailure }) as never,
	});
	const { memory } = strategy;
	memory.replace({ mode: 'on', servers: [SERVER] } as unknown as Settings);
	const asked: number[] = [];
	const start = performance.now();
	const now = () => performance.now() - start;
	vi.stubGlobal('fetch', async () => {
		asked.push(now());
		const wait = 60_000 - now();
		if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
		return picture.clone();
	});
	const ask = async () => {
		const event = { waitUntil: () => {} } as never;
		const shown = await (await strategy._handle(new Request(url), { event } as never)).text();
		return { shown, after: now() };
	};
	const answers = Promise.all([ask(), ask()]);
	await vi.advanceTimersByTimeAsync(120_000);
	return { asked, answers: await answers, memory };
}

test('a picture without a substitute that is asked for twice is shown twice as soon as its server answers', async () => {
	const { asked, answers } = await askedTwice(withoutLayer);
	// as soon as it is known that nothing is shown instead
	expect(asked.map((time) => Math.round(time / 1000))).toEqual([0, 8]);
	for (const { shown, after } of answers) {
		expect(shown).toBe('picture');
		expect(after).toBe(60_000);
	}
});

test('a picture that is asked for twice is waited for once if it gets a substitute', async () => {
	const failure = { reason: 'timeout', status: 0, serverText: '' } as const;
	const { asked, memory } = await askedTwice(async ({ request }, its) => {
		// the substitute takes its time
		await new Promise((resolve) => setTimeout(resolve, 500));
		void its.remember(request, failure, 'default-image', 60);
		return new Response('substitute');
	});
	expect(asked).toEqual([0]);
	expect(memory.failures.get(new Request(url))).toMatchObject(failure);
});
