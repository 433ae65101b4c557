import { describe, expect, test } from 'vitest';
import { attributeValue } from '../../protocol/attributes.js';
import type { AttributeValue } from '../../protocol/catalogs.js';
import { ATTRIBUTE_NAMES, ATTRIBUTES, type AttributeName } from '../attributes/attributes.js';
import { effectiveAttributes } from './effective-attributes.js';

type Values = Readonly<Record<string, AttributeValue>>;

function effective(own: Values, inherited: Values = {}, overrides: Values = {}) {
	const catalogs = { default: { attributes: inherited }, cat: { attributes: own } };
	return effectiveAttributes(catalogs, 'cat', overrides);
}

test('asked again, each catalog has its own; what a new default catalog says counts', () => {
	const own = { Acme: { attributes: { ErrorDetail: 1 } }, Other: { attributes: {} }, Bare: {} };
	const before = { ...own, default: { attributes: { ErrorDetail: 2 } } };
	const after = { ...own, default: { attributes: { ErrorDetail: 3 } } };
	const detail = (catalogs: typeof before, rootId: string) =>
		effectiveAttributes(catalogs, rootId).ErrorDetail;
	const ids = ['Acme', 'Other', 'Bare', 'unknown', 'default'];
	for (const _ of [1, 2]) {
		expect(ids.map((id) => detail(before, id))).toEqual([1, 2, 2, 2, 2]);
		expect(ids.map((id) => detail(after, id))).toEqual([1, 3, 3, 3, 3]);
	}
	expect(effectiveAttributes(own, 'Acme').ErrorDetail).toBe(1);
	expect(effectiveAttributes(own, 'Acme')).toBe(effectiveAttributes({ ...own }, 'Acme'));
});

describe('inheritance', () => {
	test.each<[string, AttributeName, Values, Values, unknown]>([
		[
			'catalog-and-errors 7: empty disables',
			'DefaultImage',
			{ DefaultImage: '' },
			{ DefaultImage: 'x' },
			undefined,
		],
		['catalog-and-errors 7: absent inherits', 'DefaultImage', {}, { DefaultImage: 'x' }, 'x'],
		['catalog-and-errors 8', 'DefaultImageMode', { DefaultImageMode: '' }, { DefaultImageMode: 1 }, 1],
		['catalog-and-errors 18', 'ErrorImage', { ErrorImage: '' }, { ErrorImage: 'def/err' }, undefined],
		['4.2: empty inherits', 'ErrorDetail', { ErrorDetail: '' }, { ErrorDetail: '2' }, 2],
		['4.2: own value wins', 'ErrorDetail', { ErrorDetail: 3 }, { ErrorDetail: 2 }, 3],
		['9.2: -1 never expires', 'Expiration', { Expiration: -1 }, { Expiration: 5 }, -1],
		['9.2: 0 is a value', 'DefaultExpiration', { DefaultExpiration: 0 }, { DefaultExpiration: 5 }, 0],
		['9.2: empty inherits', 'NonImgExpiration', { NonImgExpiration: '' }, { NonImgExpiration: 2 }, 2],
		[
			'catalog-and-errors 59: a flag of 2 is unspecified',
			'FullMatch',
			{ FullMatch: 2 },
			{ FullMatch: 1 },
			true,
		],
		[
			'catalog-and-errors 61: empty appends nothing',
			'DefaultExt',
			{ DefaultExt: '' },
			{ DefaultExt: '.tif' },
			undefined,
		],
		['class C is its own', 'RootId', {}, { RootId: 'other' }, undefined],
		['class D inherits', 'DefaultLocale', {}, { DefaultLocale: 'fr' }, 'fr'],
		['class D, empty is none', 'DefaultLocale', { DefaultLocale: '' }, { DefaultLocale: 'fr' }, undefined],
	])('%s: %s', (_, name, own, inherited, expected) => {
		expect(effective(own, inherited)[name]).toEqual(expected);
	});

	test('a RootId without a catalog means the default catalog, its own attributes included', () => {
		const catalogs = { default: { attributes: { DefaultImage: 'x', TimeStamp: '1406334512000' } } };
		expect(effectiveAttributes(catalogs, 'nowhere')).toMatchObject({
			DefaultImage: 'x',
			TimeStamp: 1406334512000,
		});
		expect(effectiveAttributes(catalogs, 'constructor').DefaultImage).toBe('x');
	});

	test('a catalog without attributes inherits, but not what is never inherited', () => {
		const catalogs = { default: { attributes: { DefaultImage: 'x', TimeStamp: '1' } }, cat: {} };
		expect(effectiveAttributes(catalogs, 'cat')).toMatchObject({ DefaultImage: 'x', TimeStamp: undefined });
	});

	test("what a rule sets goes before the catalog's own value", () => {
		const attributes = effective(
			{ MaxPix: '2000,2000', ErrorImage: 'a' },
			{},
			{ MaxPix: '500,500', ErrorImage: '' },
		);
		expect(attributes).toMatchObject({ MaxPix: { width: 500, height: 500 }, ErrorImage: undefined });
	});
});

