import { describe, expect, it } from 'vitest';
import { effectiveAttributes } from '../catalog/lookup/effective-attributes.js';
import type { Catalogs } from '../protocol/catalogs.js';
import { parseImageRequest } from '../protocol/parse-image-request.js';
import type { Failure } from './failure.js';
import { imageSources, replacesLayers } from './missing-sources.js';

const catalogs: Catalogs = {
	cat: {
		attributes: { DefaultImage: 'na', DefaultImageMode: 1 },
		records: { tpl: { Modifier: 'src=cat/x' } },
	},
	zero: { attributes: { DefaultImage: 'na' } },
	none: { attributes: { DefaultImageMode: 1 } },
};

describe('whether single layers are replaced', () => {
	const asked = (url: string, reason: Failure['reason'] = 'missing') => {
		const request = parseImageRequest(`/is/image/${url}`, catalogs);
		const attributes = effectiveAttributes(catalogs, request.catalog);
		return replacesLayers({ reason, status: 403, serverText: '' }, request, attributes);
	};

	it.each([
		['cat/a?layer=1&src=b', true],
		['cat/a?req=tmb', true],
		['cat/a?template=cat/tpl', true],
		['zero/a?layer=1&src=b', false],
		['none/a', false],
		['none/a?defaultImage=cat/na', true],
		['cat/a?defaultImage=', false],
		['cat/a?req=mask', false],
		['cat/a?req=set', false],
		['cat/a?layer=1&src=ir{a/b}', false],
		['cat/a?layer=1&src=fxg{a/b}', false],
		['cat/a?layer=1&src=is(cat/b?layer=1&src=ir{a/b})', false],
		['cat/a?template=cat/unknown', false],
	])('%s: %s', (url, expected) => {
		expect(asked(url)).toBe(expected);
	});

	it('only a missing image is replaced at its layer', () => {
		expect(asked('cat/a', 'network')).toBe(false);
		expect(asked('cat/a', 'invalid')).toBe(false);
	});
});

describe('the images of a request', () => {
	it('come with those of nested requests; what a mask is made of is a mask', () => {
		const url =
			'/is/image/cat/a?layer=1&src=is(cat/b?mask=cat/m)&layer=2&src=c&mask=is(cat/d)&layer=3&text=x';
		const { pictures, masks } = imageSources(parseImageRequest(url, catalogs));
		expect(pictures.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
		expect(masks.map(({ id }) => id).toSorted()).toEqual(['d', 'm']);
	});
});
