import { beforeEach, expect, test, vi } from 'vitest';
import { fetchFile } from './fetch-file.js';

beforeEach(() => {
	vi.stubGlobal('caches', { match: async () => undefined });
});

test('the answer of an address that is passed by is given up', async () => {
	let isGivenUp = false;
	const error = new ReadableStream({
		cancel() {
			isGivenUp = true;
		},
	});
	const answers = [new Response(error, { status: 403 }), new Response('picture')];
	vi.stubGlobal('fetch', async () => answers.shift());
	const source = {
		urls: ['https://i.test/mug?scl=1', 'https://i.test/mug'],
		...({ credentials: 'omit', timeoutMs: 8000 } as const),
	} as const;
	const read = async (response: Response, url: string) => `${url} ${await response.text()}`;
	expect(await fetchFile([source], read)).toBe('https://i.test/mug picture');
	expect(isGivenUp).toBe(true);
});
