import { describe, expect, test } from 'vitest';
import { attributeFlag, attributeValue } from './attributes.js';
import { decodeValue, encodePlainText } from './encoding.js';
import {
	localizeImageSet,
	localizeMap,
	localizeTargets,
	localizeUserData,
	stringLocalization,
} from './localized-string.js';
import { lockOf, lockQuery, unlockQuery } from './lock.js';
import { mediaSetType } from './media-set.js';
import { obfuscateQuery, revealQuery } from './obfuscation.js';
import { sourceFile } from './source-file.js';

describe('lock and obfuscation', () => {
	test.each([
		['wid=200', '4a1f'],
		['a', '0061'],
		['', '0000'],
		['WID=200', '967f'],
		['wid=200&hei=100', 'c149'],
		['$text=rate%26weight%3D85%25%2027%23', 'c174'],
		['wid=200&hei=200', '0452'],
	])('protocol 34-36, catalog-and-errors 50: lock of "%s" is %s', (query, lock) => {
		expect(lockOf(query)).toBe(lock);
		expect(unlockQuery(lockQuery(query))).toBe(query);
	});

	test.each(['wid=200&4a1e', 'wid=200', '4a1f', ''])('protocol 38: "%s" is not locked', (query) => {
		expect(unlockQuery(query)).toBeUndefined();
	});

	test.each([
		['wid=200&hei=100&c149', 'd2lkPTIwMCZoZWk9MTAwJmMxNDk='],
		['wid=200&4a1f', 'd2lkPTIwMCY0YTFm'],
		['$txt=my text string&$img=myImage', 'JHR4dD1teSB0ZXh0IHN0cmluZyYkaW1nPW15SW1hZ2U='],
		['é€🎈', 'w6nigqzwn46I'],
	])('protocol 35, 37, catalog-and-errors 52, 53: %s', (clear, base64) => {
		expect(obfuscateQuery(clear)).toBe(base64);
		expect(revealQuery(base64)).toBe(clear);
	});

	test('protocol 37: the printed example lacks its first character', () => {
		expect(revealQuery('dHh0PW15IHRleHQgc3RyaW5nJiRpbWc9bXlJbWFnZQ==')).toBe(
			'txt=my text string&$img=myImage',
		);
	});

	test('bytes that are no UTF-8 are read as ISO-8859-1', () => {
		expect(revealQuery('Y2Fm6Q==')).toBe('caf\u00e9');
	});

	test.each(['wid=200', 'abc', 'ab c', 'a==='])('"%s" is no base64', (text) => {
		expect(revealQuery(text)).toBeUndefined();
	});
});

describe('localized strings', () => {
	const one = 'en,E|nl,N|de,D|,';
	const families = 'en,E|en_us,EUS,E|en_uk,EUK,E|de,D|de_at,DAT,D|de_de,D';
	const both = '^loc=E^English^loc=EUK^UK-English^loc=D^German^loc=DAT^Austrian';
	test.each([
		['protocol 49, text 47', one, 'nl', 'Default1^loc=N^Dutch1^loc=D^German1', 'Dutch1'],
		['protocol 49, text 47', one, 'de', 'Default1^loc=N^Dutch1^loc=D^German1', 'German1'],
		['protocol 49, text 47', one, 'en', 'Default1^loc=N^Dutch1^loc=D^German1', ''],
		['protocol 49, text 47', one, 'ja', 'Default1^loc=N^Dutch1^loc=D^German1', 'Default1'],
		['protocol 49', one, 'nl', 'a^b', 'a^b'],
		['text 47', one, 'ja', '^loc=E^English2^loc=N^Dutch2', ''],
		['text 47', one, 'NL', '^loc=E^English2^loc=N^Dutch2', 'Dutch2'],
		['text 47', one, 'en', '111', '111'],
		['text 47', one, 'nl', '111', '111'],
		['text 47', one, 'de', '111', '111'],
		['text 47', one, 'ja', '111', '111'],
		['protocol 50', families, 'de_at', '^loc=E^English^loc=D^German', 'German'],
		['text 48', families, 'en', both, 'English'],
		['text 48', families, 'en_us', both, 'English'],
		['text 48', families, 'en_uk', both, 'UK-English'],
		['text 48', families, 'de', both, 'German'],
		['text 48', families, 'de_de', both, 'German'],
		['text 48', families, 'de_at', both, 'Austrian'],
		['catalog-and-errors 49', 'en,E|en_us,EUS,E', 'en_us', '^loc=E^English^loc=D^German', 'English'],
		['no rule for the locale', 'en,E', 'ja', 'a^loc=E^b', ''],
		['no map', '', 'ja', 'a^loc=E^b', 'a^loc=E^b'],
	])('%s: %s, %s, %s', (_, map, locale, element, expected) => {
		expect(stringLocalization(map, locale)(element)).toBe(expected);
	});

	const data = 'val1=111??str1=Default1^loc=N^Dutch1??str2=^loc=E^English2^loc=N^Dutch2';
	test.each([
		['nl', 'val1=111\r\nstr1=Dutch1\r\nstr2=Dutch2'],
		['ja', 'val1=111\r\nstr1=Default1\r\nstr2='],
		['en', 'val1=111\r\nstr1=\r\nstr2=English2'],
	])('catalog-and-errors 48: user data in %s', (locale, expected) => {
		expect(localizeUserData(data, stringLocalization(one, locale))).toBe(expected);
	});

	test('which parts of a field are localized', () => {
		const nl = stringLocalization(one, 'nl');
		expect(localizeTargets('Target.1.label=A^loc=N^B??Target.1.rect=A^loc=N^B', nl)).toBe(
			'Target.1.label=B\r\nTarget.1.rect=A^loc=N^B',
		);
		expect(localizeImageSet('a^loc=N^b,c;0xff0000d^loc=N^e:f', nl)).toBe('b,c;0xff0000e:f');
		expect(localizeImageSet('{a;{0xff0000d^loc=N^e}},b', nl)).toBe('{a;{0xff0000e}},b');
		expect(localizeMap('<area coords="1^loc=N^2" alt=\'A^loc=N^B\'>', nl)).toBe(
			'<area coords="1^loc=N^2" alt=\'B\'>',
		);
	});
});

