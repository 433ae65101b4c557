import { describe, expect, test } from 'vitest';
import type { CatalogRecord } from '../../protocol/catalogs.js';
import { covers, recordGroups } from './record-groups.js';

function shoes(count: number, record: CatalogRecord = {}): Record<string, CatalogRecord> {
	return Object.fromEntries(Array.from({ length: count }, (_, index) => [`shoe-${index}`, record]));
}

const long = { Modifier: 'text='.padEnd(10_000, 'x') };

describe('groups of records', () => {
	test.each([
		['none', {}, [0]],
		['one', shoes(1), [1]],
		['eight', shoes(8), [8]],
		['nine', shoes(9), [8, 1]],
		['twenty', shoes(20), [8, 8, 4]],
		['long templates', shoes(5, long), [2, 2, 1]],
	])('%s', (_, records, sizes) => {
		const groups = [...recordGroups(records)];
		expect(groups.map((group) => group.records.size)).toEqual(sizes);
		expect(groups.map(({ before }) => before)).toEqual(
			sizes.map((_, index) => sizes.slice(0, index).reduce((sum, size) => sum + size, 0)),
		);
	});

	test.each(['', '!', 'shoe-0', 'shoe-17', 'shoe-170', 'shoe-5', 'shoe-99', 'zebra', '\uffff', '\u{1f45e}'])(
		'every id is in one of them, there or not: %j',
		(id) => {
			const records = { ...shoes(100), '': {}, '\u{1f45e}': {}, '\uffff': {} };
			const [group, ...others] = [...recordGroups(records)].filter((one) => covers(one, id));
			expect(others).toEqual([]);
			expect(group?.records.has(id)).toBe(Object.hasOwn(records, id));
		},
	);

	test('what every object inherits is no record, and may be the id of one', () => {
		const records = JSON.parse('{"__proto__":{"Path":"a.png"}}');
		const [group] = recordGroups(records);
		expect(group?.records.get('__proto__')).toEqual({ Path: 'a.png' });
		expect(group?.records.has('constructor')).toBe(false);
	});
});
