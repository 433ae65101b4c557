import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { deleteDatabase } from '../../catalog/store/database.js';
import {
	readFailures,
	readServers,
	rememberFailure,
	rememberServer,
} from '../../catalog/store/failure-memory.js';
import type { Settings } from '../../catalog/store/settings.js';
import { stubOpenPage, stubWorkerGlobals } from '../testing/worker-globals.js';
import { WorkerMemory } from './worker-memory.js';

const origin = 'https://images.example.com';
const url = `${origin}/is/image/Acme/mug`;
/** As an `<img>` asks. */
const asked = { url, mode: 'no-cors', credentials: 'include' } as const;
const withCors = { url, mode: 'cors', credentials: 'omit' } as const;
const settings = { mode: 'on', servers: [] } as unknown as Settings;
const failure = { reason: 'missing', status: 404, serverText: '' } as const;

/** What pages are told. */
let told: unknown[];

beforeEach(() => {
	told = [];
	stubWorkerGlobals();
	stubOpenPage(told);
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
	expect(memory.failures.get(asked)).toBeUndefined();
	expect(memory.substitutes.has(url)).toBe(false);
	await vi.waitFor(async () => expect([...(await readFailures())]).toEqual([]));
});

test('once all is forgotten, a substitute that was under way leaves nothing behind', async () => {
	const memory = new WorkerMemory();
	memory.replace(settings);
	memory.copied.set(url, true);
	memory.replace(undefined);
	await memory.remember(asked, failure, 'default-image', 60);
	expect([...(await readFailures())]).toEqual([]);
	expect(memory.substitutes.has(url)).toBe(false);
	expect(memory.copied.has(url)).toBe(false);
});

test('a picture that was gone, and of which all copies went, is copied again when it is back', async () => {
	const memory = new WorkerMemory();
	memory.replace(settings);
	memory.copied.set(url, true);
	await memory.remember(asked, { ...failure, reason: 'server', status: 500 }, 'last-good', 60);
	expect(memory.copied.has(url)).toBe(true);
	memory.wasWell(url);
	await memory.remember(asked, failure, 'default-image', 60);
	expect(memory.copied.has(url)).toBe(false);
});

