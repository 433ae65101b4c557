import { expect, test } from 'vitest';
import { scanJson } from './json-scan.js';

const nothing = new Set<string>();

test('a value is found by its path', () => {
	const text = '{ "servers": [ { "origin": "a" }, {"no-image": [[], 7]} ],\n"mode":"on" }';
	const { places, repeated, fault } = scanJson(
		text,
		new Set(['$', '$.servers[0].origin', '$.servers[1]["no-image"][1]', '$.mode', '$.report']),
	);
	const found = [...places].map(([path, offset]) => [path, text.slice(offset, offset + 4)]);
	expect(found).toEqual([
		['$', '{ "s'],
		['$.servers[0].origin', '"a" '],
		['$.servers[1]["no-image"][1]', '7]} '],
		['$.mode', '"on"'],
	]);
	expect({ repeated, fault }).toEqual({ repeated: [], fault: undefined });
});

test('a name that stands twice in one object is told at its second place', () => {
	const text = '{"a":{"b":1},"c":[{"b":2},{"b":3}],"\\u0061":0}';
	expect(scanJson(text, nothing).repeated).toEqual([{ path: '$.a', offset: text.indexOf('"\\u') }]);
});

test.each([
	{ text: '{}', what: 'an empty object' },
	{ text: '\ufeff{"a":[]} \r\n', what: 'a byte order mark before it, a line end behind it' },
	{ text: '{"a":[0,-1.5e+3,true,false,null,"\\ud83d\\"\\\\"]}', what: 'every kind of value' },
	{ text: `{"a":${'['.repeat(10_000)}${']'.repeat(10_000)}}`, what: 'a tower of arrays' },
	{ text: `{"a":"${'x'.repeat(2_000_000)}"}`, what: 'a very long string' },
])('right: $what', ({ text }) => {
	expect(JSON.parse(text.replace(/^\ufeff/, ''))).toBeDefined();
	expect(scanJson(text, nothing).fault).toBeUndefined();
});

test.each([
	{ text: '', at: 0, path: '$', message: 'found the end of the file; expected {' },
	{ text: ' <!doctype html>', at: 1, path: '$', message: 'found `<!doctype`; expected {' },
	{ text: '{"a": ', at: 6, path: '$', message: 'found the end of the file; expected a value' },
	{ text: '{"a":1 "b":2}', at: 7, path: '$', message: 'found `"b"`; expected a comma, or }' },
	{ text: '{"a":[1,]}', at: 8, path: '$.a', message: 'found `]`; expected a value' },
	{ text: '{"a":1,}', at: 7, path: '$', message: 'found `}`; expected a name in double quotes' },
	{ text: '{a:1}', at: 1, path: '$', message: 'found `a`; expected a name in double quotes, or }' },
	{ text: "{'a':1}", at: 1, path: '$', message: "found `'a'`; expected a name in double quotes, or }" },
	{ text: '{"a" 1}', at: 5, path: '$', message: 'found `1`; expected a colon' },
	{ text: '{"a":{"b":[01]}}', at: 11, path: '$.a.b', message: 'found `01`; expected a value, or ]' },
	{ text: '{"a":"x\ny"}', at: 5, path: '$', message: 'found `"x`; expected a value' },
	{ text: '{"a":"\\x"}', at: 5, path: '$', message: 'found `"\\x"`; expected a value' },
	{ text: '{"a":1} // b', at: 8, path: '$', message: 'found `//`; expected the end of the file' },
	{ text: '{"a":1]', at: 6, path: '$', message: 'found `]`; expected a comma, or }' },
	{ text: '{"a":nullx}', at: 5, path: '$', message: 'found `nullx`; expected a value' },
])('no JSON: $text', ({ text, at, path, message }) => {
	expect(() => JSON.parse(text)).toThrow();
	expect(scanJson(text, nothing).fault).toEqual({ path, offset: at, message: `not JSON: ${message}` });
});
