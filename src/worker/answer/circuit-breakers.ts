import {
	type CircuitBreakerPolicy,
	CircuitState,
	ConsecutiveBreaker,
	circuitBreaker,
	DelegateBackoff,
	handleWhen,
} from 'cockatiel';
import { rememberServer } from '../../catalog/store/failure-memory.js';
import type { NetworkFailure } from '../network.js';
import type { ServerHealth } from '../server-health.js';

/** Connections that fail one after another, with no answer of that server between them, until it counts as unreachable. */
const STRIKES = 3;

/** A server that answered so lately is there, whatever keeps single requests from it, in milliseconds. */
const RECENT_MS = 3000;

/** How long an unreachable server is left alone at first, and at most, in milliseconds. */
const FIRST_BREAK_MS = 2000;
const LONGEST_BREAK_MS = 60_000;

/** How long images wait for the one request that tries whether an unreachable server is back, in milliseconds. */
const TRIAL_MS = 1000;

/** So that not all shoppers of a shop try at the same instant. */
const JITTER = 0.8 + 0.4 * Math.random();

/** The server gave no answer: an error, as the breaker wants it, which nobody else sees. */
class NoAnswer extends Error {
	constructor(readonly failure: NetworkFailure) {
		super();
	}
}

/**
 * Counts a request that got no answer. One that waited for all of `timeoutMs`, while nothing else came from
 * that server either, is enough; of failed connections it takes three.
 */
export async function countFailure(
	health: ServerHealth,
	origin: string,
	failure: NetworkFailure,
): Promise<void> {
	const { reason, since } = failure;
	// an extension of the browser that blocks some pictures looks the same as a broken connection
	const time = reason === 'network' ? Math.min(since, performance.now() - RECENT_MS) : since;
	if (health.isBroken(origin) || health.hasAnsweredSince(origin, time)) return;
	const breaker = breakerOf(health, origin);
	for (let left = reason === 'timeout' ? STRIKES : 1; left > 0; left -= 1) {
		await breaker.execute(() => Promise.reject(new NoAnswer(failure))).catch(() => {});
	}
}

/**
 * Asks a server that counts as unreachable, if it is time to try it again: one request does, the others wait
 * for it for a moment.
 *
 * @param ask how this image is asked for
 * @param event lives until the trial is over
 * @returns what came, or at once that nothing comes
 */
export async function askBroken(
	health: ServerHealth,
	origin: string,
	ask: () => Promise<Response | NetworkFailure>,
	event: Pick<ExtendableEvent, 'waitUntil'>,
): Promise<Response | NetworkFailure> {
	const breaker = breakerOf(health, origin);
	const since = performance.now();
	let isLate = false;
	const trial = breaker.execute(async () => {
		// who came while another tried, and has its substitute by now
		if (isLate) throw new DOMException('nobody waits for it any more', 'AbortError');
		// a page that went away in the middle of it has not learned anything
		const outcome = await ask().catch((error): NetworkFailure => ({ reason: 'network', error, since }));
		if (outcome instanceof Response) return outcome;
		throw new NoAnswer(outcome);
	});
	event.waitUntil(trial.catch(() => {}));
	let timer: ReturnType<typeof setTimeout> | undefined;
	const patience = new Promise<undefined>((resolve) => {
		timer = setTimeout(() => resolve(undefined), TRIAL_MS);
	});
	try {
		const response = await Promise.race([trial, patience]);
		if (response !== undefined) return response;
	} catch {
		// answered below
	} finally {
		clearTimeout(timer);
		isLate = true;
	}
	const error = new DOMException('the image server does not answer', 'NetworkError');
	return { reason: reasonOf(breaker), error, since };
}

/** Origin -> when it may be tried again, in milliseconds since the epoch. For `status()`. */
export function brokenServers(health: ServerHealth): { origin: string; until: number }[] {
	for (const origin of health.left.keys()) breakerOf(health, origin);
	return [...health.breakers].flatMap(([origin, breaker]) =>
		breaker.state === CircuitState.Closed ? [] : [{ origin, until: endOfBreak(breaker) }],
	);
}

function breakerOf(health: ServerHealth, origin: string): CircuitBreakerPolicy {
	const known = health.breakers.get(origin);
	if (known !== undefined) return known;
	const left = health.left.get(origin);
	const breaker = circuitBreaker(
		handleWhen((error) => error instanceof NoAnswer),
		{
			breaker: new ConsecutiveBreaker(STRIKES),
			halfOpenAfter: new DelegateBackoff(({ attempt }) => breakMs(attempt)),
			...(left === undefined ? {} : { initialState: left.state }),
		},
	);
	breaker.onBreak(() => {
		const reason = reasonOf(breaker);
		// connections that fail do so soon, and others may be answered yet
		if (reason === 'timeout') health.giveUpOn(origin, reason);
		const broken = { reason, until: endOfBreak(breaker), state: breaker.toJSON() };
		void rememberServer(origin, { broken });
	});
	if (left !== undefined) restoredReasons.set(breaker, left.reason);
	health.breakers.set(origin, breaker);
	health.left.delete(origin);
	return breaker;
}

/** Why a stopped worker gave a server up: a breaker that was restored has seen no failure of its own yet. */
const restoredReasons = new WeakMap<CircuitBreakerPolicy, NetworkFailure['reason']>();

function breakMs(attempt: number): number {
	return JITTER * Math.min(FIRST_BREAK_MS * 2 ** (attempt - 1), LONGEST_BREAK_MS);
}

/** As cockatiel writes a breaker that is not closed. */
interface WrittenBreaker {
	readonly ownState: { readonly openedAt: number; readonly attemptNo: number };
}

function endOfBreak(breaker: CircuitBreakerPolicy): number {
	const { openedAt, attemptNo } = (breaker.toJSON() as WrittenBreaker).ownState;
	return openedAt + breakMs(attemptNo);
}

function reasonOf(breaker: CircuitBreakerPolicy): NetworkFailure['reason'] {
	const { lastFailure } = breaker;
	const error = lastFailure !== undefined && 'error' in lastFailure ? lastFailure.error : undefined;
	return error instanceof NoAnswer ? error.failure.reason : (restoredReasons.get(breaker) ?? 'network');
}