describe('encoding', () => {
	test.each([
		['a+b%2Bc', 'a b+c'],
		['caf%C3%A9', 'café'],
		['caf%E9', 'café'],
		['100%', '100%'],
		['%zz%4', '%zz%4'],
	])('%s is %s', (text, expected) => expect(decodeValue(text)).toBe(expected));

	test('plain text becomes RTF that shows it, line breaks included', () => {
		expect(decodeValue(encodePlainText('{a}\\b\r\n$x$ \ud800'))).toBe('\\{a\\}\\\\b\\line $x$ \ufffd');
	});
});

describe('attributes', () => {
	const catalogs = {
		default: { attributes: { DefaultImage: 'x', DefaultImageMode: 1, FullMatch: '1' } },
		A: { attributes: { DefaultImage: '', DefaultImageMode: '' } },
	};
	test('catalog-and-errors 7, 8: what is empty is off, or inherits', () => {
		expect(attributeValue(catalogs, 'A', 'DefaultImage')).toBe('');
		expect(attributeValue(catalogs, 'B', 'DefaultImage')).toBe('x');
		expect(attributeValue(catalogs, 'A', 'DefaultImageMode')).toBe(1);
		expect(attributeFlag(catalogs, 'A', 'FullMatch')).toBe(true);
		expect(attributeValue(catalogs, 'A', 'toString')).toBeUndefined();
	});

	test.each([
		['2', true],
		['', true],
		[' 0 ', false],
		[0, false],
		[false, false],
	])('a flag of %j over one that is set is %s', (own, expected) => {
		const flags = { default: { attributes: { FullMatch: ' 1 ' } }, A: { attributes: { FullMatch: own } } };
		expect(attributeFlag(flags, 'A', 'FullMatch')).toBe(expected);
	});
});

describe('files', () => {
	const catalogs = {
		default: { attributes: { RootPath: 'images/def', DefaultExt: '.tif' } },
		A: { attributes: { RootPath: 'images/cat' } },
		B: { attributes: { RootPath: '/data/c1', DefaultExt: '' } },
	};
	const file = (rootId: string, id: string, Path?: string) =>
		sourceFile({ specifier: id, rootId, id, record: Path === undefined ? undefined : { Path } }, catalogs);
	test.each([
		['protocol 27, catalog-and-errors 62', 'A', 'p/q', undefined, 'images/cat/p/q.tif'],
		['protocol 27, catalog-and-errors 62: FullMatch', 'default', 'A/p/q', undefined, 'images/def/A/p/q.tif'],
		['catalog-and-errors 61', 'A', 'shoes/red.jpg', undefined, 'images/cat/shoes/red.jpg'],
		['catalog-and-errors 61', 'A', 'v1.2/red', undefined, 'images/cat/v1.2/red.tif'],
		['catalog-and-errors 61: empty', 'B', 'red', undefined, '/data/c1/red'],
		['catalog-and-errors 63', 'A', 'x', '/x/a.tif', '/x/a.tif'],
	])('%s: %s %s', (_, rootId, id, path, expected) => expect(file(rootId, id, path)).toBe(expected));
});

test.each([
	['a,b,c', 'unknown'],
	['a;s1,b;s2', 'image'],
	['a;s1;img,b', 'media'],
	['a:b,c', 'page'],
	['{a,{b;c;d},e}', 'spin'],
])('protocol 57: %s is of type %s', (imageSet, type) => expect(mediaSetType(imageSet)).toBe(type));
