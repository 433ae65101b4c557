import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { WorkerMessage } from '../messages.js';
import { report } from './report.js';

const message: WorkerMessage = { type: 'understudy:forgotten' };

let received: string[];

beforeEach(() => {
	received = [];
	const pages = ['first', 'second'].map((id) => ({ id, postMessage: () => received.push(id) }));
	vi.stubGlobal('self', {
		clients: {
			get: async (wanted: string) => pages.find(({ id }) => id === wanted),
			matchAll: async () => pages,
		},
	});
});

describe('report', () => {
	test.each([
		['no page is named: all hear of it', undefined, ['first', 'second']],
		['a page is named', 'second', ['second']],
		['a page that is gone: nobody hears of it', 'third', []],
		['a request of no page', '', []],
	])('%s', async (_, clientId, receivers) => {
		await report(message, clientId);
		expect(received).toEqual(receivers);
	});
});
