import fc from 'fast-check';
import type { Rule } from '../../schema/rule-schema.js';

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
export const hostile = fc
	.tuple(fc.constantFrom('a', 'b', 'ab', 'aab', 'a/', 'aaa/b', ' '), fc.constantFrom('', '!', 'x/', '\n'))
	.map(
		([unit, end]) =>
			(length: number) =>
				unit.repeat(length / unit.length).slice(0, length - end.length) + end,
	);

export const rules: fc.Arbitrary<Rule> = fc
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

/** Texts that are expressions, or nearly. */
export const patternTexts = fc.oneof(
	fc.string({ unit: 'binary', maxLength: 40 }),
	fc.string({ unit: fc.constantFrom(...'()[]{}?*+|^$\\.-,:=!<>aQEpx0123&'), maxLength: 40 }),
);
