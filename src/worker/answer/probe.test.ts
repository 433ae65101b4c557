import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Server } from '../../catalog/manifest/manifest.js';
import { LateAnswers } from '../late-answers.js';
import { CorsVerdicts } from '../memory/cors-verdicts.js';
import type { WorkerMemory } from '../memory/worker-memory.js';
import { ServerHealth } from '../server-health.js';
import { stubOpenPage } from '../testing/worker-globals.js';
import { probe } from './probe.js';
import { probeMirrors } from './second-chances.js';

vi.mock('./second-chances.js');

const url = 'https://images.example.com/is/image/Acme/mug';

const SERVER = {
	origin: 'https://images.example.com',
	root: '/is/image',
	cors: 'auto',
	credentials: 'omit',
	timeoutMs: 8000,
	errorBodies: 'replace',
} as const;

beforeEach(() => vi.stubGlobal('location', { origin: 'https://shop.example.com' }));
afterEach(() => vi.unstubAllGlobals());

interface Circumstances {
	readonly isPostponed?: boolean;
	readonly isBroken?: boolean;
	/** a mirror has it; `unread`: it sends something that nobody can read */
	readonly isMirrored?: boolean | 'unread';
	/** how long the mirror takes, in milliseconds */
	readonly mirrorMs?: number;
}

/** What is found out about a picture, if its server answers so. */
async function probed(
	response: Response,
	server: Partial<Server> = {},
	reason = 'server',
	{ isPostponed = false, isBroken = false, isMirrored = false, mirrorMs = 0 }: Circumstances = {},
) {
	const fetched = vi.fn(async () => response);
	vi.stubGlobal('fetch', fetched);
	const wasWell = vi.fn();
	const wasMirrored = vi.fn();
	const postpone = vi.fn();
	const late = new LateAnswers(() => {});
	vi.mocked(probeMirrors).mockImplementation(async () => {
		if (mirrorMs > 0) vi.setSystemTime(Date.now() + mirrorMs);
		if (isMirrored === 'unread') return opaquePicture();
		return isMirrored ? picture(200) : undefined;
	});
	const health = new ServerHealth(() => {});
	vi.spyOn(health, 'isBroken').mockReturnValue(isBroken);
	const memory = {
		serverOf: () => ({ ...SERVER, ...server }),
		isCorsDenied: () => false,
		cors: new CorsVerdicts(),
		health,
		postponed: { has: () => isPostponed, add: postpone },
		wasWell,
		wasMirrored,
		late,
		substitutes: new Map([[url, { url, kind: 'error-image', reason }]]),
	};
	const { well, look, isMirrored: isLookMirrored } = await probe(url, memory as unknown as WorkerMemory);
	// of a picture of a mirror, the mirrors tell
	const isOwn = wasWell.mock.calls.length > 0;
	return { well, look, isLookMirrored, late, fetched, postpone, isOwn, wasMirrored };
}

async function isWell(response: Response, server: Partial<Server> = {}): Promise<boolean> {
	const { well, look, isOwn } = await probed(response, server);
	expect(isOwn).toBe(well);
	expect(look).toBeUndefined();
	return well;
}

function picture(status: number, headers: Record<string, string> = {}): Response {
	return new Response('picture', { status, headers: { 'content-type': 'image/png', ...headers } });
}

function opaquePicture(): Response {
	return Object.defineProperty(new Response('of the mirror'), 'type', { value: 'opaque' });
}

describe('a picture that was replaced is asked for again', () => {
	test('200', async () => expect(await isWell(picture(200))).toBe(true));
	test('404', async () => expect(await isWell(picture(404))).toBe(false));

	test('a 503 that says when it wants to be asked again', async () => {
		const { well, postpone } = await probed(picture(503, { 'retry-after': '120' }));
		expect(well).toBe(false);
		expect(postpone).toHaveBeenCalledWith(url, expect.objectContaining({ retryAfterMs: 120_000 }));
	});

	test('not before its server wants to be asked', async () => {
		const { well, fetched } = await probed(picture(200), {}, 'server', { isPostponed: true });
		expect(well).toBe(false);
		expect(fetched).not.toHaveBeenCalled();
	});

	test('a 404 with a picture that the manifest keeps', async () =>
		expect(await isWell(picture(404), { errorBodies: 'keep' })).toBe(true));

	test('a 200 that the manifest calls a placeholder', async () => {
		const placeholders = { headers: { 'x-cld-error': '' } };
		expect(await isWell(picture(200, { 'x-cld-error': 'no such image' }), { placeholders })).toBe(false);
		expect(await isWell(picture(200), { placeholders })).toBe(true);
	});

	test('a 200 without a byte', async () => {
		const headers = { 'content-type': 'image/png' };
		expect(await isWell(new Response('', { headers }))).toBe(false);
	});

	test('one that could not be decoded before: the page gets what came, and judges', async () => {
		vi.useFakeTimers();
		const { well, look = '', late } = await probed(picture(200), {}, 'decode');
		expect(well).toBe(false);
		expect(look.startsWith(`${url}?`)).toBe(true);
		const asked = (mode: RequestMode) =>
			late.get(new Request(look, { mode, credentials: 'include' }))?.text() ?? 'the server is asked';
		expect(await asked('no-cors')).toBe('picture');
		// what may be opaque is not given to who could read it
		expect(await asked('cors')).toBe('the server is asked');
		vi.useRealTimers();
	});

	test.each(['server', 'decode'])(
		'%s before: one that has no end, or says that it is huge',
		async (reason) => {
			const headers = { 'content-type': 'image/png' };
			const endless = new ReadableStream<Uint8Array>({
				pull: (controller) => controller.enqueue(new Uint8Array(1024 * 1024)),
			});
			for (const response of [
				new Response(endless, { headers }),
				picture(200, { 'content-length': '1e12' }),
			]) {
				expect(await probed(response, {}, reason)).toMatchObject({ well: false, look: undefined });
			}
		},
	);
});

