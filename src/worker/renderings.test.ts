import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type KeptPicture, SharedRenderings } from './renderings.js';

const HOUR_MS = 60 * 60 * 1000;

beforeEach(() => {
	vi.useFakeTimers({ toFake: ['Date', 'setTimeout'] });
	vi.stubGlobal('location', new URL('https://shop.example.com/sw.js'));
});
afterEach(() => vi.useRealTimers());

function emptyCache(): Cache {
	const kept = new Map<string, Response>();
	return {
		match: async (url: string) => kept.get(url)?.clone(),
		put: async (url: string, response: Response) => void kept.set(url, response),
		keys: async () => [...kept.keys()],
		delete: async (url: string) => kept.delete(url),
	} as unknown as Cache;
}

/** Asks for a picture twice. @returns what is shown the second time, `hours` later */
async function shownAfter(hours: number, expiration: number | undefined): Promise<string> {
	const cache = emptyCache();
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
	[10_000, -1, 'drawing 1'],
	[10_000, undefined, 'drawing 1'],
	[10_000, Number.POSITIVE_INFINITY, 'drawing 1'],
])('%s hours later, with a time to live of %s hours: %s', async (hours, expiration, shown) =>
	expect(await shownAfter(hours, expiration)).toBe(shown),
);

const NOTES = ['A similar font is drawn for 游ゴシック: /fonts/yu.woff2 answered 404', 'No colour profile.'];

test.each([[NOTES], [undefined]])('what is to be said of a picture (%j) is kept with it', async (notes) => {
	const cache = emptyCache();
	const picture = { body: new Blob(['drawing']), type: 'image/png', expiration: 1 };
	const draw = vi.fn(async (): Promise<KeptPicture> => ({ ...picture, ...(notes && { notes }) }));
	await new SharedRenderings().get(async () => cache, 'mug', draw);
	await vi.runAllTimersAsync();
	expect((await new SharedRenderings().get(async () => cache, 'mug', draw)).notes).toEqual(notes);
	expect(draw).toHaveBeenCalledTimes(1);
});

const refuse = (name: string) => async () => {
	throw new DOMException('', name);
};

test.each([
	['has no room', { put: refuse('QuotaExceededError') }],
	['cannot be read', { match: refuse('UnknownError') }],
	['can be neither read nor written', { match: refuse('UnknownError'), put: refuse('UnknownError') }],
] as const)('a cache that %s: the picture comes all the same', async (_name, refusals) => {
	const cache = Object.assign(emptyCache(), refusals);
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
		const cache = emptyCache();
		const renderings = new SharedRenderings();
		await renderings.get(async () => cache, 'mug', draw);
		const none = vi.fn();
		const { body } = await renderings.get(none, 'mug', none);
		expect(await body.text()).toBe('drawing');
		expect(none).not.toHaveBeenCalled();
	});

	test('stays in memory while others come and go', async () => {
		const cache = emptyCache();
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
		const cache = emptyCache();
		const renderings = new SharedRenderings();
		for (const key of ['mug', 'lamp']) await renderings.get(async () => cache, key, draw);
		expect(await cache.keys()).toHaveLength(0);
		await vi.runAllTimersAsync();
		expect(await cache.keys()).toHaveLength(2);
	});

	test('is written at once if it is too large for memory', async () => {
		const cache = emptyCache();
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
		const cache = emptyCache();
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
		for (let time = 0; time < 2; time++) await renderings.get(async () => emptyCache(), 'mug', provisional);
		expect(provisional).toHaveBeenCalledTimes(2);
	});
});
