import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { FailureReason } from '../messages.js';
import { BoundedMap } from './bounded-map.js';
import type { Probed } from './picture-prober.js';
import { createTrials } from './server-trials.js';

beforeEach(() => vi.stubGlobal('document', { images: [] }));
afterEach(() => vi.unstubAllGlobals());

const urlsOf = (origin: string, count: number) =>
	Array.from({ length: count }, (_, index) => `${origin}/is/image/Acme/${index}`);

const ONE = urlsOf('https://one.test', 20);
const TWO = urlsOf('https://two.test', 20);

interface Circumstances {
	readonly reasons?: Readonly<Record<string, FailureReason>>;
	/** not to be tried yet */
	readonly later?: readonly string[];
	readonly slow?: readonly string[];
}

/** Trials of pictures that are all replaced because of their server, unless it is said otherwise. */
function trialsOf(
	urls: readonly string[],
	answer: (url: string) => Probed | Promise<Probed>,
	{ reasons = {}, later = [], slow = [] }: Circumstances = {},
) {
	const shown = new Map(urls.map((url) => [url, reasons[url] ?? 'server'] as const));
	const unfinished = new BoundedMap<string, true>();
	const probe = vi.fn(async (url: string) => answer(url));
	const restored: string[] = [];
	const restore = async (url: string) => {
		restored.push(url);
		shown.delete(url);
	};
	const nextTrial = (url: string) => (later.includes(url) ? Number.POSITIVE_INFINITY : 0);
	const onReturn = vi.fn();
	const trials = createTrials(
		{ shown: () => shown, unfinished, unrestorable: new BoundedMap() },
		{ probe, isSlow: (url) => slow.includes(url) },
		{ restore, nextTrial, count: () => restored.length },
		onReturn,
	);
	const probed = () => probe.mock.calls.map(([url]) => url);
	return { ...trials, probed, restored, onReturn, unfinished };
}

const isThere = () => ({ isThere: true });
const isAway = (): Probed => ({ isThere: false, reason: 'server' });

/** All that was about to happen has happened. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

test('one picture of each server is tried while it is away', async () => {
	const { tryServers, probed, onReturn } = trialsOf([...ONE, ...TWO], isAway);
	expect(tryServers()).toBe(true);
	await settled();
	expect(
		probed()
			.map((url) => new URL(url).hostname)
			.sort(),
	).toEqual(['one.test', 'two.test']);
	expect(onReturn).not.toHaveBeenCalled();
});

test('all of a server that is back are restored, each tried once', async () => {
	const { tryServers, probed, restored, onReturn } = trialsOf(ONE, isThere);
	tryServers();
	await settled();
	expect(probed().sort()).toEqual([...ONE].sort());
	expect(restored.sort()).toEqual([...ONE].sort());
	expect(onReturn).toHaveBeenCalledTimes(1);
});

test('a server that is being tried is not tried again', async () => {
	const { tryServers, probed } = trialsOf(ONE, () => new Promise(() => {}));
	tryServers();
	await settled();
	expect(tryServers()).toBe(true);
	await settled();
	expect(probed()).toHaveLength(1);
});

test('pictures that are missing or refused are not tried', () => {
	const [first = '', second = ''] = ONE;
	const { tryServers, probed } = trialsOf([first, second], isThere, {
		reasons: { [first]: 'missing', [second]: 'refused' },
	});
	expect(tryServers()).toBe(false);
	expect(probed()).toEqual([]);
});

test('those whose time has not come are to be tried later', () => {
	const { tryServers, probed } = trialsOf(ONE, isThere, { later: ONE });
	expect(tryServers()).toBe(true);
	expect(probed()).toEqual([]);
});

test('a picture that stays rubbish says nothing of its server', async () => {
	const [rubbish = '', ...others] = ONE;
	const { tryServers, restored } = trialsOf(
		ONE,
		(url) => (url === rubbish ? { isThere: false, reason: 'decode' } : isThere()),
		{ reasons: { [rubbish]: 'decode' } },
	);
	tryServers();
	await settled();
	expect(restored.sort()).toEqual([...others].sort());
});

test('one that was slow the last time is tried only if all were', async () => {
	const [quick = '', ...slow] = ONE;
	const some = trialsOf(ONE, isAway, { slow });
	some.tryServers();
	await settled();
	expect(some.probed()).toEqual([quick]);
	const all = trialsOf(ONE, isAway, { slow: ONE });
	all.tryServers();
	await settled();
	expect(all.probed()).toHaveLength(1);
});

test('a server that has become silent is not asked for the rest', async () => {
	const { restoreAll, probed, restored } = trialsOf(ONE, () => ({ isThere: false, reason: 'timeout' }));
	await restoreAll();
	expect(probed().length).toBeLessThanOrEqual(6);
	expect(restored).toEqual([]);
});

test('pictures that are silent while others come do not keep those behind them', async () => {
	const isSilent = (url: string) => /\/[0-2]$/.test(url);
	const { restoreAll, restored } = trialsOf(ONE, async (url) => {
		if (!isSilent(url)) return isThere();
		// the others are there long before that is known
		await settled();
		return { isThere: false, reason: 'timeout' };
	});
	await restoreAll();
	expect(restored.sort()).toEqual(ONE.filter((url) => !isSilent(url)).sort());
});

test('a picture that is gone by now has no places left to be restored', async () => {
	const [gone = '', away = ''] = ONE;
	const { restoreAll, unfinished } = trialsOf([gone, away], (url) => ({
		isThere: false,
		reason: url === gone ? 'missing' : 'server',
	}));
	for (const url of [gone, away]) unfinished.set(url, true);
	await restoreAll();
	expect([...unfinished.keys()]).toEqual([away]);
});
