import { describe, expect, test } from 'vitest';
import type { CatalogRecord } from '../protocol/catalogs.js';
import { effectiveAttributes } from './lookup/effective-attributes.js';
import { type CatalogSource, resolveRequest } from './resolve-request.js';
import type { RuledCatalogs } from './rules/preprocess.js';

/** A database of records: `RootId/id` -> record. */
function source(
	catalogs: RuledCatalogs,
	records: Record<string, CatalogRecord>,
): CatalogSource & { asked: string[] } {
	const asked: string[] = [];
	return {
		asked,
		catalogs,
		record: async ({ rootId, id }) => {
			asked.push(`${rootId}/${id}`);
			return records[`${rootId}/${id}`];
		},
	};
}

describe('records come from the database as the request names them', () => {
	test('the path object', async () => {
		const { object } = await resolveRequest(
			'/is/image/cat/na?wid=3',
			source({ cat: {} }, { 'cat/na': { Path: 'na.png' } }),
		);
		expect(object).toMatchObject({ rootId: 'cat', id: 'na', record: { Path: 'na.png' } });
	});

	test('a template, the layers it names, and their files', async () => {
		const records = {
			'cat/T': { Modifier: 'src=bg&layer=1&src=cat/inner' },
			'cat/bg': { Path: 'bg.png' },
			'cat/inner': { Modifier: 'src=logo&opac=50' },
			'cat/logo': { Path: 'logo.png' },
		};
		const request = await resolveRequest('/is/image/cat?template=T', source({ cat: {} }, records));
		expect(request.lookups.map(({ id }) => id)).toEqual(expect.arrayContaining(['T', 'bg', 'inner']));
		expect(request.layers[0]?.source).toMatchObject({ object: { record: { Path: 'bg.png' } } });
	});

	test('a record inside a nested request', async () => {
		const request = await resolveRequest(
			'/is/image/cat/bg?layer=1&src=is(cat/na?wid=3)',
			source({ cat: {} }, { 'cat/bg': { Path: 'bg.png' }, 'cat/na': { Path: 'na.png' } }),
		);
		expect(request.layers.at(-1)?.source).toMatchObject({
			type: 'nested',
			request: { object: { record: { Path: 'na.png' } } },
		});
	});

	test('a record that a rule leads a nested request to', async () => {
		const rules = [{ expression: 'old$', substitution: 'na', onMatch: 'break', replace: 'first' }] as const;
		const request = await resolveRequest(
			'/is/image/cat/bg?layer=1&src=is(cat/old)',
			source({ cat: { rules } } as RuledCatalogs, {
				'cat/bg': { Path: 'b.png' },
				'cat/na': { Path: 'n.png' },
			}),
		);
		expect(request.layers[1]?.source).toMatchObject({ request: { object: { record: { Path: 'n.png' } } } });
	});

	test('each record is asked for once, whether it exists or not', async () => {
		const database = source({ cat: {} }, { 'cat/a': { Modifier: 'src=missing&layer=1&src=missing' } });
		await resolveRequest('/is/image/cat/a', database);
		expect(new Set(database.asked).size).toBe(database.asked.length);
	});

	test('records that are in memory are not asked for', async () => {
		const database = source({ cat: { records: { na: { Path: 'na.png' } } } }, {});
		const { object } = await resolveRequest('/is/image/cat/na', database);
		expect(object?.record).toEqual({ Path: 'na.png' });
		expect(database.asked).toEqual([]);
	});

	test('an id that every JavaScript object knows is no record', async () => {
		const { object } = await resolveRequest(
			'/is/image/cat/constructor',
			source({ cat: { records: {} } }, {}),
		);
		expect(object?.record).toBeUndefined();
	});

	test('a record that leads to ever new ones ends', async () => {
		const endless: CatalogSource = {
			catalogs: { cat: {} },
			record: async ({ id }) => ({ Modifier: `src=${id}x` }),
		};
		const request = await resolveRequest('/is/image/cat/a', endless);
		expect(request.object?.record).toEqual({ Modifier: 'src=ax' });
	});

	test('the failure of the database is the caller’s to handle', async () => {
		const broken: CatalogSource = { catalogs: {}, record: () => Promise.reject(new Error('no database')) };
		await expect(resolveRequest('/is/image/x', broken)).rejects.toThrow('no database');
	});

	test('options reach the parser', async () => {
		const database = source({ cat: {} }, { 'cat/T': { Modifier: 'size=9,9&text=$error.title$' } });
		const { layers } = await resolveRequest('/is/image/cat/T', database, {
			variables: { 'error.title': 'Gone' },
		});
		expect(JSON.stringify(layers[0]?.source)).toContain('Gone');
	});
});

describe('catalog-and-errors 62: FullMatch decides whose attributes count for an unknown id', () => {
	test.each([
		[0, 'cat', 'no-cat'],
		[1, 'default', 'no-def'],
	])('FullMatch %i -> %s', async (FullMatch, rootId, DefaultImage) => {
		const catalogs = {
			default: { attributes: { DefaultImage: 'no-def' } },
			cat: { attributes: { FullMatch, DefaultImage: 'no-cat' } },
		};
		const request = await resolveRequest('/is/image/cat/sub/p.tif', source(catalogs, {}));
		expect(request.catalog).toBe(rootId);
		expect(effectiveAttributes(catalogs, request.catalog).DefaultImage).toBe(DefaultImage);
		const known = await resolveRequest('/is/image/cat/a', source(catalogs, { 'cat/a': { Path: 'a' } }));
		expect(known.catalog).toBe('cat');
	});
});
