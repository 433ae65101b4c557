import { describe, expect, it } from 'vitest';
import type { AttributeValue, Catalogs } from '../protocol/catalogs.js';
import { parseImageRequest } from '../protocol/parse-image-request.js';
import type { Failure } from './failure.js';
import type { MissingSources } from './missing-sources.js';
import { type PlanRules, planSubstitutes } from './plan.js';

type Attributes = Record<string, AttributeValue>;

const missing: Failure = { reason: 'missing', status: 403, serverText: '' };
const network: Failure = { reason: 'network', status: 0, serverText: '' };

function catalogs(cat: Attributes, byDefault: Attributes = {}): Catalogs {
	return { default: { attributes: byDefault }, cat: { attributes: cat }, def: {} };
}

/** What would be shown, best first: the kind and the effective request. */
function shown(
	url: string,
	cat: Attributes,
	byDefault: Attributes = {},
	failure = missing,
	rules: Partial<PlanRules> = {},
) {
	const all = catalogs(cat, byDefault);
	const plan = planSubstitutes(failure, parseImageRequest(url, all), { catalogs: all, ...rules });
	return plan.substitutes.map((substitute) => [
		substitute.kind,
		'url' in substitute ? substitute.url : undefined,
	]);
}

describe('default image', () => {
	it.each([
		[
			'1: mode 0 keeps wid hei fmt qlt only',
			'/is/image/cat/missing?wid=300&hei=200&fmt=png&qlt=80&bgc=ff0000&op_blur=5',
			{ DefaultImage: 'na' },
			'/is/image/cat/na?wid=300&hei=200&fmt=png&qlt=80',
		],
		[
			'3: mode 0 replaces the whole request though only a layer is missing',
			'/is/image/cat/bg?wid=400&layer=1&src=cat/missing&size=100,100',
			{ DefaultImage: 'na' },
			'/is/image/cat/na?wid=400',
		],
		[
			'5: defaultImage= overrides the attribute',
			'/is/image/cat/missing?defaultImage=cat/bg&wid=100',
			{ DefaultImage: 'na' },
			'/is/image/cat/bg?wid=100',
		],
		[
			'10: a thumbnail stays one',
			'/is/image/cat/missing?req=tmb&wid=64&hei=64',
			{ DefaultImage: 'na' },
			'/is/image/cat/na?wid=64&hei=64&req=tmb',
		],
		[
			'an id with its catalog is taken as it is',
			'/is/image/cat/missing',
			{ DefaultImage: 'def/na' },
			'/is/image/def/na',
		],
		[
			'the size may come from a macro',
			'/is/image/cat/missing?$small$',
			{ DefaultImage: 'na' },
			'/is/image/cat/na?wid=50',
		],
	])('catalog-and-errors %s', (_, url, attributes, effective) => {
		const all: Catalogs = { ...catalogs(attributes), cat: { attributes, macros: { small: 'wid=50' } } };
		const { substitutes } = planSubstitutes(missing, parseImageRequest(url, all), { catalogs: all });
		expect(substitutes).toEqual([expect.objectContaining({ kind: 'default-image', url: effective })]);
	});

	it('catalog-and-errors 6: an empty defaultImage= switches the mechanism off', () => {
		expect(shown('/is/image/cat/missing?defaultImage=', { DefaultImage: 'na' })).toEqual([]);
		expect(shown('/is/image/cat/missing?defaultImage=', { DefaultImage: 'na', ErrorImage: 'err' })).toEqual([
			['error-image', '/is/image/cat/err'],
		]);
	});

	it('catalog-and-errors 7: defined but empty is off, not defined inherits', () => {
		const url = '/is/image/cat/missing';
		expect(shown(url, { DefaultImage: '' }, { DefaultImage: 'x' })).toEqual([]);
		expect(shown(url, {}, { DefaultImage: 'x' })).toEqual([['default-image', '/is/image/cat/x']]);
	});

	it('catalog-and-errors 9: defaultImage= is ignored for masks and property requests', () => {
		expect(shown('/is/image/cat/missing?req=mask&defaultImage=cat/na', {})).toEqual([]);
		expect(shown('/is/image/cat/missing?req=props&defaultImage=cat/na', {})).toEqual([]);
	});

	it('catalog-and-errors 11, 12: a missing SVG or foreign source is an error, not a default image', () => {
		const attributes = { DefaultImage: 'na', ErrorImage: 'err' };
		const error = [['error-image', expect.stringContaining('/is/image/cat/err')]];
		const said = { ...missing, serverText: 'Unable to find cat/missing.svg' };
		expect(shown('/is/image/cat/bg?layer=1&src=cat/missing.svg', attributes, {}, said)).toEqual(error);
		expect(shown('/is/image/cat/missing.svg', attributes)).toEqual(error);
		const foreign = { ...missing, serverText: 'http://x.test/none.jpg not found' };
		expect(
			shown(
				'/is/image/cat/bg?layer=1&src=(http://x.test/none.jpg)',
				{ ...attributes, AllowDirectUrls: 1 },
				{},
				foreign,
			),
		).toEqual(error);
	});

	it('a request that names no catalog uses the default one', () => {
		expect(shown('/is/image/foo/bar', {}, { DefaultImage: 'cat/na' })).toEqual([
			['default-image', '/is/image/cat/na'],
		]);
		expect(shown('/is/image/foo/bar', {}, { DefaultImage: 'na' })).toEqual([
			['default-image', '/is/image/na'],
		]);
	});
});

