import { afterEach, describe, expect, test, vi } from 'vitest';
import type { WorkerMessage } from '../messages.js';
import { ask } from './ask.js';

/** A worker that answers every message so; undefined: never. */
function workerThatSays(reply: WorkerMessage | undefined): ServiceWorker {
	const postMessage = (_: unknown, [port]: readonly MessagePort[]) => reply && port?.postMessage(reply);
	return { postMessage } as unknown as ServiceWorker;
}

afterEach(() => vi.useRealTimers());

describe('ask', () => {
	test('an answer', async () => {
		const reply = { type: 'understudy:probed', well: true } as const;
		expect(await ask(workerThatSays(reply), { type: 'understudy:probe', url: 'https://a/' })).toEqual(reply);
	});

	test('an error is thrown', async () => {
		const worker = workerThatSays({ type: 'understudy:error', code: 'internal', message: 'no space left' });
		await expect(ask(worker, { type: 'understudy:status' })).rejects.toThrow(
			'image-understudy: no space left',
		);
	});

	test('a worker that was killed is not waited for longer than 10 s', async () => {
		vi.useFakeTimers();
		const asked = expect(ask(workerThatSays(undefined), { type: 'understudy:status' })).rejects.toThrow(
			'image-understudy: the worker did not answer understudy:status within 10 s',
		);
		await vi.advanceTimersByTimeAsync(10_000);
		await asked;
	});
});
