import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { reportSchema } from '../../catalog/schema/report-schema.js';
import { FailureBatch, type TellableFailure } from './failure-batch.js';

const missing: TellableFailure = {
	url: 'https://images.example.com/is/image/Acme/mug?wid=400',
	kind: 'default-image',
	reason: 'missing',
	status: 403,
	object: 'Acme/no-image',
	observed: false,
	time: 1000,
};

function reportOf(failures: Iterable<Partial<TellableFailure>>, manifest?: string) {
	const batch = new FailureBatch();
	for (const failure of failures) batch.add({ ...missing, ...failure });
	return v.parse(reportSchema, batch.toReport({ worker: '1.2.3', sample: 0.5 }, manifest));
}

function many(length: number, from: (index: number) => Partial<TellableFailure>) {
	return Array.from({ length }, (_, index) => from(index));
}

test('one failure, with the versions it was seen by', () => {
	expect(reportOf([{}], '2026-11-22.1')).toEqual({
		format: 1,
		worker: '1.2.3',
		manifest: '2026-11-22.1',
		sample: 0.5,
		dropped: 0,
		entries: [
			{
				url: missing.url,
				reason: 'missing',
				status: 403,
				kind: 'default-image',
				object: 'Acme/no-image',
				count: 1,
				first: 1000,
				last: 1000,
			},
		],
	});
	expect(reportOf([{}])).not.toHaveProperty('manifest');
});

test('the same URL again and again: one entry with a count, and what was wrong the last time', () => {
	const { entries } = reportOf([
		{},
		{ url: `${missing.url}&qlt=80`, time: 1500 },
		{ reason: 'timeout', status: 0, kind: 'last-good', time: 2000 },
		{ reason: 'network', status: 0, kind: 'none', object: undefined, time: 3000 },
	]);
	expect(entries).toEqual([
		{ url: missing.url, reason: 'network', status: 0, kind: 'none', count: 3, first: 1000, last: 3000 },
		expect.objectContaining({ url: `${missing.url}&qlt=80`, count: 1 }),
	]);
});

test('mode observe is told', () => {
	expect(reportOf([{ observed: true }]).entries[0]).toMatchObject({ kind: 'default-image', observed: true });
});

describe('nothing of the shopper', () => {
	test.each([
		['https://me:secret@images.example.com/is/image/a', 'https://images.example.com/is/image/a'],
		[
			'https://images.example.com/is/image/a?wid=1#from-my-wishlist',
			'https://images.example.com/is/image/a?wid=1',
		],
	])('%s', (url, told) => {
		expect(reportOf([{ url }]).entries[0]?.url).toBe(told);
	});
});

describe('bounds', () => {
	test('a long URL and a long object are cut', () => {
		const [entry] = reportOf([{ url: missing.url + 'x'.repeat(5000), object: 'o'.repeat(5000) }]).entries;
		expect(entry?.url).toHaveLength(1000);
		expect(entry?.object).toHaveLength(200);
	});

	test('500 URLs: a hundred entries, and the number of the others', () => {
		const { entries, dropped } = reportOf(many(500, (index) => ({ url: `${missing.url}&n=${index}` })));
		expect([entries.length, dropped]).toEqual([100, 400]);
	});

	test('a URL that has its entry is counted, however full it is', () => {
		const all = many(102, (n) => ({ url: `${missing.url}&n=${n}` }));
		const { entries, dropped } = reportOf([...all, { url: `${missing.url}&n=7` }]);
		expect(dropped).toBe(2);
		expect(entries[7]?.count).toBe(2);
	});

	test('long URLs: no more than a browser sends with keepalive', () => {
		const report = reportOf(
			many(200, (n) => ({ url: missing.url + String(n).padEnd(900, 'é'), object: '画'.repeat(200) })),
		);
		expect(new TextEncoder().encode(JSON.stringify(report)).length).toBeLessThan(64 * 1024);
		expect(report.entries.length + report.dropped).toBe(200);
	});
});

test.each([
	[49, false],
	[50, true],
])('%i URLs are many: %s', (length, hasMany) => {
	const batch = new FailureBatch();
	for (const { url = '' } of many(length, (n) => ({ url: `${missing.url}&n=${n}` })))
		batch.add({ ...missing, url });
	expect(batch.hasMany).toBe(hasMany);
});
