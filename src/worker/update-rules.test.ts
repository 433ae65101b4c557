import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { deleteDatabase } from '../catalog/store/database.js';
import { readSettings } from '../catalog/store/settings.js';
import type { Mode } from '../messages.js';
import type { ImageFallbackStrategy } from './image-fallback-strategy.js';
import { installRules } from './install/install-rules.js';
import { stubWorkerGlobals } from './testing/worker-globals.js';
import { acceptRules, refuseRules, updateRules } from './update-rules.js';

vi.mock('./install/prepare-substitutes.js', () => ({ prepareSubstitutes: async () => {} }));

const manifestUrl = 'https://shop.example.com/image-fallback.json';

/** How the shop's server answers, one after another. */
let answers: (() => Promise<Response>)[];
let isLocked: boolean;
/** whether the lock was held, for each time that the shop was asked */
let lockedWhenAsked: boolean[];

beforeEach(() => {
	stubWorkerGlobals();
	answers = [];
	isLocked = false;
	lockedWhenAsked = [];
	let last: Promise<unknown> = Promise.resolve();
	const request = (_: string, work: () => Promise<unknown>) => {
		last = last.then(async () => {
			isLocked = true;
			return work().finally(() => {
				isLocked = false;
			});
		});
		return last;
	};
	vi.stubGlobal('navigator', { locks: { request }, languages: [] });
	vi.stubGlobal('caches', { keys: async () => [] });
	vi.stubGlobal('self', { clients: { matchAll: async () => [] } });
	vi.spyOn(console, 'error').mockReturnValue();
	vi.stubGlobal('fetch', () => {
		lockedWhenAsked.push(isLocked);
		return answers.shift()?.();
	});
});
afterEach(async () => {
	vi.useRealTimers();
	await deleteDatabase();
});

function published(mode: Mode): Response {
	return new Response(JSON.stringify({ mode, servers: [], catalogs: {} }));
}

function startWorker(): ImageFallbackStrategy {
	const memory = { settings: undefined, replace: () => {} };
	const loadFallback = async () => ({ loadInstaller: async () => ({ installRules }) });
	const strategy = { manifestUrl, memory, loadFallback } as unknown as ImageFallbackStrategy;
	acceptRules(strategy);
	return strategy;
}

describe('a manifest that was asked for before another one came into force', () => {
	/** @param afterwards what the shop answers then */
	async function overtaken(strategy: ImageFallbackStrategy, ...afterwards: (() => Promise<Response>)[]) {
		let arrive = (_: Response) => {};
		answers = [
			() => new Promise((resolve) => (arrive = resolve)),
			async () => published('off'),
			...afterwards,
		];
		const slow = updateRules(strategy, 'default');
		expect(await updateRules(strategy, 'default')).toMatchObject({ state: 'installed' });
		arrive(published('on'));
		return slow;
	}

	test.each([
		['the other one', 'off', 'unchanged'],
		['a third one', 'observe', 'installed'],
	] as const)('it may be the older one: the shop is asked again, and has %s', async (_, mode, state) => {
		expect(await overtaken(startWorker(), async () => published(mode))).toMatchObject({ state });
		expect((await readSettings())?.mode).toBe(mode);
	});

	test('and now there is none to be had: the one in force stays', async () => {
		const answer = await overtaken(startWorker(), async () => new Response('', { status: 500 }));
		expect(answer).toMatchObject({ code: 'manifest-unavailable' });
		expect((await readSettings())?.mode).toBe('off');
	});

	test('nobody waits for the lock while the shop is asked again', async () => {
		await overtaken(startWorker(), async () => published('observe'));
		expect(lockedWhenAsked).toEqual([false, false, false]);
	});

	test('and all is removed while the shop is asked again: nothing is installed', async () => {
		const strategy = startWorker();
		await overtaken(strategy, async () => {
			refuseRules(strategy);
			await deleteDatabase();
			return published('observe');
		});
		expect(await readSettings()).toBeUndefined();
	});
});

test('a clock that was put back since: the shop is not asked again and again', async () => {
	const strategy = startWorker();
	vi.useFakeTimers({ toFake: ['Date'] });
	answers = [async () => published('on'), async () => published('off')];
	await updateRules(strategy, 'default');
	vi.setSystemTime(Date.now() - 60 * 60_000);
	expect(await updateRules(strategy, 'default')).toMatchObject({ state: 'installed' });
	expect((await readSettings())?.mode).toBe('off');
});
