import { resolveRequest } from '../../catalog/resolve-request.js';
import type { Settings } from '../../catalog/settings.js';
import { type Failure, isUnavailable } from '../../fallback/failure.js';
import { type Plan, planSubstitutes, type Substitute } from '../../fallback/plan.js';
import type { ImageRequest } from '../../protocol/image-request.js';
import { originOf } from './attribute-origin.js';
import { type RuleTrace, traceRules } from './rule-trace.js';
import type { Rulebook } from './rulebook.js';

/** What the rules make of a failure, and why. */
export interface Explanation {
	readonly plan: Plan;
	/** each substitute of the plan, in order, with what named it */
	readonly steps: readonly ExplainedStep[];
	/** who put the steps in this order */
	readonly order: string;
	readonly trace: RuleTrace;
	/** the request that failed, as the rules left it */
	readonly request: ImageRequest;
	/** the rules with what the rule set changed for this request */
	readonly book: Rulebook;
}

export interface ExplainedStep {
	readonly substitute: Substitute;
	/** e.g. `DefaultImage of catalog Acme` */
	readonly decidedBy: string;
}

/**
 * Plans a failure as the worker does, and says which rule, attribute or command named each substitute.
 *
 * @param languages of the shopper, best first
 */
export async function explainFailure(
	found: Failure,
	url: string,
	book: Rulebook,
	languages: readonly string[],
): Promise<Explanation> {
	const root = book.rootOf(url) ?? '/is/image';
	const trace = traceRules(url, book.catalogs, root);
	const ruled = book.with(trace.catalogs);
	const { limits, policy, messages } = book.settings;
	const request = await resolveRequest(trace.url, ruled, { root, limits });
	const isRefused = trace.refused !== undefined || request.problems.some(({ code }) => code === 'refused');
	const failure: Failure = isRefused ? { ...found, reason: 'refused' } : found;
	const plan = planSubstitutes(failure, request, { catalogs: ruled.catalogs, policy, messages, languages });
	const context = { url, request, trace, book: ruled, before: book };
	return {
		plan,
		steps: plan.substitutes.map((substitute) => ({ substitute, decidedBy: decidedBy(substitute, context) })),
		order: orderedBy(failure, book.settings),
		trace,
		request,
		book: ruled,
	};
}

interface Context extends Pick<Explanation, 'request' | 'trace' | 'book'> {
	/** as the page asked */
	readonly url: string;
	/** the rules as they are without this request */
	readonly before: Rulebook;
}

function decidedBy({ kind }: Substitute, context: Context): string {
	switch (kind) {
		case 'last-good':
			return 'lastGood';
		case 'properties':
			return 'the data of the record';
		case 'error-image':
			return attributeSource('ErrorImage', context);
		case 'default-image':
		case 'layer-default':
			return context.request.commands.defaultImage === undefined
				? attributeSource('DefaultImage', context)
				: commandSource(context);
	}
}

function commandSource({ url, trace }: Context): string {
	const wasAsked = /[?&]defaultImage=/i.test(url);
	return wasAsked ? 'defaultImage= of the request' : `defaultImage= by rule ${names(trace)}`;
}

function attributeSource(
	name: 'DefaultImage' | 'ErrorImage',
	{ request, trace, book, before }: Context,
): string {
	const { origin } = originOf(name, book.catalogs, request.catalog, before.catalogs);
	if (origin === 'rule') return `${name} by rule ${names(trace)}`;
	return origin === 'catalog' ? `${name} of catalog ${request.catalog}` : `${name} of the ${origin}`;
}

function names({ matched }: RuleTrace): string {
	return matched.length === 0 ? 'set' : matched.join(', ');
}

function orderedBy(failure: Failure, { policy }: Pick<Settings, 'policy'>): string {
	if (policy[failure.reason] !== undefined) return `policy.${failure.reason}`;
	if (isUnavailable(failure) && policy.unavailable !== undefined) return 'policy.unavailable';
	return 'the built-in order';
}
