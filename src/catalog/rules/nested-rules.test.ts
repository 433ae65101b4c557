import { describe, expect, test } from 'vitest';
import type { ImageRequest } from '../../protocol/image-request.js';
import { parseImageRequest } from '../../protocol/parse-image-request.js';
import { readExpression } from '../expressions/expression.js';
import { type ManifestCatalogs, parseManifest } from '../manifest/manifest.js';
import { nestedRules } from './nested-rules.js';

function parse(url: string, catalogs: Record<string, unknown>): ImageRequest {
	const shop: ManifestCatalogs = parseManifest({ servers: [], catalogs }).catalogs;
	return parseImageRequest(url, shop, { rewriteNested: nestedRules(shop) });
}

/** The request that is the source of a layer. */
function nested({ layers }: ImageRequest, number = 1): ImageRequest | undefined {
	const source = layers.find((layer) => layer.number === number)?.source;
	return source?.type === 'nested' ? source.request : undefined;
}

const small = { expression: '/small$', substitution: '?wid=50' };

describe('the rules of the catalog that a nested request names', () => {
	test('rewrite it before it is read', () => {
		const request = parse('/is/image/Acme/a?layer=1&src=is(Acme/b/small)', { Acme: { rules: [small] } });
		expect(nested(request)).toMatchObject({ object: { specifier: 'Acme/b' }, commands: { wid: 50 } });
		expect(request.problems).toEqual([]);
	});

	test('at every depth, in masks, and where a variable completes the request', () => {
		const request = parse(
			'/is/image/Acme/a?$size=small&layer=1&src=is(?layer=2&src=is(Acme/b/$size$))&mask=is{Acme/m/small}',
			{ Acme: { rules: [small] } },
		);
		const inner = nested(request);
		expect(inner && nested(inner, 2)).toMatchObject({ object: { id: 'b' }, commands: { wid: 50 } });
		const mask = request.layers.find(({ number }) => number === 1)?.mask;
		expect(mask).toMatchObject({ request: { object: { id: 'm' }, commands: { wid: 50 } } });
	});

	test('in the body of a template', () => {
		const request = parse('/is/image/Acme/T', {
			Acme: { rules: [small], records: { T: { Modifier: 'src=is(Acme/b/small)' } } },
		});
		expect(nested(request, 0)).toMatchObject({ object: { id: 'b' }, commands: { wid: 50 } });
	});

	test('are not those of the request around it', () => {
		const shop = { Acme: { rules: [small] }, Other: {}, default: { rules: [{ addQuery: 'hei=7' }] } };
		const inner = (source: string) => nested(parse(`/is/image/Acme/a?layer=1&src=${source}`, shop));
		expect(inner('is(Other/b/small)')).toMatchObject({ object: { id: 'b/small' }, commands: {} });
		expect(inner('is(?src=b)')?.commands).toEqual({ hei: 7 });
	});

	test('leave the request of another renderer and a foreign image alone', () => {
		const request = parse('/is/image/Acme/a?layer=1&src=ir(Acme/b/small)', { Acme: { rules: [small] } });
		expect(request.layers[1]?.source).toMatchObject({ renderer: 'ir', text: 'Acme/b/small' });
	});

	test('may be for some contexts only: a nested request is one of /is/image', () => {
		const rules = [{ ...small, requestType: ['static'] }];
		const request = parse('/is/image/Acme/a?layer=1&src=is(Acme/b/small)', { Acme: { rules } });
		expect(nested(request)).toMatchObject({ object: { id: 'b/small' } });
	});

	test('set attributes for it, not for what stands beside it', () => {
		const shop = {
			Acme: { rules: [{ expression: '^Acme/free', attributes: { RootUrl: 'http://cdn.test' } }] },
		};
		const request = parse(
			'/is/image/Acme/a?layer=1&src=is(Acme/free?src=(x.png))&layer=2&src=is(Acme/other?src=(x.png))',
			shop,
		);
		expect(nested(request)?.layers[0]?.source).toEqual({ type: 'foreign', url: 'http://cdn.test/x.png' });
		expect(nested(request, 2)?.problems).toMatchObject([{ code: 'not-permitted' }]);
	});

	test('refuse the whole request if they refuse a nested one', () => {
		const rules = [{ name: 'costly', expression: 'op_usm=', onMatch: 'error' }];
		const url = '/is/image/Acme/a?layer=1&src=is(Acme/b?op_usm=1,2)';
		const { problems } = parse(url, { Acme: { rules } });
		expect(problems).toMatchObject([
			{ code: 'refused', severity: 'error', message: 'request refused by rule "costly".' },
		]);
		expect(url.slice(problems[0]?.position)).toMatch(/^Acme\/b\?op_usm/);
	});

	test('that write nonsense do no harm', () => {
		const rules = [{ substitution: ')&layer=9&src=is((' }];
		const request = parse('/is/image/Acme/a?layer=1&src=is(Acme/b)', { Acme: { rules } });
		expect(request.layers.map(({ number }) => number)).toEqual([0, 1]);
	});
});

test('searches are bounded over all nested requests together: none is given up at first, then all are', () => {
	const acme = { rules: [{ expression: '(a*)(a*)(a*)b', substitution: 'found' }] };
	const rules = parseManifest({ servers: [], catalogs: { Acme: acme } }).catalogs;
	const rewrite = nestedRules(rules);
	const { maxLength } = readExpression('(a*)(a*)(a*)b');
	const found = Array.from({ length: 20 }, (_, index) => {
		const request = `Acme/${index}`.padEnd(maxLength - 1, 'a');
		return rewrite(`${request}b`, rules).request.endsWith('found');
	});
	expect(found).toEqual([true, ...Array(19).fill(false)]);
});
