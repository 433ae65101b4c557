import type { Rule } from '../../catalog/manifest/manifest.js';
import {
	mainCatalog,
	type Preprocessed,
	preprocess,
	type RuledCatalogs,
} from '../../catalog/rules/preprocess.js';

/** What the rule set did to a request, and which of its rules took part. */
export interface RuleTrace extends Preprocessed {
	/** names of the rules that matched, in order; a rule without a name is `rule 3` */
	readonly matched: readonly string[];
	/** how many rules the catalog has */
	readonly total: number;
}

const MARK = 'X-Matched';

/**
 * Applies a rule set one rule at a time, so that each can be seen to match.
 *
 * @param root path of the image server, e.g. `/is/image`
 */
export function traceRules(url: string, catalogs: RuledCatalogs, root: string): RuleTrace {
	const whole = preprocess(url, catalogs, { root });
	const rules = rulesFor(url, catalogs, root);
	const matched: string[] = [];
	let current: Pick<Preprocessed, 'url' | 'catalogs'> = { url, catalogs };
	for (const [index, rule] of rules.entries()) {
		const step = preprocess(current.url, withOnly(marked(rule), current.catalogs), { root });
		const hasMatched = step.refused !== undefined || step.headers.some(({ name }) => name === MARK);
		if (!hasMatched) continue;
		matched.push(rule.name ?? `rule ${index + 1}`);
		if (step.refused !== undefined || rule.onMatch === 'break') break;
		current = step;
	}
	return { ...whole, matched, total: rules.length };
}

function rulesFor(url: string, catalogs: RuledCatalogs, root: string): readonly Rule[] {
	const start = url.indexOf(root);
	const rootId = mainCatalog(start < 0 ? '' : url.slice(start + root.length).replace(/^\//, ''), catalogs);
	return catalogs[rootId]?.rules ?? [];
}

function marked(rule: Rule): Rule {
	return { ...rule, header: [{ name: MARK, action: 'set', value: '1' }] };
}

/** A substitution may have led to another catalog, but it is the first one's rules that go on. */
function withOnly(rule: Rule, catalogs: RuledCatalogs): RuledCatalogs {
	return Object.fromEntries(
		Object.entries(catalogs).map(([rootId, catalog]) => [rootId, { ...catalog, rules: [rule] }]),
	);
}
