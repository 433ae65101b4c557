import type { AttributeValue } from '../../protocol/catalogs.js';
import { addressFilter, includesAddress } from '../attributes/address-filter.js';
import { type Expression, readExpression } from '../expressions/expression.js';
import type { Rule } from '../schema/rule-schema.js';
import { expandReplacement } from './replacement.js';
import { type ResponseHeader, resolveHeaders } from './response-headers.js';
import type { SearchAllowance } from './search-allowance.js';

/** Of which request the rules are asked. */
export interface RuleContext {
	/** `is` for `/is/image/`, `ir` for `/ir/render/`, `static` for `/is/content/` */
	readonly requestType: 'is' | 'ir' | 'static';
	/** IPv4 address of the client; a browser does not know its own, address filters are then left alone */
	readonly clientAddress?: string | undefined;
	/** what all searches together may cost; an expression that it does not suffice for matches nothing */
	readonly allowance?: SearchAllowance;
}

/** What a rule set makes of a request. */
export interface RuleOutcome {
	/** the request as substitutions left it */
	readonly request: string;
	/** attribute values in force for this request only; `''` is *defined but empty* */
	readonly attributeOverrides: Readonly<Record<string, AttributeValue>>;
	/** for the reply; `$name$` already replaced */
	readonly headers: readonly ResponseHeader[];
	/** why the request is refused; no substitution was made after that */
	readonly refused: string | undefined;
}

/**
 * Applies a catalog's rules in order (`c-rule-set-reference.md`).
 * @param request `object?modifiers`: without `/is/image/`, still percent-encoded
 */
export function applyRules(request: string, rules: readonly Rule[], context: RuleContext): RuleOutcome {
	let current = request;
	let refused: string | undefined;
	const attributeOverrides: Record<string, AttributeValue> = {};
	const headers: ResponseHeader[] = [];
	for (const [index, rule] of rules.entries()) {
		if (rule.requestType !== undefined && !rule.requestType.includes(context.requestType)) continue;
		const pattern = patternOf(rule);
		if (pattern !== undefined && !isFound(pattern, current, context.allowance)) continue;
		if (rule.onMatch === 'error' || isShutOut(rule, context)) {
			refused = `request refused by rule ${JSON.stringify(rule.name ?? index + 1)}`;
			break;
		}
		for (const [name, value] of Object.entries(rule.attributes ?? {})) {
			// only rules spell it so (`r-rule-rule.md`)
			if (value !== undefined) attributeOverrides[name === 'WaterMark' ? 'Watermark' : name] = value;
		}
		headers.push(...(rule.header ?? []));
		current = addQuery(substitute(current, rule, pattern), rule.addQuery);
		if (rule.onMatch === 'break') break;
	}
	return { request: current, attributeOverrides, headers: resolveHeaders(headers, current), refused };
}

interface SearchPattern extends Pick<Expression, 'maxLength' | 'steps'> {
	readonly regexp: RegExp;
}

const patterns = new WeakMap<Rule, SearchPattern>();

/** Compiled once for each rule. @returns undefined if the rule matches always */
function patternOf(rule: Rule): SearchPattern | undefined {
	if (rule.expression === undefined || rule.expression === '') return undefined;
	const known = patterns.get(rule);
	if (known !== undefined) return known;
	const { source, flags, ...cost } = readExpression(rule.expression);
	const pattern = { ...cost, regexp: new RegExp(source, rule.replace === 'all' ? `${flags}g` : flags) };
	patterns.set(rule, pattern);
	return pattern;
}

/** A request that is too long to be searched safely is not matched. */
function isFound(
	{ regexp, maxLength, steps }: SearchPattern,
	request: string,
	allowance: SearchAllowance | undefined,
): boolean {
	if (request.length > maxLength || allowance?.spend(steps(request.length)) === false) return false;
	return request.search(regexp) >= 0;
}

function isShutOut({ addressfilter = '' }: Rule, { clientAddress }: RuleContext): boolean {
	if (addressfilter === '' || clientAddress === undefined) return false;
	return !includesAddress(addressFilter.parse(addressfilter) ?? [], clientAddress);
}

function substitute(request: string, { substitution }: Rule, pattern: SearchPattern | undefined): string {
	if (substitution === undefined) return request;
	if (pattern === undefined) return request + expandReplacement(substitution, ['']);
	return request.replace(pattern.regexp, (...found: unknown[]) => {
		const offset = found.findIndex((value) => typeof value === 'number');
		return expandReplacement(substitution, found.slice(0, offset) as (string | undefined)[]);
	});
}

function addQuery(request: string, commands: string | undefined): string {
	if (commands === undefined || commands === '') return request;
	if (!request.includes('?')) return `${request}?${commands}`;
	return /[?&]$/.test(request) ? request + commands : `${request}&${commands}`;
}
