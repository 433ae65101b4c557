import { expect, test } from 'vitest';
import { parseAttributeFile } from './attribute-file.js';
import { Report } from './report.js';

function read(text: string) {
	const lines: string[] = [];
	const report = new Report({ out: (line) => lines.push(line), error: (line) => lines.push(line) });
	const attributes = parseAttributeFile(text, 'a.ini', report);
	return {
		values: Object.fromEntries([...attributes].map(([name, { value }]) => [name, value])),
		lines,
	};
}

test('catalog-and-errors 54: case-insensitive, last wins, blanks optional, unknown and comments ignored', () => {
	const { values, lines } = read('# x\njpegquality=80,0\nFoo=1\nJpegQuality = 90,1\n');
	expect(values).toEqual({ JpegQuality: '90,1' });
	expect(lines).toEqual(['a.ini:3: warning: there is no attribute Foo, so it is left out']);
});

test.each([
	['LF', 'ErrorDetail=1\nMaxPix=2,2'],
	['CR', 'ErrorDetail=1\rMaxPix=2,2\r'],
	['CR LF', 'ErrorDetail=1\r\nMaxPix=2,2\r\n'],
	['all of them, with empty lines between', '\r\rErrorDetail=1\n\r\n\nMaxPix=2,2\n'],
])('records end with %s', (_, text) => {
	expect(read(text)).toEqual({ values: { ErrorDetail: '1', MaxPix: '2,2' }, lines: [] });
});

test.each([
	['empty, which is not the same as absent', 'DefaultImage=', ''],
	['empty but for white space', 'DefaultImage= \t ', ''],
	['white space inside', 'PublishInfo= a  b ', 'a  b'],
	['an equals sign', 'PublishInfo=a=b', 'a=b'],
	['a comment sign', 'PublishInfo=#1', '#1'],
	['a line end after one backslash', 'PublishInfo=a\\\nb\\\r\nc', 'a\nb\r\nc'],
	['two backslashes at the end', 'PublishInfo=a\\\\\nErrorDetail=1', 'a\\\\'],
	['a backslash elsewhere', 'PublishInfo=a\\b', 'a\\b'],
	['a backslash at the end of the file', 'PublishInfo=a\\', 'a\\'],
	['double quotes', 'PublishInfo="say ""hi"""', 'say "hi"'],
	['single quotes', "PublishInfo='This month''s Special'", "This month's Special"],
	['quotes that are not round it all', 'PublishInfo="a" and "b"', '"a" and "b"'],
	['one quote', 'PublishInfo="', '"'],
	['the separators of maps', 'PublishInfo=en,_E,|,', 'en,_E,|,'],
])('a value with %s', (_, text, value) => {
	const { PublishInfo, DefaultImage } = read(text).values;
	expect(PublishInfo ?? DefaultImage).toBe(value);
});

test('a comment may be indented, and ends with its line whatever stands there', () => {
	expect(read('  # a \\\nErrorDetail=1').values).toEqual({ ErrorDetail: '1' });
});

test('a path with a backslash at its end swallows the next attribute: that is said', () => {
	const { values, lines } = read('RootPath=C:\\images\\\nErrorDetail=1');
	expect(values).toEqual({ RootPath: 'C:\\images\nErrorDetail=1' });
	expect(lines).toEqual([
		'a.ini:1: warning: the backslash at the end makes "ErrorDetail=1" a part of this value',
	]);
});

test('lines are counted over escaped line ends', () => {
	expect(read('PublishInfo=a\\\nb\nDefaultImag=x').lines).toEqual([
		'a.ini:3: warning: there is no attribute DefaultImag, so it is left out; did you mean DefaultImage?',
	]);
});

test.each(['[section]', 'DefaultImage', '=x', 'Default Image=x'])('%j is no record', (text) => {
	expect(read(`\n${text}`).lines).toEqual([
		`a.ini:2: error: found ${JSON.stringify(text)}; expected name=value`,
	]);
});
