import { preprocess } from '../../catalog/rules/preprocess.js';
import type { ResponseHeader } from '../../catalog/rules/response-headers.js';
import type { Rules } from '../../catalog/store/rules.js';
import type { Failure } from '../../fallback/failure.js';
import type { Plan } from '../../fallback/plan.js';
import { type FailedReading, planFailure, readFailed } from '../../fallback/plan-failure.js';
import type { Destination } from '../../fallback/policy.js';
import type { ReplyView } from '../../fallback/properties/index.js';
import { findMissing } from './find-missing.js';

/** What to answer, and by which rules. */
export interface PlannedAnswer {
	readonly plan: Plan;
	/** RootId of the main catalog */
	readonly catalog: string;
	/** path of the image server that the request was for */
	readonly root: string;
	/** as the rule set changed them for this request */
	readonly rules: Rules;
	/** of the rule set, for the reply */
	readonly headers: readonly ResponseHeader[];
}

/** A request as the rules want it to be read. */
export interface ReadRequest extends Omit<PlannedAnswer, 'plan' | 'catalog'> {
	readonly reading: FailedReading;
}

/**
 * Reads a request with the rules that are for it.
 *
 * @param root path of the image server
 */
export async function readByRules(url: string, root: string, inForce: Rules): Promise<ReadRequest> {
	const { catalogs, headers, ...rewritten } = preprocess(url, inForce.catalogs, { root });
	const rules = inForce.with(catalogs);
	const reading = await readFailed(rewritten, rules, { root, limits: rules.settings.limits });
	return { reading, root, rules, headers };
}

/**
 * Plans the answer for a request that failed.
 *
 * @param destination who asked
 */
export async function planAnswer(
	found: Failure,
	{ reading, ...read }: ReadRequest,
	destination: Destination = 'image',
): Promise<PlannedAnswer> {
	const { rules } = read;
	const { policy, policies = [], messages } = rules.settings;
	const { request } = reading;
	const said = { policy, policies, messages, destination, languages: navigator.languages };
	const plan = await planFailure(found, reading, rules, said, {
		findMissing: () => findMissing(request, rules),
		loadView: () => viewIn(rules, request.catalog),
	});
	return { plan, catalog: request.catalog, ...read };
}

/** The view that the renderer would make. */
async function viewIn(rules: Rules, catalog: string): Promise<ReplyView> {
	const context = { attributes: rules.attributesOf(catalog), limits: rules.settings.limits };
	const { formatRow, requestView } = await import('../renderer.js');
	return (asked, composite) => ({
		...requestView(asked, composite, context),
		type: formatRow(asked.commands.fmt?.format).type,
	});
}
