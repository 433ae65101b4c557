import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cpuMilliseconds } from '../../protocol/testing/cpu-milliseconds.js';
import { readExpression } from '../expressions/expression.js';
import { PatternError } from '../expressions/pattern-error.js';
import { applyRules } from './apply-rules.js';
import { hostile, patternTexts, rules } from './testing/rules.js';

/** The same rules in every run; a failure tells the seed and the path to its counterexample. */
const SEED = 20261122;

/** That one application may work; the worst takes a tenth of it. */
const LIMIT_MS = 5000;

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
			expect(cpuMilliseconds(() => applyRules(request, [rule], { requestType: 'is' }))).toBeLessThan(
				LIMIT_MS,
			);
		}),
		{ seed: SEED, numRuns: 1500 },
	);
	expect(taken).toBeGreaterThan(100);
});

test('any text is an expression, or is refused with a sentence', () => {
	fc.assert(
		fc.property(patternTexts, (text) => {
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