describe('error image', () => {
	it('catalog-and-errors 14: answers a missing image where there is no default image', () => {
		const all = catalogs({ ErrorImage: 'cat/onError' });
		const plan = planSubstitutes(missing, parseImageRequest('/is/image/cat/missing', all), { catalogs: all });
		expect(plan.substitutes).toEqual([
			{
				kind: 'error-image',
				url: '/is/image/cat/onError',
				object: 'cat/onError',
				variables: { 'error.title': 'Image not found', 'error.message': 'Image not found' },
			},
		]);
	});

	it('catalog-and-errors 18: defined but empty is off', () => {
		expect(shown('/is/image/cat/missing', { ErrorImage: '' }, { ErrorImage: 'def/err' })).toEqual([]);
		expect(shown('/is/image/cat/missing', {}, { ErrorImage: 'def/err' })).toEqual([
			['error-image', '/is/image/def/err'],
		]);
	});

	it('catalog-and-errors 19: the default image comes first, the error image only if that fails', () => {
		const kinds = shown('/is/image/cat/missing', { DefaultImage: 'na', ErrorImage: 'err' }).map(
			([kind]) => kind,
		);
		expect(kinds).toEqual(['default-image', 'error-image']);
	});

	it('any other error is not for the default image', () => {
		const refused: Failure = { reason: 'refused', status: 403, serverText: '' };
		expect(
			shown('/is/image/cat/bg?wid=9&hei=8', { DefaultImage: 'na', ErrorImage: 'err' }, {}, refused),
		).toEqual([['error-image', '/is/image/cat/err?wid=9&hei=8']]);
	});

	it('a size that may be the cause of the error is dropped', () => {
		const invalid: Failure = { reason: 'invalid', status: 403, serverText: '' };
		expect(shown('/is/image/cat/bg?wid=99999&fmt=png', { ErrorImage: 'err' }, {}, invalid)).toEqual([
			['error-image', '/is/image/cat/err?fmt=png'],
		]);
	});
});

describe('a missing image that was asked for larger than MaxPix', () => {
	it.each([
		['wid=2001&fmt=png', '/is/image/cat/err?fmt=png'],
		['hei=9999', '/is/image/cat/err'],
		['wid=2000&hei=2000', '/is/image/cat/err?wid=2000&hei=2000'],
	])('catalog-and-errors 20: %s', (query, url) => {
		const attributes = { ErrorImage: 'err', MaxPix: '2000,2000' };
		expect(shown(`/is/image/cat/missing?${query}`, attributes)).toEqual([['error-image', url]]);
	});
});

describe('failures without a server', () => {
	const attributes = { DefaultImage: 'na', ErrorImage: 'err' };

	it('last good copy, default image, error image', () => {
		const kinds = shown('/is/image/cat/bg', attributes, {}, network).map(([kind]) => kind);
		expect(kinds).toEqual(['last-good', 'default-image', 'error-image']);
	});

	it('the shop decides otherwise', () => {
		const only = shown('/is/image/cat/bg', attributes, {}, network, {
			policy: { unavailable: ['error-image'] },
		});
		expect(only).toEqual([['error-image', '/is/image/cat/err']]);
		expect(shown('/is/image/cat/bg', attributes, {}, network, { policy: { network: [] } })).toEqual([]);
	});
});

