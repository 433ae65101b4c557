import { describe, expect, test } from 'vitest';
import { readExpression } from './expression.js';

function compiled(expression: string): RegExp {
	const { source, flags } = readExpression(expression);
	return new RegExp(source, flags);
}

describe('Java patterns mean the same in JavaScript', () => {
	test.each([
		['(?i)_hg$', 'myCat/myImg_HG', true],
		['(?i)_hg$', 'myCat/myImg_HG?wid=1', false],
		['\\Qa.b?c\\E', 'xa.b?cx', true],
		['\\Qa.b\\E', 'aXb', false],
		['\\Qab\\E+$', 'abbb', true],
		['\\\\Q', '\\Q', true],
		['\\Amy', 'myCat', true],
		['\\Amy', 'amy', false],
		['(?m)\\Amy', 'amy', false],
		['img\\z', 'img', true],
		['img\\Z', 'img', true],
		['img\\z', 'imgs', false],
		['\\p{Alpha}\\p{Digit}', 'x7', true],
		['\\p{Upper}', 'x7', false],
		['[\\p{Punct}]', 'a-b', true],
		['\\P{Alnum}', 'ab1', false],
		['^[^/]+/', 'cat/x', true],
		['[]x]+$', ']x]', true],
		['\\x41\\u0042\\x{43}', 'ABC', true],
		['\\$Edge-Control=', 'c/i?$Edge-Control=no', true],
		['(a)(b)?\\1', 'aa', true],
		['(?<size>small|large)$', 'x/small', true],
		['(a)\\10', 'aa0', true],
		['x(?!_hg)', 'x_hg', false],
		['a{2}b{1,}c{0,2}$', 'aab', true],
		['{', '{', true],
		['a/b', 'a/b', true],
	])('%s in %s: %s', (expression, text, found) => {
		expect(compiled(expression).test(text)).toBe(found);
	});
});

describe('what no browser has, or what is no pattern, is refused', () => {
	test.each([
		['a++', 'the possessive quantifier ++ is not possible in a browser; write +'],
		[
			'(?>a)',
			'a group that begins with (?> is not possible in a browser; write (?: for a group without a number',
		],
		['a(?i)b', 'the flag (?i) is not possible here in a browser; write it before all else'],
		['(?x)a', 'the flag x is not possible in a browser; there are i, m and s'],
		['[a-z&&[^b]]', 'the && of classes is not possible in a browser; name the characters that are left'],
		[
			'[a[bc]]',
			'a class within a class is not possible in a browser; write \\[ for the character, or one class for both',
		],
		['\\p{L}', '\\p{L} is not possible in a browser; there are Lower, Upper, ASCII, Alpha, Digit, Alnum, '],
		['\\G', '\\G is not possible in a browser; write \\\\G for a backslash and G'],
		['\\h', '\\h is not possible in a browser; write \\\\h for a backslash and h'],
		['(a', 'a parenthesis is opened but not closed; write \\( for the character'],
		['a)', 'a parenthesis is closed but not opened; write \\) for the character'],
		['[a', 'a [ is not closed; write \\[ for the character'],
		['a\\', 'a \\ stands at the end; write \\\\ for the character'],
		['*a', 'the quantifier * has nothing before it; write \\* for the character, or .* for any text'],
		['+a', 'the quantifier + has nothing before it; write \\+ for the character'],
		['a{3,2}', 'the quantifier {3,2} ends before it begins; write {2,3}'],
		['\\1(a)', 'there is no group 1 before \\1 to refer to'],
		['[z-a]', '[z-a] is no regular expression'],
		['(?<a>x)(?<a>y)', '(?<a>x)(?<a>y) is no regular expression'],
		['x'.repeat(1001), 'it has 1001 characters; expected at most 1000'],
	])('%s', (expression, message) => {
		expect(() => readExpression(expression)).toThrow(message);
	});
});

describe('patterns that could freeze a worker are refused', () => {
	test.each([
		'(a+)+$',
		'(a*)*$',
		'(a|a)*$',
		'(a|ab|b)*c',
		'(?:a?a)*b',
		'(x+x+)+y',
		'(.*,)*x',
		'(\\w+\\s?)*$',
		'^(([a-z])+.)+[A-Z]([a-z])+$',
		'(?:a{1,30}){1,30}b',
		'((a|b)|(b|c))*d',
		'(a*\\1)*b',
		'(?i)(?:a|A)*b',
		'(?:[a-c]|[c-e])*f',
		'(?=(a+)+b)',
	])('%s: exponential time', (expression) => {
		expect(() => readExpression(expression)).toThrow(
			'could take exponential time; say it with one repetition, e.g. `a+`',
		);
	});

	test('a?a?...: too many choices', () => {
		expect(() => readExpression(`${'a?'.repeat(12)}${'a'.repeat(12)}`)).toThrow('choices');
	});

	test('repetitions that are too large to write out', () => {
		expect(() => readExpression('((a{100}){100}){100}')).toThrow(
			'its counted repetitions are too many; write smaller numbers, or + and * for any number',
		);
	});

	test.each([
		'([^/]+/)*foo$',
		'^(?:[a-z]+-)*[a-z]+$',
		'^(\\w+=\\w*&)*wid=',
		'(small|medium|large)+$',
		'(?:(?!foo).)*bar',
		'^.*/(.*)$',
		'(?:\\?.*)?$',
	])('%s is taken', (expression) => {
		expect(() => readExpression(expression)).not.toThrow();
	});

	test.each([
		['^Acme/shoes/', 10_000],
		['([^/]+)/(small|medium|large)$', 2000],
		['^(.*)/(.*)\\?(.*)$', 400],
		['.*.*.*.*x', 30],
	])('%s is searched for in requests of at least %i characters', (expression, length) => {
		expect(readExpression(expression).maxLength).toBeGreaterThan(length);
	});

	test.each(['.*.*.*.*x', '^.*a.*b.*c$', '([^/]+/)*foo', '(?:(?!a*b).)*c', 'a*a*a*c'])(
		'%s ends soon on the longest request it is searched for in',
		(expression) => {
			const { maxLength } = readExpression(expression);
			const hostile = ['a', 'ab', 'aa/'].map((unit) => unit.repeat(maxLength).slice(0, maxLength));
			for (const text of hostile) expect(compiled(expression).test(`${text.slice(0, -1)}!`)).toBe(false);
		},
		30_000,
	);
});
