import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonText } from './json-text.js';

test('a record is a line', () => {
	const manifest = {
		servers: [],
		catalogs: { A: { records: { a: { Path: 'x', Expiration: 1 }, b: {} }, rules: [{ name: 'r' }] } },
	};
	expect([...jsonText(manifest)].join('')).toBe(
		[
			'{',
			'\t"servers": [],',
			'\t"catalogs": {',
			'\t\t"A": {',
			'\t\t\t"records": {',
			'\t\t\t\t"a": {"Path":"x","Expiration":1},',
			'\t\t\t\t"b": {}',
			'\t\t\t},',
			'\t\t\t"rules": [',
			'\t\t\t\t{"name":"r"}',
			'\t\t\t]',
			'\t\t}',
			'\t}',
			'}',
		].join('\n'),
	);
});

test('any JSON value comes back', () => {
	fc.assert(
		fc.property(fc.jsonValue({ maxDepth: 8 }), (value) => {
			// JSON itself has no -0
			const expected: unknown = JSON.parse(JSON.stringify(value));
			expect(JSON.parse([...jsonText(value)].join(''))).toEqual(expected);
		}),
	);
});
