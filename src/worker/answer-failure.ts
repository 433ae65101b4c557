import { preprocess } from '../catalog/rules/preprocess.js';
import type { ResponseHeader } from '../catalog/rules/response-headers.js';
import type { Failure } from '../fallback/failure.js';
import { type Plan, planSubstitutes, type Substitute, timeToLive } from '../fallback/plan.js';
import type { SubstituteMessage } from '../messages.js';
import { parseImageRequest } from '../protocol/parse-image-request.js';
import type { FailedRequest } from './fallback-module.js';
import { failureOf } from './inspect-response.js';
import { makePicture } from './make-picture.js';
import type { WorkerMemory } from './memory.js';
import { report, reportError } from './report.js';
import { type Rules, rulesInForce } from './rules.js';
import { substituteResponse, textResponse } from './substitute-response.js';
import { withoutLayer } from './without-layer.js';

/** Answers for a picture that failed; see `FallbackModule`. */
export async function answerFailure(failed: FailedRequest, memory: WorkerMemory): Promise<Response> {
	const found = await failureOf(failed);
	if (found === undefined) memory.wasWell(failed.request.url);
	const inForce = await rulesInForce(memory);
	if (found === undefined || inForce === undefined) return withoutLayer(failed);

	const { root = '/is/image' } = memory.serverOf(failed.request.url) ?? {};
	const { url, catalogs, headers, refused } = preprocess(failed.request.url, inForce.catalogs, { root });
	const rules = inForce.with(catalogs);
	const { policy, messages, mode, limits } = rules.settings;
	const request = parseImageRequest(url, catalogs, { root, limits });
	const failure: Failure = refused === undefined ? found : { ...found, reason: 'refused' };
	const plan = planSubstitutes(failure, request, {
		catalogs,
		policy,
		messages,
		languages: navigator.languages,
	});
	if (mode === 'observe') return observe(failed, plan);
	const answer: Answer = { failed, failure, catalog: request.catalog, rules, headers, memory };
	for (const substitute of plan.substitutes) {
		const response = await trySubstitute(substitute, answer);
		if (response !== undefined) return response;
	}
	return letThrough(failed, plan, memory);
}

/** What all substitutes of one failure have in common. */
interface Answer {
	readonly failed: FailedRequest;
	readonly failure: Failure;
	/** RootId of the main catalog */
	readonly catalog: string;
	/** as the rule set changed them for this request */
	readonly rules: Rules;
	/** of the rule set, for the reply */
	readonly headers: readonly ResponseHeader[];
	readonly memory: WorkerMemory;
}

/** Makes one substitute; undefined: it cannot be made, the next choice is used. */
async function trySubstitute(substitute: Substitute, answer: Answer): Promise<Response | undefined> {
	const { failed, failure, catalog, rules, headers, memory } = answer;
	if (substitute.kind === 'last-good') return undefined;
	if (substitute.kind === 'properties') {
		memory.substitutions += 1;
		tell(failed, failure, { kind: 'properties' });
		return substituteResponse({ ...substitute.reply, seconds: 0 }, 'properties', failure, { headers });
	}
	const { kind, object } = substitute;
	try {
		const picture = await makePicture(substitute, catalog, rules);
		const seconds = timeToLive(failure, kind, rules.attributesOf(catalog), picture.expiration);
		const { url } = failed.request;
		failed.event.waitUntil(memory.remember(url, failure, seconds));
		memory.substitutes.set(url, { url, kind, reason: failure.reason });
		memory.substitutions += 1;
		tell(failed, failure, { kind, object });
		const { substituteStatus: status } = rules.settings;
		return substituteResponse({ ...picture, seconds }, kind, failure, { status, headers });
	} catch (error) {
		const message = `${kind} ${object} cannot be shown: ${error instanceof Error ? error.message : error}`;
		reportError({ type: 'understudy:error', code: 'substitute-unavailable', message }, failed.event);
		return undefined;
	}
}

/** `mode: "observe"`: the page gets what it would have got, and the shop learns what it would have shown. */
function observe(failed: FailedRequest, { failure, substitutes }: Plan): Promise<Response> {
	const first = substitutes.find(({ kind }) => kind !== 'last-good');
	const object = first !== undefined && 'object' in first ? first.object : undefined;
	tell(failed, failure, { kind: first?.kind ?? 'none', object, observed: true });
	return withoutLayer(failed);
}

/**
 * No substitute: the rules want none, or none could be made. The server's own answer is given. If there
 * was none and something should have been shown, a text says why.
 */
async function letThrough(failed: FailedRequest, plan: Plan, memory: WorkerMemory): Promise<Response> {
	const { failure, substitutes, text } = plan;
	memory.letThrough(failed.request.url);
	tell(failed, failure, { kind: 'none' });
	if (failed.outcome instanceof Response || substitutes.length === 0) return withoutLayer(failed);
	return textResponse(text.message, failure.reason === 'timeout' ? 504 : 503);
}

function tell(
	{ request, event }: FailedRequest,
	{ reason, status }: Failure,
	shown: Pick<SubstituteMessage, 'kind'> & Partial<Pick<SubstituteMessage, 'object' | 'observed'>>,
): void {
	const { kind, object, observed = false } = shown;
	const { url } = request;
	const time = Date.now();
	const message = {
		type: 'understudy:substitute',
		url,
		kind,
		reason,
		status,
		object,
		observed,
		time,
	} as const;
	event.waitUntil(report(message, event.clientId));
}
