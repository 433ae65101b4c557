import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Mode, PageMessage, WorkerMessage } from '../messages.js';
import type { ImageFallbackStrategy } from './image-fallback-strategy.js';
import { listenToLifecycle } from './lifecycle.js';

const url = 'https://images.example.com/is/image/Acme/mug';

let listeners: Map<string, (event: unknown) => void>;
let claims: number;

beforeEach(() => {
	listeners = new Map();
	claims = 0;
	vi.spyOn(console, 'error').mockReturnValue();
	vi.stubGlobal('self', {
		addEventListener: (type: string, listener: (event: unknown) => void) => listeners.set(type, listener),
		clients: { claim: async () => (claims += 1), matchAll: async () => [] },
	});
});

/** A worker that has just started: it knows its settings only when it has read them. */
class ColdMemory {
	settings: { readonly mode: Mode } | undefined;
	readonly broken: string[] = [];

	constructor(private readonly mode: Mode | Error) {}

	async read(): Promise<void> {
		if (this.mode instanceof Error) throw this.mode;
		this.settings = { mode: this.mode };
	}
	replace(): void {}
	serverOf = () => this.settings && {};
	wasLetThrough = () => false;
	isForbidden = () => false;
	wasBroken = (broken: string) => this.broken.push(broken);
}

/** Starts a worker. @returns what it does with a message: answers, and says to the page by itself */
function start(memory: ColdMemory, fallback: object = {}) {
	const manifestUrl = 'https://shop.example.com/image-fallback.json';
	const ready = () => memory.read();
	const strategy = { memory, manifestUrl, ready, loadFallback: async () => fallback };
	listenToLifecycle(strategy as unknown as ImageFallbackStrategy);
	return async (data: PageMessage) => {
		const answers: WorkerMessage[] = [];
		const said: WorkerMessage[] = [];
		const work: Promise<unknown>[] = [];
		listeners.get('message')?.({
			data,
			source: { postMessage: (message: WorkerMessage) => said.push(message) },
			ports: [{ postMessage: (message: WorkerMessage) => answers.push(message) }],
			waitUntil: (promise: Promise<unknown>) => work.push(promise),
		});
		await Promise.all(work);
		return { answers, said };
	};
}

describe('messages to a worker', () => {
	test.each([
		['has taken over', { active: {} }, 12_500],
		['was started again before it took over', undefined, 12_500],
		['is the first one', { active: null }, 10_000],
	])('one that %s says what it may not know of the answers before it', async (_, registration, since) => {
		vi.useFakeTimers({ now: 10_000 });
		try {
			vi.stubGlobal('self', { ...self, registration });
			const memory = Object.assign(new ColdMemory('on'), { since: Date.now(), substitutes: new Map() });
			const tell = start(memory, { loadParts: async () => {} });
			if (registration)
				listeners.get('install')?.({ waitUntil: (work: Promise<unknown>) => work.catch(() => {}) });
			vi.setSystemTime(12_000);
			listeners.get('activate')?.({});
			const { answers } = await tell({ type: 'understudy:marks', urls: [url] });
			expect(answers).toEqual([{ type: 'understudy:marks', marks: [], since }]);
		} finally {
			vi.useRealTimers();
		}
	});

	test('one that cannot be answered is answered with an error', async () => {
		const send = start(new ColdMemory(new Error('no database')));
		const { answers } = await send({ type: 'understudy:status' });
		expect(answers).toEqual([{ type: 'understudy:error', code: 'internal', message: 'no database' }]);
	});

	test('a worker that has just started looks at a broken image all the same', async () => {
		const memory = new ColdMemory('on');
		const { said } = await start(memory)({ type: 'understudy:broken', urls: [url] });
		expect(memory.broken).toEqual([url]);
		expect(said).toEqual([{ type: 'understudy:retry', urls: [url] }]);
	});

	test.each(['observe', 'off'] as const)('mode %s: a broken image is not asked for again', async (mode) => {
		const memory = new ColdMemory(mode);
		const { said } = await start(memory)({ type: 'understudy:broken', urls: [url] });
		expect(memory.broken).toEqual([]);
		expect(said).toEqual([]);
	});

	test('after `forget` nothing is installed until a page registers the worker again', async () => {
		vi.stubGlobal('fetch', async () => new Response('{}'));
		const installed = { type: 'understudy:manifest', version: undefined, state: 'installed' } as const;
		const installRules = vi.fn(async () => installed);
		const send = start(new ColdMemory('on'), {
			loadInstaller: async () => ({ installRules }),
			forgetEverything: async () => {},
		});
		const update = { type: 'understudy:update', force: true } as const;

		expect((await send({ type: 'understudy:forget' })).answers).toEqual([{ type: 'understudy:forgotten' }]);
		expect((await send(update)).answers).toEqual([expect.objectContaining({ type: 'understudy:error' })]);
		expect(installRules).not.toHaveBeenCalled();

		await send({ type: 'understudy:claim' });
		expect(claims).toBe(1);
		expect((await send(update)).answers).toEqual([installed]);
	});

	test('an installation whose manifest is on its way when all is forgotten', async () => {
		let arrive = (_: Response) => {};
		vi.stubGlobal('fetch', () => new Promise<Response>((resolve) => (arrive = resolve)));
		const installRules = vi.fn();
		const send = start(new ColdMemory('on'), {
			loadInstaller: async () => ({ installRules }),
			forgetEverything: async () => {},
		});
		const updating = send({ type: 'understudy:update', force: true });
		await send({ type: 'understudy:forget' });
		arrive(new Response('{}'));
		await updating;
		expect(installRules).not.toHaveBeenCalled();
	});
});

describe("a policy of the worker's script", () => {
	test.each([
		['enforce', ['https://images.example.com']],
		['report', []],
	] as const)('%s: servers that are left alone: %o', (disposition, expected) => {
		const forbidden: string[] = [];
		vi.stubGlobal('location', new URL('https://shop.example.com/sw.js'));
		const memory = Object.assign(new ColdMemory('on'), {
			forbid: (origin: string) => forbidden.push(origin),
		});
		start(memory);
		const violation = { blockedURI: url, disposition, effectiveDirective: 'connect-src' };
		listeners.get('securitypolicyviolation')?.(violation);
		expect(forbidden).toEqual(expected);
	});
});
