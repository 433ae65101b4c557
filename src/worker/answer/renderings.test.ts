import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { memoryCache, refuse } from '../testing/memory-cache.js';
import { stubWorkerGlobals } from '../testing/worker-globals.js';
import { type KeptPicture, SharedRenderings } from './renderings.js';

const HOUR_MS = 60 * 60 * 1000;

beforeEach(() => {
	vi.useFakeTimers({ toFake: ['Date', 'setTimeout'] });
	stubWorkerGlobals();
});
afterEach(() => vi.useRealTimers());

/** Asks for a picture twice. @returns what is shown the second time, `hours` later */
async function shownAfter(hours: number, expiration: number | undefined): Promise<string> {
	const cache = memoryCache();
	const renderings = new SharedRenderings();
	let drawn = 0;
	const draw = async () => {
		drawn += 1;
		return { body: new Blob([`drawing ${drawn}`]), type: 'image/png', expiration };
	};
	await renderings.get(async () => cache, 'mug', draw);
	await vi.runAllTimersAsync();
	vi.setSystemTime(Date.now() + hours * HOUR_MS);
	const { body } = await new SharedRenderings().get(async () => cache, 'mug', draw);
	return new Response(body).text();
}

test.each([
	[0.9, 1, 'drawing 1'],
	[1, 1, 'drawing 2'],
	[0, 0, 'drawing 2'],
	[-10_000, 1, 'drawing 2'],
	[10_000, -1, 'drawing 1'],
	[10_000, undefined, 'drawing 1'],
	[10_000, Number.POSITIVE_INFINITY, 'drawing 1'],
])('%s hours later, with a time to live of %s hours: %s', async (hours, expiration, shown) =>
	expect(await shownAfter(hours, expiration)).toBe(shown),
);

const NOTES = ['A similar font is drawn for 游ゴシック: /fonts/yu.woff2 answered 404', 'No colour profile.'];

test.each([[NOTES], [undefined]])('what is to be said of a picture (%j) is kept with it', async (notes) => {
	const cache = memoryCache();
	const picture = { body: new Blob(['drawing']), type: 'image/png', expiration: 1 };
	const draw = vi.fn(async (): Promise<KeptPicture> => ({ ...picture, ...(notes && { notes }) }));
	await new SharedRenderings().get(async () => cache, 'mug', draw);
	await vi.runAllTimersAsync();
	expect((await new SharedRenderings().get(async () => cache, 'mug', draw)).notes).toEqual(notes);
	expect(draw).toHaveBeenCalledTimes(1);
});

test.each([
	['has no room', { put: refuse('QuotaExceededError') }],
	['cannot be read', { match: refuse('UnknownError') }],
	['can be neither read nor written', { match: refuse('UnknownError'), put: refuse('UnknownError') }],
] as const)('a cache that %s: the picture comes all the same', async (_name, refusals) => {
	const cache = memoryCache(refusals);
	const renderings = new SharedRenderings();
	const draw = async () => ({ body: new Blob(['drawing']), type: 'image/png', expiration: undefined });
	for (const turn of ['first', 'second']) {
		const { body } = await renderings.get(async () => cache, 'mug', draw);
		expect(await new Response(body).text(), turn).toBe('drawing');
	}
});

