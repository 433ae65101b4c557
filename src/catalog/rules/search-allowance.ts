import { MAX_STEPS } from '../expressions/expression.js';

/**
 * What the expressions of a rule set may cost over many requests. One URL can nest thousands, and each
 * by itself may take the time that is allowed to a whole one.
 */
export class SearchAllowance {
	#left = MAX_STEPS;

	/** False once it is used up: then nothing more is searched. */
	spend(steps: number): boolean {
		this.#left -= steps;
		return this.#left >= 0;
	}
}
