import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Rule } from '../rule-schema.js';
import { applyRules } from './apply-rules.js';
import { readExpression } from './expression.js';
import { PatternError } from './pattern-error.js';

/** The same rules in every run; a failure tells the seed and the path to its counterexample. */
const SEED = 20261122;

/** Milliseconds that one application may work; the worst takes a tenth of it. */
const PATIENCE = 5000;

const quantifiers = ['', '', '', '', '*', '+', '?', '*?', '{2}', '{1,3}', '{2,}'];
const atoms = [
	'a',
	'b',
	'ab',
	'.',
	'[ab]',
	'[^b]',
	'[^/]',
	'\\w',
	'\\W',
	'\\b',
	'/',
	'/',
	'^',
	'$',
	'\\Qa*\\E',
	'\\1',
];
const groups = ['(', '(', '(', '(?:', '(?=', '(?!', '(?<=', '(?<n>'];

const { expression: anyExpression } = fc.letrec<{ expression: string; sequence: string; piece: string }>(
	(tie) => ({
		expression: fc.array(tie('sequence'), { minLength: 1, maxLength: 2 }).map((items) => items.join('|')),
		sequence: fc.array(tie('piece'), { minLength: 1, maxLength: 4 }).map((items) => items.join('')),
		piece: fc
			.tuple(
				fc.oneof(
					{ maxDepth: 3 },
					fc.constantFrom(...atoms),
					fc
						.tuple(fc.constantFrom(...groups), tie('expression'))
						.map(([opening, inner]) => `${opening}${inner})`),
				),
				fc.constantFrom(...quantifiers),
			)
			.map((parts) => parts.join('')),
	}),
);

/** Repetitions that can end in many places each: the engine tries them all. */
const repetitions = fc
	.array(fc.constantFrom('.*', 'a*', 'a+', '[ab]*', '\\w*', '(?:a|b)*', '(.*)', 'a?'), {
		minLength: 2,
		maxLength: 5,
	})
	.map((items) => `${items.join('')}[xy]$`);

const expression = fc.oneof({ weight: 50, arbitrary: anyExpression }, { weight: 1, arbitrary: repetitions });

/** Texts that make an engine come back: long repetitions with a wrong end. */
const hostile = fc
	.tuple(fc.constantFrom('a', 'b', 'ab', 'aab', 'a/', 'aaa/b', ' '), fc.constantFrom('', '!', 'x/', '\n'))
	.map(
		([unit, end]) =>
			(length: number) =>
				unit.repeat(length / unit.length).slice(0, length - end.length) + end,
	);

const rules: fc.Arbitrary<Rule> = fc
	.record(
		{
			expression,
			substitution: fc
				.array(fc.constantFrom('$1', '$2', '$0', 'a', '/', '\\', '$', '$m$', '?'), { maxLength: 4 })
				.map((parts) => parts.join('')),
			replace: fc.constantFrom('first', 'all'),
			addQuery: fc.constantFrom('', 'wid=3', '&'),
			onMatch: fc.constantFrom('continue', 'break', 'error'),
		},
		{ requiredKeys: ['expression'] },
	)
	.map((rule): Rule => ({ onMatch: 'break', replace: 'first', ...rule, requestType: ['is'] }));

/** Milliseconds that this process works on something, however busy the machine is besides. */
function work(action: () => void): number {
	const before = process.cpuUsage();
	action();
	const { user, system } = process.cpuUsage(before);
	return (user + system) / 1000;
}

function maxLengthOf(written: string): number | undefined {
	try {
		return readExpression(written).maxLength;
	} catch (error) {
		if (error instanceof PatternError) return undefined;
		throw error;
	}
}

test('an expression that is taken ends soon on the longest request it is searched for in', () => {
	let taken = 0;
	fc.assert(
		fc.property(rules, hostile, (rule, textOf) => {
			const maxLength = maxLengthOf(rule.expression ?? '');
			if (maxLength === undefined) return;
			taken++;
			const request = textOf(Math.min(maxLength, 8000));
			expect(work(() => applyRules(request, [rule], { requestType: 'is' }))).toBeLessThan(PATIENCE);
		}),
		{ seed: SEED, numRuns: 1500 },
	);
	expect(taken).toBeGreaterThan(100);
});

test('any text is an expression, or is refused with a sentence', () => {
	const texts = fc.oneof(
		fc.string({ unit: 'binary', maxLength: 40 }),
		fc.string({ unit: fc.constantFrom(...'()[]{}?*+|^$\\.-,:=!<>aQEpx0123&'), maxLength: 40 }),
	);
	fc.assert(
		fc.property(texts, (text) => {
			try {
				const { source, flags, maxLength } = readExpression(text);
				expect(() => new RegExp(source, flags)).not.toThrow();
				expect(maxLength).toBeGreaterThanOrEqual(1);
			} catch (error) {
				if (!(error instanceof PatternError)) throw error;
				expect(error.message).not.toBe('');
			}
		}),
		{ seed: SEED, numRuns: 700 },
	);
});

test('a rule set changes the request or leaves it, and never throws', () => {
	const requests = fc.string({ unit: fc.constantFrom(...'ab/?&=$1\\%.'), maxLength: 40 });
	fc.assert(
		fc.property(requests, fc.array(rules, { maxLength: 12 }), (request, some) => {
			const set = some.filter((rule) => maxLengthOf(rule.expression ?? '') !== undefined);
			const outcome = applyRules(request, set, { requestType: 'is' });
			expect(typeof outcome.request).toBe('string');
			if (set.every(({ substitution, addQuery }) => substitution === undefined && !addQuery)) {
				expect(outcome.request).toBe(request);
			}
		}),
		{ seed: SEED, numRuns: 200 },
	);
});
