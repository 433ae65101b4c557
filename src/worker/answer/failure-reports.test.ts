import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { FailureReport } from '../../catalog/schema/report-schema.js';
import type { Settings } from '../../catalog/store/settings.js';
import { FailureReports } from './failure-reports.js';

const rules = { generation: 1, version: 'one', report: { url: '/failures', sample: 1 } };

function settings(overrides: Partial<Settings> = {}): Settings {
	return { ...rules, ...overrides } as Settings;
}

function failure(name: string) {
	const url = `https://images.example.com/is/image/${name}`;
	const shown = { kind: 'default-image', object: undefined, observed: false } as const;
	return { url, reason: 'missing', status: 404, time: 1, ...shown } as const;
}

/** Reports as they leave, and what keeps the worker alive. */
function collector(random = () => 0.5) {
	const sent: { url: string; report: FailureReport; finish(): void; fail(): void }[] = [];
	const awaited: Promise<unknown>[] = [];
	const reports = new FailureReports(
		(url, report) =>
			new Promise<void>((resolve, reject) => {
				sent.push({ url, report, finish: resolve, fail: () => reject(new TypeError('Failed to fetch')) });
			}),
		random,
	);
	const event = { waitUntil: (work: Promise<unknown>) => void awaited.push(work) };
	return {
		sent,
		awaited,
		add: (name: string, own?: Settings) => reports.add(failure(name), own ?? settings(), event),
		counts: () => sent.map(({ report }) => report.entries.length),
	};
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('failures of some seconds go in one report, and the worker lives until it is sent', async () => {
	const { sent, awaited, add, counts } = collector();
	add('a');
	await vi.advanceTimersByTimeAsync(5000);
	add('b');
	add('a');
	expect(sent).toEqual([]);
	await vi.advanceTimersByTimeAsync(5000);
	expect(counts()).toEqual([2]);
	expect(sent[0]).toMatchObject({ url: '/failures', report: { manifest: 'one', sample: 1, dropped: 0 } });
	let isOver = false;
	void Promise.all(awaited).then(() => {
		isOver = true;
	});
	await vi.advanceTimersByTimeAsync(0);
	expect(isOver).toBe(false);
	sent[0]?.finish();
	await vi.advanceTimersByTimeAsync(0);
	expect(isOver).toBe(true);
	add('c');
	await vi.advanceTimersByTimeAsync(10_000);
	expect(counts()).toEqual([2, 1]);
});

test('many failures are sent at once; while a report is on its way, the next one waits and is bounded', async () => {
	const { sent, add, counts } = collector();
	for (let index = 0; index < 500; index++) add(`n${index}`);
	expect(counts()).toEqual([50]);
	sent[0]?.finish();
	await vi.advanceTimersByTimeAsync(10_000);
	expect(counts()).toEqual([50, 100]);
	expect(sent[1]?.report.dropped).toBe(350);
});

test('a report that cannot be sent is lost, silently', async () => {
	const { sent, awaited, add } = collector();
	add('a');
	await vi.advanceTimersByTimeAsync(10_000);
	sent[0]?.fail();
	await expect(Promise.all(awaited)).resolves.toBeDefined();
	await vi.advanceTimersByTimeAsync(60_000);
	expect(sent).toHaveLength(1);
});

test('what failed under other rules is reported with their version', async () => {
	const { sent, add } = collector();
	add('a');
	add('b', settings({ generation: 2, version: 'two' }));
	await vi.advanceTimersByTimeAsync(10_000);
	expect(sent.map(({ report }) => [report.manifest, report.entries.length])).toEqual([
		['one', 1],
		['two', 1],
	]);
});

describe('sample', () => {
	test.each([
		[0.25, 0.2, 1],
		[0.25, 0.25, 0],
		[0, 0, 0],
		[1, 0.999, 1],
	])('%d, drawn %d: %i report', async (sample, drawn, expected) => {
		const { sent, add } = collector(() => drawn);
		add('a', settings({ report: { url: '/failures', sample } }));
		await vi.advanceTimersByTimeAsync(10_000);
		expect(sent).toHaveLength(expected);
	});
});

test('without `report` nothing is collected', async () => {
	const { sent, awaited, add } = collector();
	add('a', settings({ report: undefined }));
	await vi.advanceTimersByTimeAsync(60_000);
	expect([sent, awaited]).toEqual([[], []]);
});

test('a report is sent to its end when the worker is stopped: shoppers leave', async () => {
	vi.stubGlobal('location', new URL('https://shop.example.com/sw.js'));
	const fetched = vi.fn(async (_url: URL, _init: RequestInit) => new Response(null, { status: 204 }));
	vi.stubGlobal('fetch', fetched);
	const event = { waitUntil: () => {} };
	new FailureReports(undefined, () => 0.5).add(failure('a'), settings(), event);
	await vi.advanceTimersByTimeAsync(60_000);
	expect(fetched.mock.calls.map(([url, { method, keepalive }]) => [url.pathname, method, keepalive])).toEqual(
		[['/failures', 'POST', true]],
	);
	vi.unstubAllGlobals();
});
