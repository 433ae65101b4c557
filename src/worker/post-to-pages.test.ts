import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { WorkerMessage } from '../messages.js';
import { postToPages } from './post-to-pages.js';

const message: WorkerMessage = { type: 'understudy:forgotten' };

let received: string[];

beforeEach(() => {
	received = [];
	const pages = [
		{ id: 'first', url: 'https://shops.example.com/de/' },
		{ id: 'second', url: 'https://shops.example.com/de/shoes?page=2' },
		{ id: 'of the next shop', url: 'https://shops.example.com/fr/' },
	].map((page) => ({ ...page, postMessage: () => received.push(page.id) }));
	vi.stubGlobal('self', {
		registration: { scope: 'https://shops.example.com/de/' },
		clients: {
			get: async (wanted: string) => pages.find(({ id }) => id === wanted),
			matchAll: async () => pages,
		},
	});
});

describe('postToPages', () => {
	test.each([
		['no page is named: all of the shop hear of it', undefined, ['first', 'second']],
		['a page is named', 'second', ['second']],
		['a page that is gone: nobody hears of it', 'third', []],
		['a request of no page', '', []],
	])('%s', async (_, clientId, receivers) => {
		await postToPages(message, clientId);
		expect(received).toEqual(receivers);
	});

	test('a substitution: the page, and whoever inspects', async () => {
		const said: string[] = [];
		vi.stubGlobal(
			'BroadcastChannel',
			class {
				constructor(readonly name: string) {}
				postMessage({ type }: WorkerMessage) {
					said.push(`${this.name}: ${type}`);
				}
				close() {}
			},
		);
		const substitution = {
			type: 'understudy:substitute',
			url: 'https://a/',
			kind: 'error-image',
			reason: 'server',
			status: 500,
			object: undefined,
			observed: false,
			time: 0,
		} as const;
		await postToPages(substitution, 'third');
		await postToPages(message);
		await vi.waitFor(() => expect(said).toEqual(['image-understudy: understudy:substitute']));
	});
});
