import type { Server } from '../../catalog/manifest/manifest.js';
import { serverOf } from '../../catalog/manifest/server-of.js';
import {
	type BrokenServer,
	readFailures,
	readServers,
	rememberServer,
} from '../../catalog/store/failure-memory.js';
import { readSettings, type Settings } from '../../catalog/store/settings.js';
import type { Failure } from '../../fallback/failure.js';
import type { FailureReason, SubstituteKind, SubstituteMark } from '../../messages.js';
import { BoundedMap } from '../bounded-map.js';
import { LateAnswers } from '../late-answers.js';
import { type AttemptMemory, isUsable, mayBePlaceholder } from '../network.js';
import { postToPages } from '../post-to-pages.js';
import type { Asked } from '../sends-cookies.js';
import { ServerHealth } from '../server-health.js';
import { BrokenPictures } from './broken-pictures.js';
import { BrokenSubstitutes } from './broken-substitutes.js';
import { CorsVerdicts } from './cors-verdicts.js';
import { PostponedServers } from './postponed-servers.js';
import { RememberedFailures } from './remembered-failures.js';

/** How often pages are told that the same server is back, in milliseconds. */
const RETURNED_MS = 10_000;

/** Bounds the memory of a worker that lives long on a page where all fails. */
const MAX_URLS = 1000;

/** Longest wait for the database at the start of a worker, in milliseconds. */
const READ_MS = 2000;

/** A request that equal ones wait for. */
interface UnderWay {
	/** what is wrong is known, or that nothing is; never rejects */
	readonly isDecided: Promise<void>;
	decide(): void;
}

/**
 * What a running worker knows without waiting: its settings, which pictures failed lately, which servers
 * send no CORS headers. All of it is read from the database once per start, and only when first needed.
 */
