import { resolveRequest, withRecords } from '../catalog/resolve-request.js';
import { preprocess } from '../catalog/rules/preprocess.js';
import type { ResponseHeader } from '../catalog/rules/response-headers.js';
import type { Failure } from '../fallback/failure.js';
import { replacesLayers } from '../fallback/missing-sources.js';
import { type Plan, type PlanRules, planSubstitutes } from '../fallback/plan.js';
import type { Destination } from '../fallback/policy.js';
import { asksForProperties, propertyLookups, type ReplyView } from '../fallback/properties/index.js';
import type { ImageRequest, RequestCommands } from '../protocol/image-request.js';
import { parseImageRequest } from '../protocol/parse-image-request.js';
import { findMissing } from './find-missing.js';
import type { Rules } from './rules.js';

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
	readonly request: ImageRequest;
	/** what its URL says itself, without its records */
	readonly asked: RequestCommands;
	/** whatever the server says */
	readonly isRefused: boolean;
}

/**
 * Reads a request with the rules that are for it.
 *
 * @param root path of the image server
 */
export async function readRequest(url: string, root: string, inForce: Rules): Promise<ReadRequest> {
	const { refused, headers, catalogs, ...rewritten } = preprocess(url, inForce.catalogs, { root });
	const rules = inForce.with(catalogs);
	const options = { root, limits: rules.settings.limits };
	const request = await resolveRequest(rewritten.url, rules, options);
	const isRefused = refused !== undefined || request.problems.some(({ code }) => code === 'refused');
	const { commands: asked } = parseImageRequest(rewritten.url, catalogs, options);
	return { request, asked, isRefused, root, rules, headers };
}

/**
 * Plans the answer for a request that failed.
 *
 * @param destination who asked
 */
export async function planAnswer(
	found: Failure,
	{ request, asked, isRefused, ...read }: ReadRequest,
	destination?: Destination,
): Promise<PlannedAnswer> {
	const failure: Failure = isRefused ? { ...found, reason: 'refused' } : found;
	const plan = asksForProperties(request)
		? await planProperties(failure, request, read.rules)
		: await planPicture(failure, request, asked, read.rules, destination);
	return { plan, catalog: request.catalog, ...read };
}

function planRules({ catalogs, settings }: Rules): PlanRules {
	const { policy, policies = [], messages } = settings;
	return { catalogs, policy, policies, messages, languages: navigator.languages };
}

async function planPicture(
	failure: Failure,
	request: ImageRequest,
	asked: RequestCommands,
	rules: Rules,
	destination: Destination = 'image',
): Promise<Plan> {
	const isByLayer = replacesLayers(failure, request, rules.attributesOf(request.catalog));
	const missing = isByLayer ? await findMissing(request, rules) : undefined;
	return planSubstitutes(failure, request, {
		...planRules(rules),
		destination,
		asked,
		...(missing && { missing }),
	});
}

/** Data about an image is answered from its record, and from the view that the renderer would make. */
async function planProperties(failure: Failure, request: ImageRequest, rules: Rules): Promise<Plan> {
	const catalogs = await withRecords(rules, propertyLookups(request, rules.catalogs));
	const context = { attributes: rules.attributesOf(request.catalog), limits: rules.settings.limits };
	const { formatRow, requestView } = await import('./renderer.js');
	const view: ReplyView = (asked, composite) => ({
		...requestView(asked, composite, context),
		type: formatRow(asked.commands.fmt?.format).type,
	});
	return planSubstitutes(failure, request, { ...planRules(rules), catalogs, view });
}
