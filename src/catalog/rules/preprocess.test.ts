import { describe, expect, test } from 'vitest';
import { lockQuery } from '../../protocol/lock.js';
import { obfuscateQuery } from '../../protocol/obfuscation.js';
import { effectiveAttributes } from '../lookup/effective-attributes.js';
import { type Manifest, parseManifest } from '../manifest/manifest.js';
import { preprocess } from './preprocess.js';

function catalogs(value: Record<string, unknown>): Manifest['catalogs'] {
	return parseManifest({ servers: [], catalogs: value }).catalogs;
}

const rule = { expression: '^Acme/shoes/', addQuery: 'defaultImage=Acme/no-shoe' };

describe('the rules of the catalog that the URL names', () => {
	test.each([
		[
			'https://i.test/is/image/Acme/shoes/1?wid=3',
			'https://i.test/is/image/Acme/shoes/1?wid=3&defaultImage=Acme/no-shoe',
		],
		['/is/image/Acme/shoes/1', '/is/image/Acme/shoes/1?defaultImage=Acme/no-shoe'],
		['/is/image/Acme/hats/1', '/is/image/Acme/hats/1'],
		['/is/image/Other/shoes/1', '/is/image/Other/shoes/1'],
		['/shop/Acme/shoes/1', '/shop/Acme/shoes/1'],
		['/is/images/Acme/shoes/1', '/is/images/Acme/shoes/1'],
	])('%s -> %s', (url, expected) => {
		expect(preprocess(url, catalogs({ Acme: { rules: [rule] } })).url).toBe(expected);
	});

	test('those of the default catalog only if it names none', () => {
		const both = catalogs({ Acme: {}, default: { rules: [{ addQuery: 'x=1' }] } });
		expect(preprocess('/is/image/Acme/a', both).url).toBe('/is/image/Acme/a');
		expect(preprocess('/is/image/other/a', both).url).toBe('/is/image/other/a?x=1');
		expect(preprocess('/is/image?src=a', both).url).toBe('/is/image?src=a&x=1');
	});

	test('a server with a root of its own, and static content', () => {
		const rules = [
			{ requestType: ['static'], addQuery: 's=1', onMatch: 'continue' },
			{ requestType: ['is'], addQuery: 'i=1' },
		];
		const acme = catalogs({ Acme: { rules } });
		expect(preprocess('/img/Acme/a', acme, { root: '/img' }).url).toBe('/img/Acme/a?i=1');
		expect(preprocess('/is/content/Acme/a', acme).url).toBe('/is/content/Acme/a?s=1');
	});
});

test('what a rule sets is in force for the request, and for this request only', () => {
	const acme = catalogs({
		Acme: {
			attributes: { MaxPix: '9,9' },
			rules: [{ expression: 'big', attributes: { MaxPix: '500,500' } }],
		},
	});
	const maxPix = (url: string) => effectiveAttributes(preprocess(url, acme).catalogs, 'Acme').MaxPix;
	expect(maxPix('/is/image/Acme/big')).toEqual({ width: 500, height: 500 });
	expect(maxPix('/is/image/Acme/small')).toEqual({ width: 9, height: 9 });
});

test('a substitution that changes the catalog: its attributes are the ones overridden, its rules are not run', () => {
	const two = catalogs({
		A: { rules: [{ expression: '^A/', substitution: 'B/', attributes: { ErrorImage: '' } }] },
		B: { attributes: { ErrorImage: 'B/err' }, rules: [{ addQuery: 'never=1' }] },
	});
	const { url, catalogs: seen } = preprocess('/is/image/A/x', two);
	expect(url).toBe('/is/image/B/x');
	expect(effectiveAttributes(seen, 'B').ErrorImage).toBeUndefined();
});

describe('a locked and obfuscated query', () => {
	const acme = catalogs({
		Acme: {
			attributes: { RequestLock: 1, RequestObfuscation: 1 },
			rules: [{ expression: 'wid=\\d+', substitution: 'wid=9' }],
		},
	});

	test('is opened for the rules, and stays open for the parser', () => {
		const outcome = preprocess(`/is/image/Acme/a?${obfuscateQuery(lockQuery('wid=200'))}`, acme);
		expect(outcome.url).toBe('/is/image/Acme/a?wid=9');
		expect(effectiveAttributes(outcome.catalogs, 'Acme')).toMatchObject({
			RequestLock: false,
			RequestObfuscation: false,
		});
	});

	test('that cannot be opened is left to the parser, which refuses it', () => {
		const url = `/is/image/Acme/a?${obfuscateQuery('wid=200&4a1e')}`;
		const outcome = preprocess(url, acme);
		expect(outcome.url).toBe(url);
		expect(effectiveAttributes(outcome.catalogs, 'Acme').RequestLock).toBe(true);
	});
});
