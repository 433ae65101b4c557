import { Strategy, type StrategyHandler } from 'workbox-strategies';
import type { Server } from '../catalog/manifest/manifest.js';
import { discard } from './discard.js';
import type { FailedRequest, FallbackModule } from './fallback-module.js';
import { WorkerMemory } from './memory/worker-memory.js';
import { type AttemptSettings, attempt, isUsable, isWithoutContent, mayBePlaceholder } from './network.js';
import { postError } from './post-to-pages.js';
import { requestKey } from './request-key.js';
import { internalError, updateRules } from './update-rules.js';
import { withoutLayer } from './without-layer.js';

/** Options of the strategy. */
export interface StrategyOptions {
	/** URL of the manifest, relative to the worker's own; default `image-fallback.json` */
	readonly manifest?: string | URL;
	/** where the part that is needed only for failures and installation comes from */
	readonly loadFallback: () => Promise<FallbackModule>;
}

/** How a server is asked by a worker that has just started and does not know its settings: the defaults. */
const ASSUMED = { cors: 'auto', credentials: 'omit' } as const;

/** How long copies wait, so that the second script is not read while the pictures of a page pass, in milliseconds. */
const COPY_MS = 1000;

/** Longest wait of a failed image for rules that are fetched again, in milliseconds. */
const RESTORE_MS = 5000;

/**
 * The strategy: the network's own response while it is a picture, else what the catalog rules say.
 *
 * The success path is one `fetch`: no clone, no buffering, no database, nothing awaited besides the
 * network. Whatever goes wrong in here ends in what the page would have got without the layer.
 */
export class ImageFallbackStrategy extends Strategy {
	/** absolute URL of the manifest */
	readonly manifestUrl: string;
	readonly memory = new WorkerMemory();
	readonly loadFallback: () => Promise<FallbackModule>;
	#restoring: Promise<unknown> | undefined;

	constructor({ manifest = 'image-fallback.json', loadFallback }: StrategyOptions) {
		super();
		this.manifestUrl = new URL(manifest, location.href).href;
		this.loadFallback = loadFallback;
	}

	/** Reads what is stored, once per start. Rules that are gone are fetched again. */
	async ready(): Promise<void> {
		await this.memory.read();
		if (this.memory.isBare) await this.#restoreRules();
	}

	override async _handle(request: Request, { event }: StrategyHandler): Promise<Response> {
		const { memory } = this;
		const { underWay } = memory;
		const key = request.cache === 'reload' ? undefined : requestKey(request);
		const first = key === undefined ? undefined : underWay.get(key);
		// an answer cannot be shared, a failure can: it is remembered by the time that the first is answered
		if (first !== undefined && memory.settings?.mode === 'on') await first.isDecided;
		const answer = this.#ask(request, event);
		if (key === undefined || underWay.has(key)) return answer;
		let decide = () => {};
		const isDecided = new Promise<void>((resolve) => {
			decide = resolve;
		});
		underWay.set(key, { isDecided, decide });
		return answer.finally(() => {
			underWay.delete(key);
			decide();
		});
	}

	async #ask(request: Request, event: FailedRequest['event']): Promise<Response> {
		const { memory } = this;
		const late = memory.late.get(request);
		// it may break off like any other
		if (late !== undefined && !memory.brokenPictures.has(request.url)) return late;
		const known = request.cache === 'reload' ? undefined : memory.failures.get(request);
		if (known !== undefined) return this.#answer({ request, outcome: known, event });

		const server = memory.serverOf(request.url);
		const isBroken = server !== undefined && memory.health.isBroken(server.origin);
		const outcome = isBroken
			? await this.#attemptBroken(request, server, event)
			: await attempt(request, server ?? this.#assumedSettings(request), memory);
		// a worker that has just started may have learned by now which answers of this server are placeholders
		const answerer = server ?? memory.serverOf(request.url);
		if (outcome instanceof Response && this.#isWell(outcome, request, answerer)) {
			if (memory.settings?.lastGood !== undefined) this.#copy(request, outcome, event);
			return outcome;
		}
		const failed = { request, outcome, event };
		return server === undefined ? this.#answerAssumed(failed) : this.#answer(failed);
	}

