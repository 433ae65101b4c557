import { expect, test } from 'vitest';
import { ATTRIBUTE_NAMES } from '../attributes/attributes.js';
import { manifestJsonSchema } from './manifest-json-schema.js';

/** What lies below a chain of keys. */
function at(value: unknown, ...keys: string[]): unknown {
	return keys.reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value);
}

const schema = manifestJsonSchema();

test('editors know every key, its values and its default', () => {
	expect(schema).toMatchObject({
		$schema: 'http://json-schema.org/draft-07/schema#',
		type: 'object',
		required: ['servers'],
		additionalProperties: false,
		properties: {
			mode: { enum: ['on', 'observe', 'off'], default: 'on' },
			substituteStatus: { enum: [200, 'original'], default: 200 },
			servers: {
				type: 'array',
				items: {
					required: ['origin'],
					properties: { timeoutMs: { minimum: 100, maximum: 120_000, default: 8000 } },
				},
			},
			limits: { properties: { renderPixels: { type: 'integer', default: 16_000_000 } } },
		},
	});
});

test('editors complete every attribute', () => {
	const properties = at(
		schema,
		'properties',
		'catalogs',
		'additionalProperties',
		'properties',
		'attributes',
		'properties',
	);
	expect(Object.keys(properties as object)).toEqual(ATTRIBUTE_NAMES);
	expect(at(properties, 'BkgColor', 'description')).toBe(
		'a colour as RRGGBB in hex, e.g. ffffff (r-bkgcolor.md)',
	);
});

test('it is JSON', () => {
	expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
});