test('without any catalog the documented and the built-in values are in force', () => {
	expect(effectiveAttributes({}, 'default')).toMatchObject({
		DefaultImage: undefined,
		DefaultImageMode: 0,
		ErrorImage: undefined,
		ErrorDetail: 0,
		Expiration: 10,
		DefaultExpiration: 1,
		NonImgExpiration: 0.1,
		DefaultPix: { width: 0, height: 0 },
		MaxPix: { width: 0, height: 0 },
		BkgColor: { red: 255, green: 255, blue: 255, alpha: 1 },
		JpegQuality: { quality: 80, fullChroma: false },
		ApplyEffectMask: true,
		Bfc: false,
		FullMatch: false,
		DefaultFont: undefined,
	});
});

describe('values', () => {
	test.each<[AttributeName, AttributeValue, unknown]>([
		['BkgColor', '0x80ff00', { red: 128, green: 255, blue: 0, alpha: 1, type: 'rgb', sourceSpace: false }],
		['BkgColor', '80FF00', { red: 128, green: 255, blue: 0, alpha: 1, type: 'rgb', sourceSpace: false }],
		['JpegQuality', '90,1', { quality: 90, fullChroma: true }],
		['JpegQuality', 75, { quality: 75, fullChroma: false }],
		['MaxPix', ' 2000 , 0 ', { width: 2000, height: 0 }],
		['DefaultExpiration', '2.5e-1', 0.25],
		['RequestLock', true, true],
		['ResMode', 4, 'sharp2'],
		['ThumbHorizAlign', '3', 'right'],
		['TimeStamp', '07/25/2014 17:28:32 PDT', 1406334512000],
		['TimeStamp', '07/25/2014 17:28:32 GMT -7', 1406334512000],
		['TimeStamp', '01/05/2014 00:00:00 GMT 5:30', 1388860200000],
		['TimeStamp', '07/25/2014 17:28 PDT', undefined],
		['RootUrl', 'http://img.test/a', 'http://img.test/a'],
		['RootUrl', '', undefined],
	])('catalog-and-errors 59, 60, 65: %s=%s', (name, value, expected) => {
		expect(effective({ [name]: value })[name]).toEqual(expected);
	});

	test.each<[AttributeName, AttributeValue]>([
		['BkgColor', 'white'],
		['BkgColor', '255,255,255'],
		['JpegQuality', '0'],
		['JpegQuality', '101'],
		['MaxPix', '2000'],
		['MaxPix', '-1,5'],
		['Expiration', -2],
		['Expiration', 'soon'],
		['Expiration', '0x10'],
		['DefaultImageMode', 2],
		['DefaultImage', 'a,b'],
		['DefaultImage', 'https://x.test/a.png'],
		['RootPath', '//x.test/'],
		['RootUrl', 'ftp://x.test/'],
		['DefaultExt', 'tif'],
	])('%s=%s says nothing', (name, value) => {
		expect(ATTRIBUTES[name].type.parse(String(value))).toBeUndefined();
	});
});

test('every attribute is documented on a page of its own', () => {
	const pages = ATTRIBUTE_NAMES.map((name) => ATTRIBUTES[name].page);
	expect(new Set(pages).size).toBe(ATTRIBUTE_NAMES.length);
});

test.each(ATTRIBUTE_NAMES.filter((name) => /[AB]/.test(ATTRIBUTES[name].inheritance)))(
	'the parser inherits %s alike when it is empty',
	(name) => {
		const catalogs = { default: { attributes: { [name]: 'x' } }, cat: { attributes: { [name]: '' } } };
		const expected = ATTRIBUTES[name].inheritance === 'A' ? 'x' : '';
		expect(attributeValue(catalogs, 'cat', name)).toBe(expected);
	},
);
