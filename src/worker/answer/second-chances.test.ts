import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Server } from '../../catalog/manifest/manifest.js';
import type { Failure } from '../../fallback/failure.js';
import type { FailedRequest } from '../fallback-module.js';
import { WorkerMemory } from '../memory/worker-memory.js';
import { stubWorkerGlobals } from '../testing/worker-globals.js';
import { probeMirrors, secondChance } from './second-chances.js';

const SERVER: Server = {
	...{ origin: 'https://images.example.com', root: '/is/image', cors: 'auto', credentials: 'omit' },
	...{ timeoutMs: 8000, errorBodies: 'replace' },
} as const;

const event = { waitUntil: () => {} } as unknown as ExtendableEvent;
const reset: FailedRequest['outcome'] = { reason: 'network', error: new TypeError('reset'), since: 0 };
const network: Failure = { reason: 'network', status: 0, serverText: '' };
const overload = (retryAfterMs: number): Failure => ({
	...{ reason: 'overload', status: 503, serverText: '', retryAfterMs },
});

let memory: WorkerMemory;
let askedAfter: number[];

beforeEach(() => {
	vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'], now: 0 });
	stubWorkerGlobals();
	vi.stubGlobal('navigator', { onLine: true });
	vi.stubGlobal('createImageBitmap', async () => ({ width: 9, height: 9, close() {} }));
	vi.stubGlobal('fetch', async () => {
		askedAfter.push(Date.now());
		return new Response('picture', { headers: { 'content-type': 'image/png' } });
	});
	memory = new WorkerMemory();
	askedAfter = [];
});
afterEach(() => {
	vi.useRealTimers();
	vi.restoreAllMocks();
	vi.unstubAllGlobals();
});

/** @returns after how many milliseconds the server was asked again */
async function waits(outcome: FailedRequest['outcome'], failure: Failure, random = 0): Promise<number[]> {
	vi.spyOn(Math, 'random').mockReturnValue(random);
	const request = new Request(`${SERVER.origin}/is/image/Acme/mug`);
	const chance = secondChance({ request, outcome, event }, failure, SERVER, memory);
	await vi.runAllTimersAsync();
	expect((await chance).response?.status).toBe(askedAfter.length === 0 ? undefined : 200);
	return askedAfter;
}

const busy = () => new Response('', { status: 503 });

describe('a server that says when it wants to be asked again', () => {
	test.each([
		[1000, 0, 1000],
		[1000, 0.999, 1333],
		[3000, 0.5, 3500],
		[0, 0, 150],
	])('in %d ms: not before that, and not all shoppers at once (%d): after %d ms', async (ms, random, after) =>
		expect((await waits(busy(), overload(ms), random)).map(Math.round)).toEqual([after]),
	);

	test('in more than three seconds: nobody waits for that', async () =>
		expect(await waits(busy(), overload(3001))).toEqual([]));
});

describe('a connection that broke', () => {
	test.each([
		[0, 150],
		[0.5, 225],
	])('is tried again in a moment, not by all at once (%d): after %d ms', async (random, after) =>
		expect((await waits(reset, network, random)).map(Math.round)).toEqual([after]),
	);

	test('is not tried again without a network', async () => {
		vi.stubGlobal('navigator', { onLine: false });
		expect(await waits(reset, network)).toEqual([]);
	});
});

test.each([
	['missing', 404],
	['refused', 401],
	['invalid', 400],
	['server', 500],
	['overload', 503],
] as const)('%s: an answer that does not say when is not asked for again', async (reason, status) =>
	expect(await waits(new Response('', { status }), { reason, status, serverText: '' })).toEqual([]),
);

test('a time-out is not waited for twice', async () =>
	expect(await waits({ ...reset, reason: 'timeout' }, { ...network, reason: 'timeout' })).toEqual([]));

test('a picture that a mirror has given is told from one of the server itself', async () => {
	const server = { ...SERVER, mirrors: [{ origin: 'https://second.example.com', root: '/is/image' }] };
	const request = new Request(`${SERVER.origin}/is/image/Acme/mug`);
	const asked = (outcome: FailedRequest['outcome'], failure: Failure) =>
		secondChance({ request, outcome, event }, failure, server, memory);
	const missing = await asked(new Response('', { status: 404 }), {
		...network,
		reason: 'missing',
		status: 404,
	});
	expect(missing).toMatchObject({ isMirrored: true });
	const retried = asked(reset, network);
	await vi.runAllTimersAsync();
	expect((await retried).response).toBeDefined();
	expect(await retried).not.toHaveProperty('isMirrored');
});

test('a picture of a mirror has no URL that a page could forbid', async () => {
	const server = { ...SERVER, mirrors: [{ origin: 'https://second.example.com', root: '/is/image' }] };
	const answer = new Response('picture', {
		status: 203,
		headers: { 'content-type': 'image/png', 'x-own': '1' },
	});
	Object.defineProperty(answer, 'url', { value: 'https://second.example.com/is/image/Acme/mug' });
	vi.stubGlobal('fetch', async () => answer);
	const request = new Request(`${SERVER.origin}/is/image/Acme/mug`);
	const outcome = new Response('', { status: 404 });
	const missing: Failure = { reason: 'missing', status: 404, serverText: '' };
	const { response } = await secondChance({ request, outcome, event }, missing, server, memory);
	expect(response).toMatchObject({ url: '', status: 203 });
	expect(response?.headers.get('x-own')).toBe('1');
	expect(await response?.text()).toBe('picture');
});

