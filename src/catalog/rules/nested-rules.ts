import type { RewriteNested } from '../../protocol/rewrite-nested.js';
import { catalogOf } from '../lookup/record-lookup.js';
import { applyRules, type RuleOutcome } from './apply-rules.js';
import { mainCatalog, type RuledCatalogs, withAttributes } from './preprocess.js';
import { SearchAllowance } from './search-allowance.js';

/**
 * The rule sets for requests that are nested in others (`r-request-nesting-and-embedding.md`); which one
 * counts, the reference does not say: that of the catalog that the nested request itself names. A refusal
 * refuses the whole. Headers are those of the outermost request, for they belong to its reply.
 *
 * The result is good for one outermost request: what it does is remembered, and its costs are bounded.
 */
export function nestedRules(rules: RuledCatalogs): RewriteNested {
	const outcomes = new Map<string, RuleOutcome>();
	const allowance = new SearchAllowance();
	return (request, catalogs) => {
		const own = catalogOf(rules, mainCatalog(request, rules))?.rules ?? [];
		if (own.length === 0) return { request, catalogs, refused: undefined };
		const outcome = outcomes.get(request) ?? applyRules(request, own, { requestType: 'is', allowance });
		outcomes.set(request, outcome);
		const { attributeOverrides, refused } = outcome;
		const main = mainCatalog(outcome.request, catalogs);
		return {
			request: outcome.request,
			catalogs: withAttributes(catalogs, main, attributeOverrides),
			refused,
		};
	};
}
