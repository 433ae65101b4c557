import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Server } from '../../catalog/manifest/manifest.js';
import { deleteDatabase } from '../../catalog/store/database.js';
import { readFailures } from '../../catalog/store/failure-memory.js';
import { stubWorkerGlobals } from '../testing/worker-globals.js';
import { RememberedFailures } from './remembered-failures.js';

const origin = 'https://images.example.com';
const url = `${origin}/is/image/Acme/mug`;
/** As an `<img>` asks. */
const asked = { url, mode: 'no-cors', credentials: 'include' } as const;
const withCors = { url, mode: 'cors', credentials: 'omit' } as const;
const withCookies = { url, mode: 'cors', credentials: 'include' } as const;
const network = { reason: 'network', status: 0, serverText: '' } as const;
const server = { origin, root: '/is/image', credentials: 'omit' } as Server;

beforeEach(stubWorkerGlobals);
afterEach(async () => {
	await deleteDatabase();
	vi.unstubAllGlobals();
});

function memoryOf(asking: Partial<Server> = {}): RememberedFailures {
	return new RememberedFailures(() => ({ ...server, ...asking }));
}

/** A worker that was started after this one was stopped. */
async function nextOf(): Promise<RememberedFailures> {
	const next = memoryOf();
	for (const [failed, failure] of await readFailures()) next.restore(failed, failure);
	return next;
}

test.each([
	['404 with CORS', 'missing', 404, withCors, [asked, withCors, withCookies]],
	['no answer to an image', 'network', 0, asked, [asked, withCors, withCookies]],
	['no answer with CORS', 'network', 0, withCors, [withCors, withCookies]],
	['a time-out with CORS', 'timeout', 0, withCors, [asked, withCors, withCookies]],
	['refused without cookies', 'refused', 403, withCors, [asked, withCors]],
	['refused to an image, without cookies', 'refused', 403, asked, [asked, withCors]],
	['refused with cookies', 'refused', 403, withCookies, [asked, withCors, withCookies]],
] as const)(
	'%s counts for those who would be answered likewise',
	async (_, reason, status, seenBy, counts) => {
		const failures = memoryOf();
		await failures.add(seenBy, { reason, status, serverText: '' }, 'default-image', 60);
		for (const memory of [failures, await nextOf()]) {
			const believed = [asked, withCors, withCookies].filter((other) => memory.get(other) !== undefined);
			expect(believed).toEqual(counts);
		}
	},
);

test('an image is refused although the manifest lets it bring cookies', async () => {
	const failures = memoryOf({ credentials: 'include' });
	await failures.add(asked, { reason: 'refused', status: 403, serverText: '' }, 'error-image', 60);
	for (const other of [asked, withCors, withCookies]) {
		expect(failures.get(other)).toMatchObject({ reason: 'refused' });
	}
});

test('an image that fails too, after a script with CORS', async () => {
	const failures = memoryOf();
	await failures.add(withCors, network, 'default-image', 60);
	await failures.add(asked, network, 'default-image', 60);
	expect(failures.get(asked)).toMatchObject(network);
});

test('an opaque picture says nothing of what a request with CORS gets, nor of its server', async () => {
	const failures = memoryOf();
	await failures.add(withCors, network, 'default-image', 60);
	expect(failures.delete(url, true)).toBe(false);
	expect(failures.get(withCors)).toMatchObject(network);
	expect(failures.delete(url)).toBe(true);
	expect(failures.get(withCors)).toBeUndefined();
	await vi.waitFor(async () => expect([...(await readFailures())]).toEqual([]));
});

test('of a server that is back, only what it has said itself is still believed', async () => {
	const gone = { ...asked, url: `${origin}/is/image/Acme/gone` };
	const elsewhere = { ...asked, url: 'https://elsewhere.example.com/is/image/Acme/mug' };
	const failures = memoryOf();
	await failures.add(asked, network, 'default-image', 60);
	await failures.add(elsewhere, network, 'default-image', 60);
	await failures.add(gone, { reason: 'missing', status: 404, serverText: '' }, 'default-image', 60);
	failures.deleteUnavailable(origin);
	const believed = [asked, elsewhere, gone].filter((other) => failures.get(other) !== undefined);
	expect(believed).toEqual([elsewhere, gone]);
	failures.deleteUnavailable();
	expect(failures.get(elsewhere)).toBeUndefined();
});