export class WorkerMemory implements AttemptMemory {
	/** undefined: not read yet, or no rules are installed */
	settings: Settings | undefined;
	/** false: the worker has just started and knows nothing yet */
	isRead = false;
	/** none are installed, and none were to be had: the layer stands aside until a page brings some */
	isWithoutRules = false;
	/** when the worker started or took over, in milliseconds since the epoch: it may not know what pages got before */
	since = Date.now();
	/** since the worker started */
	substitutions = 0;
	/** the same, by what was wrong; substitutes or not */
	readonly failureCounts: Partial<Record<FailureReason, number>> = {};
	/** requests that are under way, so that equal ones learn from the first what is wrong */
	readonly underWay = new Map<string, UnderWay>();
	readonly health = new ServerHealth((origin) => this.#returned(origin));
	readonly late = new LateAnswers(
		(url) => {
			this.wasWell(url);
			void postToPages({ type: 'understudy:arrived', url });
		},
		(response, request) => {
			const server = this.serverOf(request.url);
			if (!isUsable(response, request, server)) return false;
			return server === undefined || !mayBePlaceholder(response, server);
		},
	);
	readonly failures = new RememberedFailures((url) => this.serverOf(url));
	readonly postponed = new PostponedServers();
	readonly cors = new CorsVerdicts();
	readonly brokenPictures = new BrokenPictures();
	readonly brokenSubstitutes = new BrokenSubstitutes();
	/** URLs whose last answer was a substitute */
	readonly substitutes = new BoundedMap<string, SubstituteMark>(MAX_URLS);
	/** URL -> the mirror that a probe has last found to have it, or whose answer a page has to look at */
	readonly lookedAt = new BoundedMap<string, number>(MAX_URLS);
	/** URLs of which this worker has made a last good copy */
	readonly copied = new BoundedMap<string, true>(MAX_URLS);
	/** whether any copies are kept, of this worker or of those before; undefined: nobody has looked yet */
	isAnyCopied: boolean | undefined;

	#reading: Promise<void> | undefined;
	/** URLs that were well before it was read what they had been, and whether the last answer was opaque */
	readonly #wellBefore = new BoundedMap<string, boolean>(MAX_URLS);
	/** origin -> when all pages were told that it is back, in milliseconds since the epoch */
	readonly #returnedAt = new BoundedMap<string, number>(MAX_URLS);
	/** origins that the worker's own Content-Security-Policy forbids it to ask */
	readonly #forbiddenOrigins = new Set<string>();
	readonly #letThrough = new BoundedMap<string, true>(MAX_URLS);

	/**
	 * Reads what is stored, once. Never rejects: with a database that refuses, the memory stays empty, and
	 * the layer steps aside. One that is busy is waited for within bounds; `isRead` tells.
	 */
	read(): Promise<void> {
		this.#reading ??= Promise.race([
			this.#read(),
			new Promise<void>((resolve) => {
				setTimeout(resolve, READ_MS);
			}),
		]);
		return this.#reading;
	}

	/** Begins to read, for whoever comes next. */
	readSoon(): void {
		void this.read();
	}

	async #read(): Promise<void> {
		const [settings, failures, servers] = await Promise.all([
			readSettings().catch(() => undefined),
			readFailures(),
			readServers(),
		]);
		// new rules may have come in the meantime
		if (this.isRead) return;
		this.settings = settings;
		this.isRead = true;
		for (const [url, failure] of failures) {
			this.failures.restore(url, failure);
			this.substitutes.set(url, { url, kind: failure.kind, reason: failure.reason });
			const isOpaque = this.#wellBefore.get(url);
			if (isOpaque !== undefined) this.wasWell(url, isOpaque);
		}
		this.#wellBefore.clear();
		for (const [origin, { corsDeniedUntil, retryAt, broken }] of servers) {
			if (retryAt !== undefined) this.postponed.restore(origin, retryAt);
			if (corsDeniedUntil !== undefined) this.cors.restore(origin, corsDeniedUntil);
			if (broken !== undefined) this.#restoreBroken(origin, broken);
		}
	}

	/** The worker was stopped while a server was away. Who asked it meanwhile need not wait any longer. */
	#restoreBroken(origin: string, broken: BrokenServer): void {
		if (this.health.hasAnsweredSince(origin, 0)) return;
		this.health.left.set(origin, broken);
		if (broken.until > Date.now()) this.health.giveUpOn(origin, broken.reason);
	}

	/** New rules are in force: what failed under the old ones is asked for again. */
	replace(settings: Settings | undefined): void {
		this.settings = settings;
		this.isRead = true;
		this.isWithoutRules = settings === undefined;
		this.#reading = Promise.resolve();
		this.failures.clear();
		this.brokenPictures.clear();
		this.brokenSubstitutes.clear();
		this.#letThrough.clear();
		this.#forgetBroken();
		if (settings !== undefined) return;
		// what was stored is deleted, and what was shown instead of which picture is nobody's business any more
		this.copied.clear();
		this.isAnyCopied = undefined;
		this.substitutes.clear();
	}

	/** There are no rules, and nobody has tried yet to fetch them. */
	get isBare(): boolean {
		return this.isRead && this.settings === undefined && !this.isWithoutRules;
	}

	/** The manifest's server that a URL belongs to; undefined: it has none, there are no rules (yet), or they are off. */
	serverOf(url: string): Server | undefined {
		const { settings } = this;
		return settings === undefined || settings.mode === 'off' ? undefined : serverOf(url, settings.servers);
	}

	/**
	 * A substitute is given.
	 *
	 * @param kind what is shown instead
	 * @param seconds how long the documentation lets a client keep that
	 */
	async remember(asked: Asked, failure: Failure, kind: SubstituteKind, seconds: number): Promise<void> {
		// all that was stored has been deleted meanwhile, and stays so
		if (this.settings === undefined) return;
		const { url } = asked;
		this.substitutes.set(url, { url, kind, reason: failure.reason });
		// its copies are deleted
		if (failure.reason === 'missing') this.copied.delete(url);
		if (this.failures.get(asked) !== undefined) return;
		this.postponed.add(url, failure);
		await this.failures.add(asked, failure, kind, seconds);
	}

	/** The network is back: whatever could not be reached before may be there. */
	networkReturned(): void {
		this.#forgetBroken();
		this.failures.deleteUnavailable();
	}

	/** A server is back, and pages that have given it time need not wait so long. */
	#returned(origin: string): void {
		this.postponed.delete(origin);
		void rememberServer(origin, { broken: undefined, retryAt: undefined });
		this.failures.deleteUnavailable(origin);
		const now = Date.now();
		// one that is well for some pictures only would have all pages ask all the time
		if (now - (this.#returnedAt.get(origin) ?? 0) < RETURNED_MS) return;
		this.#returnedAt.set(origin, now);
		void postToPages({ type: 'understudy:arrived', url: `${origin}/` });
	}

	#forgetBroken(): void {
		const origins = new Set([...this.health.forget(), ...this.postponed.clear()]);
		for (const origin of origins) void rememberServer(origin, { broken: undefined, retryAt: undefined });
	}

	/**
	 * The server sends this picture now.
	 *
	 * @param isOpaque it came without CORS: that says nothing of what a request with CORS gets
	 */
	wasWell(url: string, isOpaque = false): void {
		this.#isShown(url);
		if (!this.isRead) this.#wellBefore.set(url, isOpaque);
		if (this.failures.delete(url, isOpaque)) this.#returned(new URL(url).origin);
	}

	/**
	 * A mirror sends this picture, while its own server does not: it may have the others, too.
	 *
	 * @param isOpaque as in {@link wasWell}
	 */
	wasMirrored(url: string, isOpaque = false): void {
		this.#isShown(url);
		if (this.failures.delete(url, isOpaque)) this.failures.deleteUnavailable(new URL(url).origin);
	}

	#isShown(url: string): void {
		this.substitutes.delete(url);
		this.brokenPictures.delete(url);
		this.brokenSubstitutes.delete(url);
		this.#letThrough.delete(url);
	}

	/** The page saw it break: the picture although its headers were fine, or its substitute. */
	wasBroken(url: string): void {
		this.brokenPictures.add(url);
		const shown = this.substitutes.get(url);
		if (shown === undefined) return;
		this.brokenSubstitutes.add(url, shown.kind);
		// the next good one is copied again
		if (shown.kind === 'last-good') this.copied.delete(url);
	}

	/** The rules have no substitute for it: the page should not ask again. */
	letThrough(url: string): void {
		this.#letThrough.set(url, true);
	}

	wasLetThrough(url: string): boolean {
		return this.#letThrough.has(url);
	}

	forbid(origin: string): void {
		this.#forbiddenOrigins.add(origin);
	}

	/** The page may ask this server, the worker may not: the layer can only stand aside. */
	isForbidden(url: string): boolean {
		return this.#forbiddenOrigins.size > 0 && this.#forbiddenOrigins.has(new URL(url).origin);
	}

	/** A picture that broke is asked for with CORS all the same: only so can it be told what is wrong. */
	isCorsDenied(url: string): boolean {
		return this.cors.isDenied(url) && !this.brokenPictures.has(url);
	}
}