describe('a picture that is asked for again', () => {
	const draw = async () => ({ body: new Blob(['drawing']), type: 'image/png', expiration: 1 });

	test('comes from memory, without a way to the cache', async () => {
		const cache = memoryCache();
		const renderings = new SharedRenderings();
		await renderings.get(async () => cache, 'mug', draw);
		const none = vi.fn();
		const { body } = await renderings.get(none, 'mug', none);
		expect(await body.text()).toBe('drawing');
		expect(none).not.toHaveBeenCalled();
	});

	test('stays in memory while others come and go', async () => {
		const cache = memoryCache();
		const renderings = new SharedRenderings();
		const again = vi.fn(draw);
		await renderings.get(async () => cache, 'mug', draw);
		for (let index = 0; index < 200; index++) {
			await renderings.get(async () => cache, `lamp ${index}`, draw);
			await renderings.get(async () => cache, 'mug', again);
		}
		expect(again).not.toHaveBeenCalled();
	});

	test('is written when the pictures of the page have passed', async () => {
		const cache = memoryCache();
		const renderings = new SharedRenderings();
		for (const key of ['mug', 'lamp']) await renderings.get(async () => cache, key, draw);
		expect(await cache.keys()).toHaveLength(0);
		await vi.runAllTimersAsync();
		expect(await cache.keys()).toHaveLength(2);
	});

	test('is written at once if it is too large for memory', async () => {
		const cache = memoryCache();
		const large = async () => ({ ...(await draw()), body: new Blob(['a'.repeat(200_000)]) });
		await new SharedRenderings().get(async () => cache, 'mug', large);
		expect(await cache.keys()).toHaveLength(1);
	});

	test('is drawn once where the browser refuses caches', async () => {
		const renderings = new SharedRenderings();
		const refuse = () => Promise.reject(new Error('no caches'));
		await renderings.get(refuse, 'mug', draw);
		const again = vi.fn();
		await renderings.get(refuse, 'mug', again);
		expect(again).not.toHaveBeenCalled();
	});

	test('is drawn anew when its time to live is over', async () => {
		const cache = memoryCache();
		const renderings = new SharedRenderings();
		await renderings.get(async () => cache, 'mug', draw);
		vi.setSystemTime(Date.now() + HOUR_MS);
		const newer = async () => ({ ...(await draw()), body: new Blob(['newer']) });
		const { body } = await renderings.get(async () => cache, 'mug', newer);
		expect(await body.text()).toBe('newer');
	});

	test('is drawn each time while something is missing in it', async () => {
		const renderings = new SharedRenderings();
		const provisional = vi.fn(async () => ({ ...(await draw()), provisional: true }));
		for (let time = 0; time < 2; time++) await renderings.get(async () => memoryCache(), 'mug', provisional);
		expect(provisional).toHaveBeenCalledTimes(2);
	});
});

describe('a picture that is dropped because the page could not show it', () => {
	const picture = (text: string): KeptPicture => ({
		body: new Blob([text]),
		type: 'image/png',
		expiration: undefined,
	});

	test('while it is being drawn: that drawing is neither given to others nor kept', async () => {
		const cache = memoryCache();
		const renderings = new SharedRenderings();
		let finish: (drawn: KeptPicture) => void = () => {};
		const draw = vi.fn(
			() =>
				new Promise<KeptPicture>((resolve) => {
					finish = resolve;
				}),
		);
		const drawing = renderings.get(async () => cache, 'mug', draw);
		await vi.waitFor(() => expect(draw).toHaveBeenCalled());
		await renderings.drop(async () => cache, 'mug');
		const anew = renderings.get(
			async () => cache,
			'mug',
			async () => picture('anew'),
		);
		expect(await (await anew).body.text()).toBe('anew');
		finish(picture('spoiled'));
		// who has waited for it gets it all the same
		expect(await (await drawing).body.text()).toBe('spoiled');
		const again = await renderings.get(
			async () => cache,
			'mug',
			async () => picture('again'),
		);
		expect(await again.body.text()).toBe('anew');
		await vi.runAllTimersAsync();
		const next = await new SharedRenderings().get(
			async () => cache,
			'mug',
			async () => picture('next'),
		);
		expect(await next.body.text()).toBe('anew');
	});

	test('while those before it are written', async () => {
		const cache = memoryCache();
		const { put } = cache;
		const renderings = new SharedRenderings();
		const isDropped = new Promise<void>((resolve) => {
			cache.put = async (url, response) => {
				await renderings.drop(async () => cache, 'mug');
				resolve();
				await put(url, response);
			};
		});
		for (const key of ['lamp', 'mug']) {
			await renderings.get(
				async () => cache,
				key,
				async () => picture(key),
			);
		}
		await vi.runAllTimersAsync();
		await isDropped;
		expect(await cache.keys()).toHaveLength(1);
	});
});
