import type { Server } from '../../catalog/manifest/manifest.js';
import type { Rules } from '../../catalog/store/rules.js';
import type { Failure } from '../../fallback/failure.js';
import type { Destination } from '../../fallback/policy.js';
import type { Substitute } from '../../fallback/substitute.js';
import { secondsToLive } from '../../fallback/time-to-live.js';
import type { SubstituteMessage } from '../../messages.js';
import { asImageServing } from '../../protocol/plain/plain-url.js';
import { discard } from '../discard.js';
import type { FailedRequest } from '../fallback-module.js';
import type { WorkerMemory } from '../memory/worker-memory.js';
import { pageOf, postError, postToPages } from '../post-to-pages.js';
import { rulesInForce } from '../storage/rules-in-force.js';
import { withoutLayer } from '../without-layer.js';
import { FailureReports } from './failure-reports.js';
import { failureOf } from './inspect-response.js';
import { dropLastGood, findLastGood } from './last-good.js';
import { makePicture } from './make-picture.js';
import { type PlannedAnswer, planAnswer, type ReadRequest, readByRules } from './plan-answer.js';
import type { KeptPicture } from './renderings.js';
import { type SecondChance, secondChance } from './second-chances.js';
import { substituteResponse, textResponse } from './substitute-response.js';

const reports = new FailureReports();

/** Answers for a picture that failed; see `FallbackModule`. */
export async function answerFailure(failed: FailedRequest, memory: WorkerMemory): Promise<Response> {
	const start = performance.now();
	const { url } = failed.request;
	// it is told before it is answered, and need not be looked for then
	void pageOf(failed.event.clientId ?? '').catch(() => {});
	const server = memory.serverOf(url);
	// neither waits for the other: what the server says comes from the network, what was asked from the database
	const [found, read] = await Promise.all([
		failureOf(failed, server, memory.brokenPictures.has(url)),
		readByRulesInForce(url, server, memory),
	]);
	if (found === undefined) memory.wasWell(url);
	if (found === undefined || read === undefined) return withoutLayer(failed);

	const chance = await chanceFor(failed, found, read.rules, memory);
	if (chance.response !== undefined) {
		discard(failed);
		if (chance.isMirrored) memory.wasMirrored(url);
		else memory.wasWell(url, chance.response.type === 'opaque');
		return chance.response;
	}
	const { failure } = chance;
	if (failure.reason === 'missing') failed.event.waitUntil(dropLastGood(url, memory).catch(() => {}));
	memory.failureCounts[failure.reason] = (memory.failureCounts[failure.reason] ?? 0) + 1;
	const planned = await planAnswer(failure, read, destinationOf(failed.request));
	if (planned.rules.settings.mode === 'observe') return observe(failed, planned);
	for (const substitute of planned.plan.substitutes) {
		const response = await trySubstitute(substitute, planned, failed, memory, start);
		if (response === undefined) continue;
		discard(failed);
		return response;
	}
	return letThrough(failed, planned, memory);
}

/** @returns undefined: no rules are installed */
async function readByRulesInForce(
	url: string,
	server: Server | undefined,
	memory: WorkerMemory,
): Promise<ReadRequest | undefined> {
	const rules = await rulesInForce(memory);
	if (rules === undefined) return undefined;
	const asked = asImageServing(url, server);
	return readByRules(asked.url, asked.root, rules);
}

/** None for a failure that was remembered: its chances were taken then. */
async function chanceFor(
	failed: FailedRequest,
	failure: Failure,
	{ settings }: Rules,
	memory: WorkerMemory,
): Promise<SecondChance> {
	const server = memory.serverOf(failed.request.url);
	const isFresh = failed.outcome instanceof Response || 'error' in failed.outcome;
	if (!isFresh || server === undefined || settings.mode !== 'on') return { failure };
	return secondChance(failed, failure, server, memory);
}

