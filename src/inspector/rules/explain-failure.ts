import { serverOf } from '../../catalog/manifest/server-of.js';
import type { Rules } from '../../catalog/store/rules.js';
import type { Failure } from '../../fallback/failure.js';
import type { Plan } from '../../fallback/plan.js';
import { planFailure, readFailed } from '../../fallback/plan-failure.js';
import { type Destination, type Policies, policyFor } from '../../fallback/policy.js';
import type { ReplyView } from '../../fallback/properties/index.js';
import type { Substitute } from '../../fallback/substitute.js';
import type { ImageRequest } from '../../protocol/image-request.js';
import { asImageServing } from '../../protocol/plain/plain-url.js';
import { formatRow } from '../../render/encode/formats.js';
import { requestView } from '../../render/view/request-view.js';
import { originOf } from './attribute-origin.js';
import { type RuleTrace, traceRules } from './rule-trace.js';
import { missingSources, type SourceVerdicts } from './source-verdicts.js';

/** What the rules make of a failure, and why. */
export interface Explanation {
	/** of the image that failed, as the page asked for it */
	readonly url: string;
	readonly plan: Plan;
	/** each substitute of the plan, in order, with what named it */
	readonly steps: readonly ExplainedStep[];
	/** who put the steps in this order */
	readonly order: string;
	readonly trace: RuleTrace;
	/** which images of the request are missing; undefined: it is replaced as a whole, so nobody asked */
	readonly sources: SourceVerdicts | undefined;
	/** the request that failed, as the rules left it */
	readonly request: ImageRequest;
	/** the rules with what the rule set changed for this request */
	readonly rules: Rules;
}

export interface ExplainedStep {
	readonly substitute: Substitute;
	/** e.g. `DefaultImage of catalog Acme` */
	readonly decidedBy: string;
}

/** Who asked, and in which languages, best first. */
export interface Asker {
	readonly destination?: Destination;
	readonly languages: readonly string[];
	/** for `DefaultImageMode` 1; absent: the request is replaced as a whole, as where no server answers */
	readonly askForSources?: (request: ImageRequest, rules: Rules) => Promise<SourceVerdicts>;
}

/** Plans a failure as the worker does, and says which rule, attribute or command named each substitute. */
export async function explainFailure(
	found: Failure,
	url: string,
	rules: Rules,
	{ destination = 'image', languages, askForSources }: Asker,
): Promise<Explanation> {
	const asked = asImageServing(url, serverOf(url, rules.settings.servers));
	const { root } = asked;
	const trace = traceRules(asked.url, rules.catalogs, root);
	const ruled = rules.with(trace.catalogs);
	const { limits, policy, policies = [], messages } = rules.settings;
	const reading = await readFailed(trace, ruled, { root, limits });
	const { request } = reading;
	const said = { policy, policies, destination };
	let sources: SourceVerdicts | undefined;
	const plan = await planFailure(
		found,
		reading,
		ruled,
		{ ...said, messages, languages },
		{
			async findMissing() {
				sources = await askForSources?.(request, ruled);
				return sources && missingSources(request, sources);
			},
			loadView: () => viewIn(ruled),
		},
	);
	const context = { url: asked.url, request, trace, rules: ruled, before: rules };
	return {
		...{ url, sources },
		plan,
		steps: plan.substitutes.map((substitute) => ({ substitute, decidedBy: decidedBy(substitute, context) })),
		order: orderedBy(plan.failure, request, said),
		trace,
		request,
		rules: ruled,
	};
}

/** What the renderer would make of a view, for requests that ask for its size. */
function viewIn(rules: Rules): ReplyView {
	return (asked, composite) => {
		const attributes = rules.attributesOf(asked.catalog);
		const view = requestView(asked, composite, { attributes, limits: rules.settings.limits });
		return { ...view, type: formatRow(asked.commands.fmt?.format).type };
	};
}

interface Context extends Pick<Explanation, 'request' | 'trace' | 'rules'> {
	/** as the page asked, or as the request to Image Serving that would mean the same */
	readonly url: string;
	/** the rules as they are without this request */
	readonly before: Rules;
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
	{ request, trace, rules, before }: Context,
): string {
	const { origin } = originOf(name, rules.catalogs, request.catalog, before.catalogs);
	if (origin === 'rule') return `${name} by rule ${names(trace)}`;
	return origin === 'catalog' ? `${name} of catalog ${request.catalog}` : `${name} of the ${origin}`;
}

function names({ matched }: RuleTrace): string {
	return matched.length === 0 ? 'set' : matched.join(', ');
}

/** The list that `policyFor` gives is the shop's own, or a built-in one. */
function orderedBy(failure: Failure, { commands }: ImageRequest, said: Policies): string {
	const size = Math.max(commands.wid ?? 0, commands.hei ?? 0) || undefined;
	const steps = policyFor(failure, said, size);
	const special = (said.policies ?? []).findIndex(({ policy }) => Object.values(policy).includes(steps));
	if (special >= 0) return `policies[${special}]`;
	const general = Object.entries(said.policy ?? {}).find(([, own]) => own === steps)?.[0];
	return general === undefined ? 'the built-in order' : `policy.${general}`;
}