	/** Whether an answer is given to the page as it is. */
	#isWell(response: Response, request: Request, server: Server | undefined): boolean {
		const { memory } = this;
		if (!isUsable(response, request, server) || memory.brokenPictures.has(request.url)) return false;
		if (server !== undefined && mayBePlaceholder(response, server)) return false;
		memory.wasWell(request.url, response.type === 'opaque');
		// no image shows it, and its page tells so: it is not to be counted twice
		if (isWithoutContent(response)) memory.letThrough(request.url);
		return true;
	}

	/** Where the manifest wants copies: of each picture once per start, and behind the pictures of the page. */
	#copy(request: Request, response: Response, event: FailedRequest['event']): void {
		const { url, destination } = request;
		const { memory } = this;
		const { copied, settings } = memory;
		const bounds = settings?.lastGood;
		if (bounds === undefined || copied.has(url) || destination !== 'image') return;
		if (response.status !== 200 || response.type === 'opaque') return;
		copied.set(url, true);
		const copy = response.clone();
		const keep = async () => {
			await new Promise((resolve) => setTimeout(resolve, COPY_MS));
			// all that was stored may have been deleted in the meantime, or the copies of this picture, which is gone
			if (memory.settings?.lastGood === undefined || memory.failures.get(request)?.reason === 'missing')
				return;
			memory.isAnyCopied = true;
			await (await this.loadFallback()).keepLastGood(url, copy, bounds);
		};
		// a browser without room keeps none; what is not read goes on filling memory
		event.waitUntil(
			keep()
				.catch(() => {})
				.finally(() => copy.body?.cancel().catch(() => {})),
		);
	}

	/** In mode `observe` the page gets what it would have got, however long it takes. */
	async #attemptBroken(request: Request, server: Server, event: FailedRequest['event']) {
		const { memory } = this;
		if (memory.settings?.mode !== 'on') return attempt(request, server, memory);
		const fallback = await this.loadFallback().catch(() => undefined);
		if (fallback === undefined) return attempt(request, server, memory);
		return fallback.attemptGuarded(request, server, memory, event);
	}

	/** The settings are read beside the attempt, which never waits for them. */
	#assumedSettings(request: Request): AttemptSettings {
		const { memory } = this;
		const timeoutMs = memory
			.read()
			.then(() => memory.serverOf(request.url)?.timeoutMs ?? Number.POSITIVE_INFINITY);
		return { ...ASSUMED, timeoutMs };
	}

	/** The first attempt was a guess: a server with other settings, or none of ours, is asked again. */
	async #answerAssumed(failed: FailedRequest): Promise<Response> {
		const { request, event } = failed;
		await this.ready();
		const server = this.memory.serverOf(request.url);
		const isRight = server?.cors === ASSUMED.cors && server.credentials === ASSUMED.credentials;
		if (isRight) return this.#answer(failed);
		discard(failed);
		if (server === undefined) return fetch(request);
		const outcome = await attempt(request, server, this.memory);
		if (outcome instanceof Response && this.#isWell(outcome, request, server)) return outcome;
		return this.#answer({ request, outcome, event });
	}

	async #answer(found: FailedRequest): Promise<Response> {
		const failed = this.#decidedIfLate(found);
		// the news that a policy forbids the request is a task of its own, behind the failure
		if ('error' in failed.outcome) await new Promise((resolve) => setTimeout(resolve));
		const { url } = failed.request;
		if (this.memory.serverOf(url) === undefined || this.memory.isForbidden(url)) return withoutLayer(failed);
		try {
			const { answerFailure } = await this.loadFallback();
			const answer = () => answerFailure(failed, this.memory);
			return await answer()
				// another worker may just have installed new ones
				.catch(ifRulesAreLost(answer))
				.catch(ifRulesAreLost(() => this.#restoreRules().then(answer)));
		} catch (error) {
			postError(internalError(error), failed.event);
			return withoutLayer(failed);
		}
	}

	/** An answer without a substitute may take minutes more: equal requests do not wait that long to be made at all. */
	#decidedIfLate(failed: FailedRequest): FailedRequest {
		const { request, outcome } = failed;
		if (!('error' in outcome) || outcome.late === undefined) return failed;
		const answer = outcome.late;
		const late = () => {
			this.memory.underWay.get(requestKey(request))?.decide();
			return answer();
		};
		return { ...failed, outcome: { ...outcome, late } };
	}

	/** The database was deleted or damaged: the rules come from the network again. Tried in vain once per start. */
	async #restoreRules(): Promise<void> {
		this.#restoring ??= Promise.race([
			updateRules(this, 'default'),
			new Promise((resolve) => {
				setTimeout(resolve, RESTORE_MS);
			}),
		]);
		await this.#restoring;
		if (this.memory.settings === undefined) this.memory.isWithoutRules = true;
		else this.#restoring = undefined;
	}
}

/** By the error's name: the second script has a class of its own. */
function ifRulesAreLost<T>(retry: () => Promise<T>): (error: unknown) => Promise<T> {
	return async (error) => {
		if (error instanceof Error && error.name === 'RulesLostError') return retry();
		throw error;
	};
}