describe('a picture that was replaced, of a server with a mirror', () => {
	const mirrors = [{ origin: 'https://second.example.com', root: '/is/image' }];
	const probedWith = (response: Response, circumstances: Circumstances) =>
		probed(response, { mirrors }, 'server', circumstances);

	test('is well if the mirror sends it', async () => {
		const found = await probedWith(picture(503), { isMirrored: true });
		expect(found).toMatchObject({ well: true, isOwn: false });
	});

	test('is its own if the server sends it', async () => {
		const found = await probedWith(picture(200), { isMirrored: true });
		expect(found).toMatchObject({ well: true, isOwn: true });
	});

	test.each(['isPostponed', 'isBroken'] as const)(
		'%s: nobody waits for the server if the mirror sends it',
		async (circumstance) => {
			const found = await probedWith(picture(200), { [circumstance]: true, isMirrored: true });
			expect(found).toMatchObject({ well: true, isOwn: false });
			expect(found.fetched).not.toHaveBeenCalled();
		},
	);

	test('a server that is away and a mirror that has nothing: the server is tried all the same', async () =>
		expect(await probedWith(picture(200), { isBroken: true })).toMatchObject({
			...{ well: true, isOwn: true },
		}));

	test('is for the page to judge if only the mirror sends something, which nobody can read', async () => {
		for (const circumstance of [{}, { isPostponed: true }, { isBroken: true }]) {
			const {
				well,
				look = '',
				isLookMirrored,
				late,
				wasMirrored,
			} = await probedWith(picture(503), {
				...circumstance,
				isMirrored: 'unread',
			});
			expect({ well, isLookMirrored }).toEqual({ well: false, isLookMirrored: true });
			expect(await late.get(new Request(look, { mode: 'no-cors', credentials: 'include' }))?.text()).toBe(
				'of the mirror',
			);
			expect(wasMirrored).not.toHaveBeenCalled();
		}
	});

	test('a server that was away, and is back: what the mirror sends, and nobody can read, is not looked at', async () =>
		expect(await probedWith(picture(200), { isBroken: true, isMirrored: 'unread' })).toMatchObject({
			...{ well: true, look: undefined, isOwn: true },
		}));

	test('nobody has it', async () =>
		expect(await probedWith(picture(503), {})).toMatchObject({ well: false }));
});

/** What pages are told meanwhile. */
async function toldWhile(work: () => Promise<void>, told: readonly unknown[]): Promise<void> {
	const said: unknown[] = [];
	stubOpenPage(said);
	vi.useFakeTimers({ toFake: ['Date'] });
	try {
		await work();
		await vi.waitFor(() => expect(said).toEqual(told));
	} finally {
		vi.useRealTimers();
	}
}

test.each([
	['in time', 2000, []],
	['so slowly that the page has given up', 12_000, [{ type: 'understudy:arrived', url }]],
])('a picture that comes %s', (_, ms, told) =>
	toldWhile(async () => {
		const slow = new ReadableStream({
			pull(controller) {
				vi.setSystemTime(Date.now() + ms);
				controller.enqueue(new TextEncoder().encode('picture'));
				controller.close();
			},
		});
		const headers = { 'content-type': 'image/png' };
		expect(await isWell(new Response(slow, { headers }))).toBe(true);
	}, told),
);

test.each([
	['asked first, that answers in time', { isPostponed: true, mirrorMs: 2000 }, []],
	[
		'asked first, that answers when the page has given up',
		{ isPostponed: true, mirrorMs: 12_000 },
		[{ type: 'understudy:arrived', url }],
	],
	[
		'asked after its server, that answers when the page has given up',
		{ mirrorMs: 12_000 },
		[{ type: 'understudy:arrived', url }],
	],
])('a picture of a mirror, %s', (_, circumstances, told) =>
	toldWhile(async () => {
		const mirrors = [{ origin: 'https://second.example.com', root: '/is/image' }];
		const all = { ...circumstances, isMirrored: true };
		expect((await probed(picture(503), { mirrors }, 'server', all)).well).toBe(true);
	}, told),
);