describe('property requests', () => {
	const url = '/is/image/cat/missing?req=props,json&id=7&handler=myCb1';

	it('catalog-and-errors 36: JSONP errors call s7jsonError with the id, whatever the handler', () => {
		const all = catalogs({});
		const { substitutes } = planSubstitutes(missing, parseImageRequest(url, all), { catalogs: all });
		expect(substitutes).toEqual([
			{
				kind: 'properties',
				reply: {
					type: 'text/javascript',
					body: '/*jsonp*/s7jsonError({"message":"Image not found","title":"Image not found"},"7");',
					status: 200,
					seconds: 0,
				},
			},
		]);
	});

	it('cannot be made to run foreign script', () => {
		const all = catalogs({ ErrorDetail: 2 });
		const said = { ...missing, serverText: '");alert(1);//</script>\u2028' };
		const request = parseImageRequest('/is/image/cat/a?req=props,json&id=");alert(2);("', all);
		const [substitute] = planSubstitutes(said, request, { catalogs: all }).substitutes;
		const body = substitute?.kind === 'properties' ? substitute.reply.body : '';
		const calls: unknown[] = [];
		new Function('s7jsonError', 'alert', body)(
			(...values: unknown[]) => calls.push(values),
			() => calls.push('alert'),
		);
		expect(calls).toHaveLength(1);
		expect(body).not.toMatch(/<|\u2028/);
	});

	it('other formats are left to the server', () => {
		expect(shown('/is/image/cat/missing?req=props', { DefaultImage: 'na', ErrorImage: 'err' })).toEqual([]);
	});
});

describe('what a substitute keeps', () => {
	it('is what the URL and its macros say, not what the record of the object adds', () => {
		const all: Catalogs = {
			cat: {
				attributes: { DefaultImage: 'na', ErrorImage: 'cat/onError' },
				macros: { small: 'wid=50' },
				records: { shoe: { Path: 'shoe.jpg', Modifier: 'hei=70&qlt=30' } },
			},
		};
		const url = '/is/image/cat/shoe?$small$&fmt=png';
		const withoutRecords: Catalogs = { cat: { ...all.cat, records: {} } };
		const { commands: asked } = parseImageRequest(url, withoutRecords);
		const { substitutes } = planSubstitutes(missing, parseImageRequest(url, all), { catalogs: all, asked });
		expect(substitutes.map((one) => 'url' in one && one.url)).toEqual([
			'/is/image/cat/na?wid=50&fmt=png',
			'/is/image/cat/onError?wid=50&fmt=png',
		]);
	});
});

describe('default image, mode 1', () => {
	const attributes = { DefaultImage: 'na', DefaultImageMode: 1, ErrorImage: 'cat/onError' };
	const url = '/is/image/cat/bg?wid=400&layer=1&src=cat/missing&size=100,100';
	const found = (pictures: string[], masks: string[] = []): MissingSources => ({
		pictures: new Set(pictures),
		masks: new Set(masks),
	});
	const kinds = (missing: MissingSources | undefined) =>
		shown(url, attributes, {}, undefined, missing && { missing }).map(([kind]) => kind);

	it('catalog-and-errors 4: the request stays, the default object stands in at the layer', () => {
		const all = catalogs(attributes);
		const rules = { catalogs: all, missing: found(['cat/missing']) };
		const [first, second] = planSubstitutes(missing, parseImageRequest(url, all), rules).substitutes;
		const layerDefault = { missing: new Set(['cat/missing']), object: 'cat/na' };
		expect(first).toMatchObject({ kind: 'layer-default', url, object: 'cat/na', layerDefault });
		expect(second, 'where that cannot be drawn').toMatchObject({ url: '/is/image/cat/na?wid=400' });
	});

	it.each<[string, MissingSources | undefined, string[]]>([
		['a layer is missing', found(['cat/missing']), ['layer-default', 'default-image', 'error-image']],
		['nobody can say which one is missing', undefined, ['default-image', 'error-image']],
		['all layers are there: the server knows better', found([]), ['default-image', 'error-image']],
		['a mask is missing: an error', found(['cat/missing'], ['cat/mask']), ['error-image']],
	])('%s', (_, missing, expected) => {
		expect(kinds(missing)).toEqual(expected);
	});
});
