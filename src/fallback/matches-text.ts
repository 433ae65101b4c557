import { readExpression } from '../catalog/expressions/expression.js';

/**
 * Whether an expression of the manifest is found in what a server said, whatever its case. A long text is
 * searched as far as that surely takes no more than a second.
 *
 * @param expression as the manifest's schema has checked it; empty: matches everything
 */
export function matchesText(expression: string, text: string): boolean {
	const { source, flags, maxLength } = readExpression(expression);
	return new RegExp(source, flags.includes('i') ? flags : `${flags}i`).test(text.slice(0, maxLength));
}
