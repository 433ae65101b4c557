import { describe, expect, test } from 'vitest';
import { ATTRIBUTE_NAMES } from '../../catalog/attributes/attributes.js';
import { effectiveAttributes } from '../../catalog/lookup/effective-attributes.js';
import { originOf } from './attribute-origin.js';
import { valueText } from './value-text.js';

const catalogs = {
	default: { attributes: { DefaultImage: 'global', BkgColor: 'f3ece1', ErrorDetail: 2, ErrorImage: '' } },
	Acme: { attributes: { DefaultImage: '', BkgColor: '', MaxPix: '300,200' } },
	Other: {},
};

describe('originOf', () => {
	test.each([
		['MaxPix', 'Acme', 'catalog', '300,200'],
		['ErrorDetail', 'Acme', 'default catalog', '2'],
		['BkgColor', 'Acme', 'default catalog', 'f3ece1'],
		['DefaultImage', 'Other', 'default catalog', 'global'],
		['DefaultImage', 'unknown', 'default catalog', 'global'],
		['ErrorDetail', 'default', 'default catalog', '2'],
		['JpegQuality', 'Acme', 'built-in', '80,0'],
		['ThumbBkgColor', 'Acme', 'built-in', 'ffffff'],
		['Watermark', 'Acme', 'none', ''],
	] as const)('%s of %s: %s', (name, rootId, origin, text) => {
		expect(originOf(name, catalogs, rootId)).toEqual({ name, origin, text, isOff: false });
	});

	test('defined but empty is off, and not inherited', () => {
		expect(originOf('DefaultImage', catalogs, 'Acme')).toMatchObject({ origin: 'catalog', isOff: true });
		expect(originOf('ErrorImage', catalogs, 'Other')).toMatchObject({
			origin: 'default catalog',
			isOff: true,
		});
	});

	test('an attribute that a rule set for the request', () => {
		const ruled = { ...catalogs, Acme: { attributes: { ...catalogs.Acme.attributes, ErrorImage: 'card' } } };
		expect(originOf('ErrorImage', ruled, 'Acme', catalogs)).toMatchObject({ origin: 'rule', text: 'card' });
		expect(originOf('MaxPix', ruled, 'Acme', catalogs).origin).toBe('catalog');
	});

	test.each(['default', 'Acme', 'Other', 'unknown'])('the texts are the values in force in %s', (rootId) => {
		const inForce = effectiveAttributes(catalogs, rootId);
		for (const name of ATTRIBUTE_NAMES) {
			expect([name, originOf(name, catalogs, rootId).text]).toEqual([name, valueText(inForce[name])]);
		}
	});
});

test('what a catalog hides of the default catalog', () => {
	expect(originOf('DefaultImage', catalogs, 'Acme').hidden).toBe('global');
	expect(originOf('MaxPix', { ...catalogs, default: { attributes: { MaxPix: '9,9' } } }, 'Acme').hidden).toBe(
		'9,9',
	);
	expect(originOf('BkgColor', catalogs, 'Acme').hidden).toBeUndefined();
	expect(originOf('DefaultImage', catalogs, 'default').hidden).toBeUndefined();
});
