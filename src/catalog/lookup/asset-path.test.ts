import { describe, expect, test } from 'vitest';
import { joinPath, withExtension } from '../../protocol/source-file.js';
import { assetPath, namedFile } from './asset-path.js';

function pathOf(file: string | undefined, RootPath?: string, DefaultExt?: string) {
	const record = file === undefined ? undefined : { Path: file };
	const object = { specifier: 'cat/x', rootId: 'cat', id: 'x', record };
	return assetPath(object, { RootPath, DefaultExt });
}

describe("where a record's file lies", () => {
	test.each([
		['no-image.png', '/fallback/', undefined, '/fallback/no-image.png'],
		['no-image.png', '/fallback', undefined, '/fallback/no-image.png'],
		['no-image.png', 'fallback', undefined, '/fallback/no-image.png'],
		['no-image.png', undefined, undefined, '/no-image.png'],
		['/img/no-image.png', '/fallback/', undefined, '/img/no-image.png'],
		['no-image', '/fallback/', '.png', '/fallback/no-image.png'],
		['a b/ü#1.png', '/', undefined, '/a%20b/%C3%BC%231.png'],
		['no-image.svg?v=2', '/', '.png', '/no-image.svg?v=2'],
	])('%s under %s, DefaultExt %s -> %s', (file, rootPath, extension, expected) => {
		expect(pathOf(file, rootPath, extension)).toBe(expected);
	});

	test.each(['//evil.test/x.png', '..//evil.test/x.png', '\\\\evil.test\\x.png', '/\\evil.test/x.png'])(
		"%s stays on the shop's origin",
		(file) => {
			expect(new URL(pathOf(file, '/') ?? '', 'https://shop.test/').origin).toBe('https://shop.test');
		},
	);

	test.each([
		['none.png', '/fallback/none.png'],
		['a/none.png', '/fallback/a/none.png'],
		['none', undefined],
		['v1.2/none', undefined],
		['http://evil.test/none.png', undefined],
	])('%s without a record -> %s', (id, expected) => {
		const object = { specifier: `cat/${id}`, rootId: 'cat', id, record: undefined };
		expect(namedFile(object, { RootPath: '/fallback/' })).toBe(expected);
		expect(namedFile({ ...object, record: {} }, { RootPath: '/fallback/' })).toBeUndefined();
	});

	test('a template and an object without a record have no file', () => {
		expect(pathOf('')).toBeUndefined();
		expect(pathOf(undefined)).toBeUndefined();
	});
});

test.each([
	['shoes/red', '.tif', 'shoes/red.tif'],
	['shoes/red.jpg', '.tif', 'shoes/red.jpg'],
	['v1.2/red', '.tif', 'v1.2/red.tif'],
	['shoes/red', '', 'shoes/red'],
])('catalog-and-errors 61: %s with DefaultExt %s -> %s', (file, extension, expected) => {
	expect(withExtension(file, extension)).toBe(expected);
});

test.each([
	[['/opt/is', 'imgs', 'c1', 'a.tif'], '/opt/is/imgs/c1/a.tif'],
	[['/opt/is', 'imgs', '/data/c1', 'a.tif'], '/data/c1/a.tif'],
	[['/opt/is', 'imgs', 'c1', '/x/a.tif'], '/x/a.tif'],
])('catalog-and-errors 63: %j -> %s', (parts, expected) => {
	expect(joinPath(...parts)).toBe(expected);
});
