import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { deleteDatabase } from '../catalog/database.js';
import { readFailures, readServers, rememberFailure } from '../catalog/failure-memory.js';
import type { Settings } from '../catalog/settings.js';
import { WorkerMemory } from './memory.js';

const origin = 'https://images.example.com';
const url = `${origin}/is/image/Acme/mug`;
const settings = { mode: 'on', servers: [] } as unknown as Settings;
const failure = { reason: 'missing', status: 404, serverText: '' } as const;

/** What pages are told. */
let told: unknown[];

beforeEach(() => {
	told = [];
	const page = { postMessage: (message: unknown) => told.push(message) };
	vi.stubGlobal('self', { clients: { matchAll: async () => [page] } });
	vi.stubGlobal('registration', { scope: 'https://shop.example.com/' });
});
afterEach(async () => {
	await deleteDatabase();
	vi.unstubAllGlobals();
	vi.useRealTimers();
});

test('a picture that came before the memory was read is well, whatever it had been', async () => {
	const time = Date.now();
	const stored = { message: '', kind: 'default-image', time, expires: time + 60_000 } as const;
	await rememberFailure(url, { reason: 'missing', status: 404, ...stored });
	const memory = new WorkerMemory();
	memory.wasWell(url);
	await memory.read();
	expect(memory.failureOf(url)).toBeUndefined();
	expect(memory.substitutes.has(url)).toBe(false);
	await vi.waitFor(async () => expect([...(await readFailures())]).toEqual([]));
});

test('once all is forgotten, a substitute that was under way leaves nothing behind', async () => {
	const memory = new WorkerMemory();
	memory.replace(settings);
	memory.copied.set(url, true);
	memory.replace(undefined);
	await memory.remember(url, failure, 'default-image', 60);
	expect([...(await readFailures())]).toEqual([]);
	expect(memory.substitutes.has(url)).toBe(false);
	expect(memory.copied.has(url)).toBe(false);
});

test('that a server is back all pages are told once in ten seconds', async () => {
	vi.useFakeTimers({ toFake: ['Date'] });
	const memory = new WorkerMemory();
	memory.replace(settings);
	const comesBack = async () => {
		await memory.remember(url, { ...failure, reason: 'server', status: 500 }, 'default-image', 60);
		memory.wasWell(url);
		await new Promise((resolve) => setImmediate(resolve));
	};
	await comesBack();
	await comesBack();
	expect(told).toEqual([{ type: 'understudy:arrived', url: `${origin}/` }]);
	vi.setSystemTime(Date.now() + 10_000);
	await comesBack();
	expect(told).toHaveLength(2);
});

test.each([
	['a picture', {}, 1],
	['a placeholder', { 'x-cld-error': 'no such image' }, 0],
])('%s that comes late', async (_, headers: Record<string, string>, arrivals) => {
	vi.stubGlobal('location', new URL('https://shop.example.com/sw.js'));
	const placeholders = { headers: { 'x-cld-error': '' } };
	const server = { origin, root: '/is/image', errorBodies: 'replace', placeholders };
	const memory = new WorkerMemory();
	memory.replace({ mode: 'on', servers: [server] } as unknown as Settings);
	const answer = new Response('picture', { headers: { 'content-type': 'image/png', ...headers } });
	const request = new Request(url);
	await memory.late.wait(request, Promise.resolve(answer), () => {});
	await new Promise((resolve) => setImmediate(resolve));
	expect(told).toHaveLength(arrivals);
	expect(memory.late.get(request) === undefined).toBe(arrivals === 0);
});

describe('Retry-After: 120', () => {
	const said = { serverText: '', retryAfterMs: 120_000 };
	const other = `${origin}/is/image/Acme/other`;

	test('of a server that is away: it is not tried again until then, by the next worker neither', async () => {
		vi.useFakeTimers({ toFake: ['Date'] });
		const memory = new WorkerMemory();
		memory.replace(settings);
		await memory.remember(url, { reason: 'overload', status: 503, ...said }, 'default-image', 0);
		await vi.waitFor(async () => expect((await readServers()).has(origin)).toBe(true));
		const next = new WorkerMemory();
		await next.read();
		for (const worker of [memory, next]) {
			expect(worker.isPostponed(other)).toBe(true);
			expect(worker.isPostponed('https://elsewhere.example.com/')).toBe(false);
		}
		vi.setSystemTime(Date.now() + 120_000);
		for (const worker of [memory, next]) expect(worker.isPostponed(other)).toBe(false);
	});

	test('of a picture that is missing: that says nothing of the others', async () => {
		const memory = new WorkerMemory();
		memory.replace(settings);
		await memory.remember(url, { ...failure, ...said }, 'default-image', 0);
		expect(memory.isPostponed(other)).toBe(false);
	});

	test.each([
		['a picture of that server is well', (memory: WorkerMemory) => memory.wasWell(url)],
		['the network is back', (memory: WorkerMemory) => memory.networkReturned()],
		['there are new rules', (memory: WorkerMemory) => memory.replace(settings)],
	])('no more when %s', async (_, happens) => {
		const memory = new WorkerMemory();
		memory.replace(settings);
		await memory.remember(url, { reason: 'overload', status: 503, ...said }, 'default-image', 0);
		happens(memory);
		expect(memory.isPostponed(url)).toBe(false);
		await vi.waitFor(async () => expect((await readServers()).has(origin)).toBe(false));
	});
});
