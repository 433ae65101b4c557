import { beforeEach, describe, expect, test, vi } from 'vitest';
import { type ManifestCatalogs, parseManifest } from '../../catalog/manifest/manifest.js';
import { Rules } from '../../catalog/store/rules.js';
import type { Failure } from '../../fallback/failure.js';
import { planAnswer, readByRules } from './plan-answer.js';

const missing: Failure = { reason: 'missing', status: 404, serverText: '' };

beforeEach(() => vi.stubGlobal('navigator', { languages: [] }));

/** Rules as a worker has them: records lie in a database. */
function inForce(catalogs: Record<string, unknown>): Rules {
	const manifest = parseManifest({ servers: [], catalogs });
	const records: ManifestCatalogs = manifest.catalogs;
	const bare = Object.entries(records).map(([rootId, { records: _, ...catalog }]) => [rootId, catalog]);
	const settings = { ...manifest, generation: 1, manifestUrl: '', digest: '', installedAt: 0 };
	return new Rules(
		{ ...settings, version: undefined, report: undefined, policies: [], lastGood: undefined },
		Object.fromEntries(bare) as Rules['catalogs'],
		{},
		async ({ rootId, id }) => records[rootId]?.records?.[id],
	);
}

async function substitutes(path: string, catalogs: Record<string, unknown>, failure = missing) {
	const request = await readByRules(`https://i.test${path}`, '/is/image', inForce(catalogs));
	const { plan } = await planAnswer(failure, request);
	return plan.substitutes.map((substitute) => ('url' in substitute ? substitute.url : substitute.kind));
}

describe('the records of the database decide', () => {
	test('which catalog counts, where FullMatch is set', async () => {
		const shop = {
			default: { attributes: { DefaultImage: 'plain' }, records: { plain: {} } },
			cat: {
				attributes: { FullMatch: 1, DefaultImage: 'na' },
				records: { bg: { Path: 'bg.tif' }, na: {} },
			},
		};
		expect(await substitutes('/is/image/cat/bg', shop)).toEqual(['/is/image/cat/na']);
		expect(await substitutes('/is/image/cat/unknown', shop)).toEqual(['/is/image/plain']);
	});

	test('which size is kept: what the URL says, not what the record of the failed image adds', async () => {
		const shop = {
			cat: { attributes: { DefaultImage: 'na' }, records: { bg: { Modifier: 'wid=90&bgc=ff0000' }, na: {} } },
		};
		expect(await substitutes('/is/image/cat/bg?hei=50', shop)).toEqual(['/is/image/cat/na?hei=50']);
	});
});

test('a rule that refuses a nested request leaves no default image', async () => {
	const shop = {
		cat: {
			attributes: { DefaultImage: 'na', ErrorImage: 'oops' },
			rules: [{ expression: '^cat/secret', onMatch: 'error' }],
			records: { na: {}, oops: {} },
		},
	};
	const shown = (source: string) => substitutes(`/is/image/cat/bg?layer=1&src=${source}`, shop);
	expect(await shown('is(cat/secret)')).toEqual(['/is/image/cat/oops']);
	expect(await shown('is(cat/open)')).toEqual(['/is/image/cat/na', '/is/image/cat/oops']);
});