test.each([
	['sends it by now', 'network', true],
	['is not asked for what the server refuses', 'refused', false],
] as const)('a mirror %s', async (_, reason, expected) => {
	const server = { ...SERVER, mirrors: [{ origin: 'https://second.example.com', root: '/is/image' }] };
	const request = new Request(`${SERVER.origin}/is/image/Acme/mug`);
	const answer = await probeMirrors(request, reason, server, memory);
	expect(answer instanceof Response).toBe(expected);
});

describe('an answer without CORS, of which nothing can be read', () => {
	const opaque = () => Object.defineProperty(new Response('picture'), 'type', { value: 'opaque' });
	const request = new Request(`${SERVER.origin}/is/image/Acme/mug`, { mode: 'no-cors' });
	const server: Server = {
		...{ ...SERVER, cors: 'never' },
		mirrors: [{ origin: 'https://second.example.com', root: '/is/image' }],
	};
	const asked = async (outcome: FailedRequest['outcome'], failure: Failure) => {
		const chance = secondChance({ request, outcome, event }, failure, server, memory);
		await vi.runAllTimersAsync();
		return chance;
	};
	const missing: Failure = { reason: 'missing', status: 404, serverText: '' };
	beforeEach(() => vi.stubGlobal('fetch', async () => opaque()));

	test('of a connection that is whole again is given to the page', async () => {
		const { response, isMirrored } = await asked(reset, network);
		expect(response?.type).toBe('opaque');
		expect(isMirrored).toBeUndefined();
	});

	test('of a mirror is given to the page', async () => {
		const { response, isMirrored } = await asked(new Response('', { status: 404 }), missing);
		expect(response?.type).toBe('opaque');
		expect(isMirrored).toBe(true);
	});

	test('of a mirror is found by a probe, even if the page could not show it before', async () => {
		memory.wasBroken(request.url);
		expect((await probeMirrors(request, 'network', server, memory))?.type).toBe('opaque');
	});

	test('of a mirror is second to what another mirror says', async () => {
		const third = { origin: 'https://third.example.com', root: '/is/image' };
		const readable = new Response('readable', { headers: { 'content-type': 'image/png' } });
		vi.stubGlobal('fetch', async ({ url }: Request) => (url.startsWith(third.origin) ? readable : opaque()));
		const mirrors = [...(server.mirrors ?? []), third];
		const picture = await probeMirrors(request, 'network', { ...server, mirrors }, memory);
		expect(await picture?.text()).toBe('readable');
	});

	test('of several mirrors, a probe looks at another one each time; the page gets that of the last', async () => {
		const hosts = ['second', 'third', 'fourth'];
		const mirrors = hosts.map((host) => ({ origin: `https://${host}.example.com`, root: '/is/image' }));
		vi.stubGlobal('fetch', async ({ url }: Request) =>
			Object.defineProperty(new Response(new URL(url).host), 'type', { value: 'opaque' }),
		);
		const looked = async () =>
			(await probeMirrors(request, 'network', { ...server, mirrors }, memory))?.text();
		const given = async () => {
			const failed = { request, outcome: new Response('', { status: 404 }), event };
			return (await secondChance(failed, missing, { ...server, mirrors }, memory)).response?.text();
		};
		expect(await given()).toBe('second.example.com');
		expect(await looked()).toBe('second.example.com');
		expect(await looked()).toBe('third.example.com');
		expect(await given()).toBe('third.example.com');
		expect(await looked()).toBe('fourth.example.com');
		expect(await looked()).toBe('second.example.com');
	});

	test('of several mirrors, the page gets the answer of the one that a probe could read', async () => {
		const hosts = ['second', 'third'];
		const mirrors = hosts.map((host) => ({ origin: `https://${host}.example.com`, root: '/is/image' }));
		vi.stubGlobal('fetch', async ({ url }: Request) => {
			const { host } = new URL(url);
			const answer = new Response(host, { headers: { 'content-type': 'image/png' } });
			return host.startsWith('third') ? answer : Object.defineProperty(answer, 'type', { value: 'opaque' });
		});
		const found = await probeMirrors(request, 'network', { ...server, mirrors }, memory);
		expect(await found?.text()).toBe('third.example.com');
		const failed = { request, outcome: new Response('', { status: 404 }), event };
		const { response } = await secondChance(failed, missing, { ...server, mirrors }, memory);
		expect(await response?.text()).toBe('third.example.com');
	});

	test('is not given where the page could not show it', async () => {
		memory.wasBroken(request.url);
		expect((await asked(reset, network)).response).toBeUndefined();
		expect((await asked(new Response('', { status: 404 }), missing)).response).toBeUndefined();
	});
});
