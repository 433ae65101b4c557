import type { CircuitBreakerPolicy } from 'cockatiel';
import type { BrokenServer } from '../catalog/store/failure-memory.js';
import { BoundedMap } from './bounded-map.js';

const MAX_SERVERS = 100;

/** Most answers of a server that are remembered. */
const MAX_ANSWERS = 50;

/** A server that answered so lately is worth waiting for, in milliseconds. */
const ALIVE_MS = 30_000;

/** An answer, and the request that it was given to; both in milliseconds since the worker started. */
interface Answered {
	readonly since: number;
	readonly at: number;
}

/**
 * Which servers answer at all. Every attempt tells it what came of it and looks here before it begins; all of
 * that is synchronous, because good pictures pass by here. The circuit breakers themselves are with the parts
 * that are loaded at the first failure.
 */
export class ServerHealth {
	/** origin -> its breaker; none: nothing is wrong with it */
	readonly breakers = new Map<string, CircuitBreakerPolicy>();
	/** origin -> what a worker that was stopped has left, until somebody makes a breaker of it */
	readonly left = new Map<string, BrokenServer>();

	/** origin -> its answers, oldest first, but for those after which one came to an earlier request */
	readonly #answers = new BoundedMap<string, Answered[]>(MAX_SERVERS);
	readonly #waits = new Map<string, Set<(reason: BrokenServer['reason']) => void>>();

	/** @param onReturn a server that was taken for unreachable has answered */
	constructor(private readonly onReturn: (origin: string) => void) {}

	/**
	 * Whatever it said: it is there, and counts as well again.
	 *
	 * @param since when it was asked, in milliseconds since the worker started
	 */
	answered(origin: string, since: number): void {
		const answers = this.#answers.get(origin) ?? [];
		while ((answers.at(-1)?.since ?? Number.NEGATIVE_INFINITY) >= since) answers.pop();
		answers.push({ since, at: performance.now() });
		if (answers.length > MAX_ANSWERS) answers.shift();
		this.#answers.set(origin, answers);
		if (this.breakers.size === 0 && this.left.size === 0) return;
		const wasBroken = this.isBroken(origin);
		this.breakers.delete(origin);
		this.left.delete(origin);
		if (wasBroken) this.onReturn(origin);
	}

	/**
	 * When it last answered a request that had been made by then; all in milliseconds since the worker started.
	 *
	 * @returns -Infinity: it has not, as far as is remembered
	 */
	lastAnswer(origin: string, since: number): number {
		const answer = this.#answers.get(origin)?.findLast((one) => one.since <= since);
		return answer?.at ?? Number.NEGATIVE_INFINITY;
	}

	/** @param time milliseconds since the worker started */
	hasAnsweredSince(origin: string, time: number): boolean {
		return this.lastAnswer(origin, Number.POSITIVE_INFINITY) >= time;
	}

	/** Whether it has answered anybody lately. */
	isAlive(origin: string): boolean {
		return this.hasAnsweredSince(origin, performance.now() - ALIVE_MS);
	}

	/** Whether it is pointless to wait for the server as usual. */
	isBroken(origin: string): boolean {
		return this.left.has(origin) || (this.breakers.get(origin)?.state ?? 0) !== 0;
	}

	/**
	 * Somebody waits for a server.
	 *
	 * @param giveUp called when the server is found to be unreachable
	 * @returns to be called when the wait is over
	 */
	waits(origin: string, giveUp: (reason: BrokenServer['reason']) => void): () => void {
		const waits = this.#waits.get(origin) ?? new Set();
		this.#waits.set(origin, waits);
		waits.add(giveUp);
		return () => waits.delete(giveUp);
	}

	/** One has waited in vain, and that is enough: nobody else has to. */
	giveUpOn(origin: string, reason: BrokenServer['reason']): void {
		for (const giveUp of this.#waits.get(origin) ?? []) giveUp(reason);
	}

	/**
	 * The network was away, or the rules have changed: every server is asked as if nothing had been.
	 *
	 * @returns the origins that were thought to be broken
	 */
	forget(): string[] {
		const origins = [...this.breakers.keys(), ...this.left.keys()];
		this.breakers.clear();
		this.left.clear();
		return origins;
	}
}
