import { expressionFault, readExpression } from '../expressions/expression.js';
import { highestGroup } from '../rules/replacement.js';
import type { Rule } from '../schema/rule-schema.js';
import { found } from '../schema/schema-parts.js';
import { jsonPath, type Notice } from './manifest-error.js';

/**
 * Expressions that cannot work or could freeze a worker, and substitutions that name no group. After each
 * rule `undefined`: a pause.
 */
export function* ruleFaults(
	catalogs: Readonly<Record<string, { readonly rules?: readonly Rule[] }>>,
): Generator<Notice | undefined> {
	for (const [rootId, { rules = [] }] of Object.entries(catalogs)) {
		for (const [index, rule] of rules.entries()) {
			for (const { field, message } of faultsOf(rule)) {
				yield { path: jsonPath(['catalogs', rootId, 'rules', index, field]), message };
			}
			yield undefined;
		}
	}
}

function faultsOf({ expression = '', substitution = '' }: Rule): { field: string; message: string }[] {
	const fault = expressionFault(expression);
	if (fault !== undefined) return [{ field: 'expression', message: `found ${found(expression)}; ${fault}` }];
	const { groups } = readExpression(expression);
	const highest = highestGroup(substitution, groups);
	if (highest <= groups) return [];
	return [{ field: 'substitution', message: `found $${highest}; expected at most $${groups}` }];
}
