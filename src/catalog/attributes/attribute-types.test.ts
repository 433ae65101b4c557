import { describe, expect, test } from 'vitest';
import { ATTRIBUTES, type AttributeName } from './attributes.js';

const parse = (name: AttributeName, text: string) => ATTRIBUTES[name].type.parse(text);

describe('what an attribute may say', () => {
	test.each<[AttributeName, string, unknown]>([
		['Expiration', '-1', -1],
		['Expiration', '0', 0],
		['Expiration', '2.5e-1', 0.25],
		['Resolution', '.5', 0.5],
		['IccRenderIntent', '3', 3],
		['JpegQuality', '80', { quality: 80, fullChroma: false }],
		['JpegQuality', '100 , 1', { quality: 100, fullChroma: true }],
		['MaxPix', '2000 ,0', { width: 2000, height: 0 }],
		['BkgColor', '0X80ff00', { red: 128, green: 255, blue: 0, alpha: 1, type: 'rgb', sourceSpace: false }],
		['DefaultExt', '.tif', '.tif'],
		['DefaultImage', 'Acme/no-image', 'Acme/no-image'],
		['RootPath', '/fallback/', '/fallback/'],
		['RootUrl', 'https://h/a b', undefined],
		['RootUrl', 'https://h/a', 'https://h/a'],
		['Bfc', 'true', true],
		['TimeStamp', '01/05/2014 00:00:00 CET', Date.UTC(2014, 0, 4, 23)],
	])('%s=%s', (name, text, value) => expect(parse(name, text)).toEqual(value));
});

describe('what says nothing', () => {
	test.each<[AttributeName, string]>([
		['Expiration', '-2'],
		['Expiration', '1e999'],
		['Expiration', '0x10'],
		['Resolution', '0'],
		['Resolution', ''],
		['IccRenderIntent', '4'],
		['IccRenderIntent', '-1'],
		['IccRenderIntent', '1.5'],
		['JpegQuality', '0'],
		['JpegQuality', '101'],
		['JpegQuality', '80,2'],
		['MaxPix', '2000'],
		['MaxPix', '-1,5'],
		['BkgColor', 'fff'],
		['BkgColor', '255,0,0'],
		['DefaultExt', 'tif'],
		['DefaultExt', '.a/b'],
		['DefaultImage', ''],
		['DefaultImage', 'a%2Cb'],
		['DefaultImage', '//cdn.test/x.png'],
		['RootPath', ''],
		['RootPath', 'https://cdn.test/'],
		['RootUrl', 'ftp://h/a'],
		['RootUrl', 'h/a'],
		['ErrorDetail', '4'],
		['FullMatch', 'yes'],
		['TimeStamp', '07/25/2014 17:28 PDT'],
		['TimeStamp', '13/25/2014 17:28:32 PDT'],
		['TimeStamp', '07/25/2014 24:28:32 PDT'],
		['TimeStamp', '07/25/2014 17:28:32 XYZ'],
		['TimeStamp', '07/25/2014 17:28:32 PDT -7'],
	])('%s=%s', (name, text) => expect(parse(name, text)).toBeUndefined());
});
