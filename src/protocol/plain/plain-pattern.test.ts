import { describe, expect, test } from 'vitest';
import { cpuMilliseconds } from '../testing/cpu-milliseconds.js';
import { fillPattern, patternFault } from './plain-pattern.js';

describe('patterns that fit', () => {
	test.each([
		['/{path}', '/shoes/red.jpg', { path: 'shoes/red.jpg' }],
		['/rs:fit:{wid}:{hei}/{path}', '/rs:fit:300:200/a/b.jpg', { wid: '300', hei: '200', path: 'a/b.jpg' }],
		[
			'/{any}/{commands}/plain/{path}@{fmt}',
			'/sig/w:3/h:4/plain/a/b@c.jpg@webp',
			{ commands: 'w:3/h:4', path: 'a/b@c.jpg', fmt: 'webp' },
		],
		['/{commands}/{path}', '/w_3,h_4/a/b.jpg', { commands: 'w_3,h_4', path: 'a/b.jpg' }],
		[
			'/f/{path}_{wid}x{hei}.{fmt}',
			'/f/a_b/c_d_30x40.png',
			{ path: 'a_b/c_d', wid: '30', hei: '40', fmt: 'png' },
		],
		['/{path}/m/{size}', '/f/1/x.jpg/m/300x200', { path: 'f/1/x.jpg', size: '300x200' }],
		['/x/{path}', '/x//a', { path: '/a' }],
	])('%s on %s', (pattern, path, filled) => {
		expect(patternFault(pattern)).toBeUndefined();
		expect(fillPattern(pattern, path)).toEqual(filled);
	});
});

describe('patterns that do not fit', () => {
	test.each([
		['/x/{path}', '/y/a'],
		['/x/{path}', '/x/'],
		['/{wid}/{path}', '/shoes'],
		['/{wid}x{hei}/{path}', '/shoes/3x4/red.jpg'],
		['/{wid}x{hei}/{path}', '/x4/red.jpg'],
		['/{path}_{wid}.jpg', '/red_.jpg'],
		['/{path}_{wid}.jpg', '/red_3/4.jpg'],
		['/{path}@{fmt}', '/red.jpg'],
		['/{any}/{path}@{fmt}', '/@/@'],
	])('%s on %s', (pattern, path) => {
		expect(fillPattern(pattern, path)).toBeUndefined();
	});
});

describe('faults', () => {
	test.each([
		['{path}', 'it has to begin with a slash'],
		[
			'/{width}/{path}',
			'there is no {width}, only {path}, {commands}, {any}, {wid}, {hei}, {size}, {fmt}, {qlt}',
		],
		['/{wid}/*', 'it is for the path alone, and {any} stands for whatever is there'],
		['/{path}?w={wid}', 'it is for the path alone, and {any} stands for whatever is there'],
		['/{wid}/x', '{path}, the name of the image, has to be there once'],
		['/{path}/{path}', '{path}, the name of the image, has to be there once'],
		['/{wid}/{wid}/{path}', '{wid} is there twice'],
		['/{wid}{hei}/{path}', 'between two places there has to be a text that tells them apart'],
		['/{wid/{path}', 'it has a brace that is no place such as {wid}'],
		[`/${'{any}/'.repeat(20)}{path}`, 'it has more than 20 places'],
		[`/${'x'.repeat(500)}{path}`, 'it is longer than 500 characters'],
	])('%s: %s', (pattern, fault) => {
		expect(patternFault(pattern)).toBe(fault);
	});
});

test('a path that nearly fits a thousand times costs no more than its length', () => {
	const pattern = `/${'{any}a'.repeat(19)}/{path}`;
	const path = `/${'ba'.repeat(200_000)}`;
	const work = cpuMilliseconds(() => {
		expect(fillPattern(pattern, path)).toBeUndefined();
		expect(fillPattern('/{path}a{wid}a{hei}b', path)).toBeUndefined();
	});
	expect(work).toBeLessThan(100);
});