test('that a server is back all pages are told once in ten seconds', async () => {
	vi.useFakeTimers({ toFake: ['Date'] });
	const memory = new WorkerMemory();
	memory.replace(settings);
	const comesBack = async () => {
		await memory.remember(asked, { ...failure, reason: 'server', status: 500 }, 'default-image', 60);
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

test('a mirror has the picture: its own server is still away, and other pictures may be had there too', async () => {
	const away = { reason: 'overload', status: 503, serverText: '', retryAfterMs: 120_000 } as const;
	const other = { ...asked, url: `${origin}/is/image/Acme/other` };
	const broken = { reason: 'timeout', until: Date.now() + 60_000, state: {} } as const;
	await rememberServer(origin, { broken });
	const memory = new WorkerMemory();
	await memory.read();
	memory.settings = settings;
	await memory.remember(asked, away, 'default-image', 60);
	await memory.remember(other, away, 'default-image', 60);
	memory.wasMirrored(url);
	for (const picture of [asked, other]) expect(memory.failures.get(picture)).toBeUndefined();
	expect(memory.substitutes.has(url)).toBe(false);
	expect(memory.substitutes.has(other.url)).toBe(true);
	expect(memory.postponed.has(url)).toBe(true);
	await vi.waitFor(async () => expect([...(await readFailures())]).toEqual([]));
	expect((await readServers()).get(origin)).toMatchObject({ broken, retryAt: expect.any(Number) });
	expect(told).toEqual([]);
});

test.each([
	['a picture', {}, 1],
	['a placeholder', { 'x-cld-error': 'no such image' }, 0],
])('%s that comes late', async (_, headers: Record<string, string>, arrivals) => {
	const placeholders = { headers: { 'x-cld-error': '' } };
	const server = { origin, root: '/is/image', errorBodies: 'replace', placeholders };
	const memory = new WorkerMemory();
	memory.replace({ mode: 'on', servers: [server] } as unknown as Settings);
	const answer = new Response('picture', { headers: { 'content-type': 'image/png', ...headers } });
	const request = new Request(url);
	await memory.late.wait(request, Promise.resolve(answer), () => {}, true);
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
		await memory.remember(asked, { reason: 'overload', status: 503, ...said }, 'default-image', 0);
		await vi.waitFor(async () => expect((await readServers()).has(origin)).toBe(true));
		const next = new WorkerMemory();
		await next.read();
		for (const worker of [memory, next]) {
			expect(worker.postponed.has(other)).toBe(true);
			expect(worker.postponed.has('https://elsewhere.example.com/')).toBe(false);
		}
		vi.setSystemTime(Date.now() + 120_000);
		for (const worker of [memory, next]) expect(worker.postponed.has(other)).toBe(false);
	});

	test('of a picture that is missing: that says nothing of the others', async () => {
		const memory = new WorkerMemory();
		memory.replace(settings);
		await memory.remember(asked, { ...failure, ...said }, 'default-image', 0);
		expect(memory.postponed.has(other)).toBe(false);
	});

	test.each([
		['a picture of that server is well', (memory: WorkerMemory) => memory.wasWell(url)],
		['the network is back', (memory: WorkerMemory) => memory.networkReturned()],
		['there are new rules', (memory: WorkerMemory) => memory.replace(settings)],
	])('no more when %s', async (_, happens) => {
		const memory = new WorkerMemory();
		memory.replace(settings);
		await memory.remember(asked, { reason: 'overload', status: 503, ...said }, 'default-image', 0);
		happens(memory);
		expect(memory.postponed.has(url)).toBe(false);
		await vi.waitFor(async () => expect((await readServers()).has(origin)).toBe(false));
	});
});

test('an opaque picture says nothing of what a request with CORS gets, nor of its server', async () => {
	const network = { reason: 'network', status: 0, serverText: '' } as const;
	const other = { ...asked, url: `${origin}/is/image/Acme/other` };
	const memory = new WorkerMemory();
	memory.replace(settings);
	await memory.remember(withCors, network, 'default-image', 60);
	await memory.remember(other, network, 'default-image', 60);
	memory.wasWell(url, true);
	expect(memory.failures.get(withCors)).toMatchObject(network);
	expect(memory.failures.get(other)).toMatchObject(network);
	await new Promise((resolve) => setImmediate(resolve));
	expect(told).toEqual([]);
	memory.wasWell(url);
	expect(memory.failures.get(withCors)).toBeUndefined();
	expect(memory.failures.get(other)).toBeUndefined();
});

test('an opaque picture that came before the memory was read says nothing of them either', async () => {
	const network = { reason: 'network', status: 0, serverText: '' } as const;
	const before = new WorkerMemory();
	before.replace(settings);
	await before.remember(withCors, network, 'default-image', 60);
	const memory = new WorkerMemory();
	memory.wasWell(url, true);
	await memory.read();
	expect(memory.failures.get(withCors)).toMatchObject(network);
	expect(memory.substitutes.has(url)).toBe(false);
});

test('a last good copy that broke is made again from the next good picture', async () => {
	const memory = new WorkerMemory();
	memory.replace(settings);
	memory.copied.set(url, true);
	await memory.remember(asked, { ...failure, reason: 'server', status: 500 }, 'last-good', 60);
	memory.wasBroken(url);
	expect(memory.brokenSubstitutes.take(url, 'last-good')).toBe('anew');
	expect(memory.copied.has(url)).toBe(false);
});

test('a picture that broke is asked for with CORS although its server is known to have none', () => {
	const memory = new WorkerMemory();
	memory.cors.deny(origin);
	expect(memory.isCorsDenied(url)).toBe(true);
	memory.wasBroken(url);
	expect(memory.isCorsDenied(url)).toBe(false);
});
