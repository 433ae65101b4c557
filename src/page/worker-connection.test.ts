import { expect, test, vi } from 'vitest';
import { connectWorker } from './worker-connection.js';

const status = { type: 'understudy:status' } as const;

/** A page whose registration has this worker, and which is answered by that one. */
function connect(active: object | null, controller: object | null) {
	return connectWorker(
		{ active } as ServiceWorkerRegistration,
		{ controller } as unknown as ServiceWorkerContainer,
	);
}

test('without service workers nothing is sent and nothing answers', async () => {
	const connection = connectWorker();
	connection.post(status);
	expect(await connection.ask(status)).toBeUndefined();
	expect(connection.isControlled()).toBe(false);
});

test('a registration whose worker is still being installed', async () => {
	const connection = connect(null, null);
	connection.post(status);
	expect(await connection.ask(status)).toBeUndefined();
	expect(connection.isControlled()).toBe(false);
});

test('its worker is told, whether it answers for the page or not', () => {
	const worker = { postMessage: vi.fn() };
	connect(worker, null).post(status);
	expect(worker.postMessage).toHaveBeenCalledWith(status);
});

test('only its own worker counts as control of the page', () => {
	const worker = {};
	expect(connect(worker, null).isControlled()).toBe(false);
	expect(connect(worker, {}).isControlled()).toBe(false);
	expect(connect(worker, worker).isControlled()).toBe(true);
});