/** Makes one substitute; undefined: it cannot be made, the next choice is used. @param start when the work began */
async function trySubstitute(
	substitute: Substitute,
	{ plan: { failure }, catalog, root, rules, headers }: PlannedAnswer,
	failed: FailedRequest,
	memory: WorkerMemory,
	start: number,
): Promise<Response | undefined> {
	if (substitute.kind === 'properties') {
		memory.substitutions += 1;
		await tell(failed, failure, rules, { kind: 'properties' });
		const { status } = substitute.reply;
		return substituteResponse(substitute.reply, 'properties', failure, { status, headers, start });
	}
	const { kind, object } = substitute;
	const { url } = failed.request;
	const attributes = rules.attributesOf(catalog);
	const broken = memory.brokenSubstitutes.take(url, kind);
	if (broken === 'useless') return undefined;
	try {
		const isBroken = broken === 'anew';
		const picture =
			substitute.kind === 'last-good'
				? await findLastGood(url, substitute, rules.settings, attributes, isBroken)
				: await makePicture(substitute, catalog, rules, { root, isBroken });
		if (picture === undefined) return undefined;
		const seconds = secondsToLive(failure, kind, attributes, picture.expiration);
		failed.event.waitUntil(memory.remember(failed.request, failure, kind, seconds));
		memory.substitutions += 1;
		await tell(failed, failure, rules, { kind, object, notes: picture.notes });
		// a server may have one that a response cannot have
		const isRepeated =
			rules.settings.substituteStatus === 'original' && failure.status >= 400 && failure.status < 600;
		const status = isRepeated ? failure.status : 200;
		return substituteResponse({ ...picture, seconds }, kind, failure, { status, headers, start });
	} catch (error) {
		const message = `${kind} ${object} cannot be shown: ${error instanceof Error ? error.message : error}`;
		postError({ type: 'understudy:error', code: 'substitute-unavailable', message }, failed.event);
		return undefined;
	}
}

function destinationOf({ destination }: Request): Destination {
	return destination === 'image' || destination === 'script' ? destination : 'fetch';
}

/** `mode: "observe"`: the page gets what it would have got, and the shop learns what it would have shown. */
async function observe(failed: FailedRequest, { plan, rules, catalog }: PlannedAnswer): Promise<Response> {
	let shown: Substitute | undefined;
	for (const substitute of plan.substitutes) {
		if (substitute.kind === 'last-good') {
			const attributes = rules.attributesOf(catalog);
			const copy = await findLastGood(failed.request.url, substitute, rules.settings, attributes);
			if (copy === undefined) continue;
		}
		shown = substitute;
		break;
	}
	const object = shown !== undefined && 'object' in shown ? shown.object : undefined;
	void tell(failed, plan.failure, rules, { kind: shown?.kind ?? 'none', object, observed: true });
	return withoutLayer(failed);
}

/**
 * No substitute: the rules want none, or none could be made. The server's own answer is given. If there
 * was none and something should have been shown, a text says why.
 */
async function letThrough(
	failed: FailedRequest,
	{ plan, rules }: PlannedAnswer,
	memory: WorkerMemory,
): Promise<Response> {
	const { failure, substitutes, text } = plan;
	memory.letThrough(failed.request.url);
	void tell(failed, failure, rules, { kind: 'none' });
	if (!('error' in failed.outcome) || substitutes.length === 0) return withoutLayer(failed);
	return textResponse(text.message, failure.reason === 'timeout' ? 504 : 503);
}

/** Resolves when the page has been told: who is shown a substitute must know, even if the worker is killed then. */
function tell(
	{ request, event }: FailedRequest,
	{ reason, status }: Failure,
	{ settings }: Rules,
	shown: Pick<SubstituteMessage, 'kind'> &
		Partial<Pick<SubstituteMessage, 'object' | 'observed'>> & { readonly notes?: KeptPicture['notes'] },
): Promise<void> {
	const { kind, object, observed = false, notes } = shown;
	const { url } = request;
	const about = { url, kind, reason, status, object, observed, time: Date.now() };
	const told = notes === undefined ? about : { ...about, notes };
	const isTold = postToPages({ type: 'understudy:substitute', ...told }, event.clientId);
	event.waitUntil(isTold);
	reports.add(told, settings, event);
	return isTold;
}
