import { describe, expect, test } from 'vitest';
import { parseManifest, type Rule } from '../manifest/manifest.js';
import { applyRules, type RuleContext } from './apply-rules.js';

const servers = [{ origin: 'https://images.test' }];

function apply(request: string, rules: unknown[], context: RuleContext = { requestType: 'is' }) {
	const manifest = parseManifest({ servers, catalogs: { cat: { rules } } });
	return applyRules(request, (manifest.catalogs.cat?.rules ?? []) as Rule[], context);
}

describe('substitution', () => {
	const hg = { expression: '(?i)_hg$', substitution: '\\?&qlt=95,1&resmode=bicub' };
	const size = {
		expression: '([^/]+)/(small|medium|large)$',
		substitution: '$2Template?src=sample/$1',
	};
	const custom = { expression: '&fmt=custom', substitution: '' };
	test.each<[string, object, string, string]>([
		['protocol 39', hg, 'myCat/myImg_HG', 'myCat/myImg?&qlt=95,1&resmode=bicub'],
		[
			'protocol 39: only at the end of the whole string',
			hg,
			'myCat/myImg_HG?wid=100',
			'myCat/myImg_HG?wid=100',
		],
		['protocol 40', size, 'myCat/myImage/small', 'myCat/smallTemplate?src=sample/myImage'],
		['protocol 41: first', custom, 'c/i?wid=1&fmt=custom&fmt=custom', 'c/i?wid=1&fmt=custom'],
		['protocol 41: all', { ...custom, replace: 'all' }, 'c/i?wid=1&fmt=custom&fmt=custom', 'c/i?wid=1'],
		['protocol 42: none', { expression: '&fmt=custom' }, 'c/i?wid=1&fmt=custom', 'c/i?wid=1&fmt=custom'],
		['protocol 43: appended', { substitution: '&qlt=90' }, 'c/i?wid=1', 'c/i?wid=1&qlt=90'],
		['an empty expression appends too', { expression: '', substitution: '?qlt=90' }, 'c/i', 'c/i?qlt=90'],
		['a macro needs no escape', { expression: '^c/i', substitution: '$0?$view$' }, 'c/i', 'c/i?$view$'],
		['an escaped group is text', { expression: '(i)', substitution: '\\$1' }, 'c/i', 'c/$1'],
		[
			'no JavaScript replacement patterns',
			{ expression: 'i', substitution: "$&$`$'$$" },
			'c/i',
			"c/$&$`$'$$",
		],
		['an unmatched group is empty', { expression: '(i)(x)?', substitution: '[$2]' }, 'c/i', 'c/[]'],
		['more digits than groups', { expression: '(i)', substitution: '$12' }, 'c/i', 'c/i2'],
		['a named group counts', { expression: '(?<id>i)$', substitution: '$1$1' }, 'c/i', 'c/ii'],
	])('%s', (_, rule, request, expected) => {
		expect(apply(request, [rule]).request).toBe(expected);
	});

	test.each([
		['c/i', 'c/i?defaultImage=c/none'],
		['c/i?', 'c/i?defaultImage=c/none'],
		['c/i?wid=1', 'c/i?wid=1&defaultImage=c/none'],
	])('addQuery on %s -> %s', (request, expected) => {
		expect(apply(request, [{ addQuery: 'defaultImage=c/none' }]).request).toBe(expected);
	});
});

describe('order', () => {
	test('a match ends the rules; `continue` goes on with what it made of the request', () => {
		const rules = [
			{ expression: 'none', substitution: 'x' },
			{ expression: 'a$', substitution: 'b', onMatch: 'continue' },
			{ expression: 'b$', substitution: 'c' },
			{ expression: 'c$', substitution: 'd' },
		];
		expect(apply('cat/a', rules).request).toBe('cat/c');
	});

	test('without a match the request passes as it is', () => {
		expect(apply('cat/a', [{ expression: 'x', substitution: 'y', attributes: { MaxPix: '1,1' } }])).toEqual({
			request: 'cat/a',
			attributeOverrides: {},
			headers: [],
			refused: undefined,
		});
	});

	test('protocol 44: `error` refuses, its substitution is not made', () => {
		const outcome = apply('c/i?op_usm=1,2', [
			{ name: 'no sharpening', expression: 'op_usm=', substitution: '', onMatch: 'error' },
		]);
		expect(outcome.refused).toBe('request refused by rule "no sharpening"');
		expect(outcome.request).toBe('c/i?op_usm=1,2');
	});

	test('a rule counts for its request types only; without any, for all', () => {
		const rules = [
			{ requestType: ['ir', 'static'], substitution: '?a=1', onMatch: 'continue' },
			{ substitution: '?b=1' },
		];
		expect(apply('c/i', rules).request).toBe('c/i?b=1');
		expect(apply('c/i', rules, { requestType: 'static' }).request).toBe('c/i?a=1?b=1');
	});
});

describe('attributes', () => {
	test('protocol 42: the last of several matched rules prevails', () => {
		const rules = [
			{ onMatch: 'continue', attributes: { MaxPix: '500,500', ErrorImage: '' } },
			{ onMatch: 'continue', attributes: { MaxPix: '800,800' } },
			{ expression: 'none', attributes: { MaxPix: '1,1' } },
		];
		expect(apply('c/i', rules).attributeOverrides).toEqual({ MaxPix: '800,800', ErrorImage: '' });
	});

	test('WaterMark is the attribute Watermark', () => {
		expect(apply('c/i', [{ attributes: { WaterMark: 'c/mark' } }]).attributeOverrides).toEqual({
			Watermark: 'c/mark',
		});
	});
});

describe('addresses', () => {
	const rules = [{ addressfilter: '192.168.12.0/23', substitution: '?x=1' }];
	test.each([
		['192.168.13.255', undefined],
		['192.168.14.0', 'request refused by rule 1'],
		[undefined, undefined],
	])('protocol 45: client %s', (clientAddress, refused) => {
		expect(apply('c/i', rules, { requestType: 'is', clientAddress }).refused).toBe(refused);
	});

	test('the filter counts on a match only, and an empty one admits all', () => {
		const context = { requestType: 'is', clientAddress: '10.0.0.1' } as const;
		expect(apply('c/i', [{ expression: 'x', addressfilter: '10.0.0.2' }], context).refused).toBeUndefined();
		expect(apply('c/i', [{ addressfilter: '' }], context).refused).toBeUndefined();
	});
});

describe('headers', () => {
	const rule = { onMatch: 'continue', expression: '\\$Edge-Control=' };
	test('a variable of the request becomes the value', () => {
		const header = [{ name: 'Edge-Control', value: '$edge-control$' }];
		expect(apply('cat/id?$Edge-Control=no-store%2Cx', [{ ...rule, header }]).headers).toEqual([
			{ name: 'Edge-Control', action: 'set', value: 'no-store,x' },
		]);
	});

	test('unknown variables stay; line breaks cannot smuggle in another header', () => {
		const header = [{ name: 'X-A', action: 'add', value: '$nix$ $v$' }];
		expect(apply('cat/id?$v=a%0d%0aSet-Cookie:b', [{ header }]).headers).toEqual([
			{ name: 'X-A', action: 'add', value: '$nix$ a Set-Cookie:b' },
		]);
	});
});

test('a request that is too long for its expression is not searched', () => {
	const rules = [{ expression: '.*.*.*.*x', substitution: 'y' }];
	expect(apply('c/x', rules).request).toBe('y');
	expect(apply(`c/${'a'.repeat(5000)}x`, rules).request).toMatch(/x$/);
});
