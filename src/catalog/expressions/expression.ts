import { parsePattern } from './java-pattern.js';
import { patternCost } from './pattern-cost.js';
import { PatternError } from './pattern-error.js';

/** A rule's expression, ready to be searched for in a request. */
export interface Expression {
	readonly source: string;
	readonly flags: string;
	/** number of capturing groups */
	readonly groups: number;
	/**
	 * Longest request, in characters, that it is searched for in. A pattern that can take linear time
	 * only is good for any request; the others get as much as keeps the worst case within a second.
	 */
	readonly maxLength: number;
	/** of the engine, in the worst case, to search a request of this length */
	steps(length: number): number;
}

const MAX_PATTERN = 1000;
/** Steps of the engine in the worst case: a slow phone makes that many in about a second. */
export const MAX_STEPS = 20_000_000;

/** @throws PatternError with a sentence for the author of the rule */
export function readExpression(expression: string): Expression {
	if (expression.length > MAX_PATTERN) {
		throw new PatternError(`it has ${expression.length} characters; expected at most ${MAX_PATTERN}`);
	}
	const { source, flags, groups, anchored, root } = parsePattern(expression);
	const { choices, degree, looks } = patternCost(root);
	const power = 1 + degree + looks + (anchored ? 0 : 1);
	// there are n^power / power! ways to place `power` ends in order
	const share = choices / factorial(power);
	return {
		source,
		flags,
		groups,
		maxLength: Math.floor((MAX_STEPS / share) ** (1 / power)),
		steps: (length) => share * length ** power,
	};
}

/** @returns what is wrong with an expression, and how to mend it; undefined if nothing is */
export function expressionFault(expression: string): string | undefined {
	try {
		readExpression(expression);
		return undefined;
	} catch (error) {
		if (error instanceof PatternError) return error.message;
		throw error;
	}
}

function factorial(number: number): number {
	let product = 1;
	for (let factor = 2; factor <= number; factor++) product *= factor;
	return product;
}
