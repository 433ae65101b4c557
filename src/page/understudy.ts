import type {
	ManifestMessage,
	StatusMessage,
	SubstituteMark,
	SubstituteMessage,
	WorkerMessage,
} from '../messages.js';
import { createBrokenImages } from './broken-images.js';
import { createEventQueue } from './event-queue.js';
import { createFallbackMarks, type MarksMessage } from './fallback-marks.js';
import type { Healing } from './healing.js';
import { loadOnce } from './load-once.js';
import { type Detail, UnderstudyTarget, withoutType } from './understudy-events.js';
import { NO_WORKER, type UnderstudyStatus } from './understudy-status.js';
import { watchImages } from './watch-images.js';
import { whenActivated } from './when-activated.js';
import { whenIdle } from './when-idle.js';
import { connectWorker } from './worker-connection.js';

/** One for each registration: two would ask for everything twice. */
const understudies = new WeakMap<ServiceWorkerRegistration, Understudy>();

/**
 * The layer as a page sees it. Made by `register()`. Images in shadow roots are replaced too, but neither
 * marked nor repaired: what happens to them cannot be seen from outside.
 */
export class Understudy extends UnderstudyTarget {
	readonly #connection;
	readonly #marks = createFallbackMarks(
		async (urls) => {
			await this.#activated();
			return this.#connection.ask<MarksMessage>({ type: 'understudy:marks', urls });
		},
		(url) => this.#events.dispatch({ type: 'understudy:heal', url }),
		() => this.#startHealing(),
	);
	readonly #broken = createBrokenImages((url) => this.#report(url));
	readonly #listening = new AbortController();
	readonly #events = createEventQueue(this);
	/** not needed while the page is loading its own pictures */
	readonly #healing = loadOnce(async () => {
		const module = await import('./healing.js');
		const page = {
			marks: this.#marks,
			broken: this.#broken,
			connection: this.#connection,
			servers: () => this.#servers(),
			coveredSince: () => this.#coveredSince,
		};
		return module.createHealing(page, this.#listening.signal);
	});
	/** milliseconds since the page began */
	#coveredSince = 0;

	constructor(connection = connectWorker()) {
		super();
		this.#connection = connection;
	}

	/**
	 * The one that belongs to a registration.
	 *
	 * @param early messages that came before there was one
	 */
	static of(
		registration: ServiceWorkerRegistration,
		container: ServiceWorkerContainer,
		early: readonly WorkerMessage[],
	): Understudy {
		const known = understudies.get(registration);
		if (known !== undefined) return known;
		const understudy = new Understudy(connectWorker(registration, container));
		understudies.set(registration, understudy);
		understudy.#listen(container);
		for (const message of early) understudy.#receive(message);
		understudy.#start();
		return understudy;
	}

	/**
	 * What the worker knows of itself.
	 *
	 * @throws if it does not answer within 10 seconds
	 */
	async status(): Promise<UnderstudyStatus> {
		const { registration, isControlled, active } = this.#connection;
		const supported = registration !== undefined;
		const controlled = isControlled() && active()?.state === 'activated';
		const status = (await this.#connection.ask<StatusMessage>({ type: 'understudy:status' })) ?? NO_WORKER;
		return { supported, controlled, ...withoutType(status) };
	}

	/**
	 * Asks again for every image of this page that shows a substitute and, in mode `on`, for the broken ones.
	 * Done by itself when the network comes back, and for the broken ones when the worker takes control and
	 * when new rules are in force. A server that has said with `Retry-After` when it wants to be asked again is not
	 * asked before: its images keep their substitutes, and do not count.
	 *
	 * @returns how many images are loading anew: the broken ones, and those that the server sends by now
	 * @throws if the worker does not answer within 10 seconds
	 */
	async repair(): Promise<number> {
		const [broken, healed] = await Promise.all([
			this.#repairBroken(),
			this.#healing().then((healing) => healing.heal()),
		]);
		return broken + healed;
	}

	/**
	 * Looks for a new manifest on the shop's server and installs it.
	 *
	 * @throws if it cannot be fetched or is not valid, or if the worker does not answer within two minutes; the
	 * rules in force stay
	 */
	async update(): Promise<Detail<ManifestMessage>> {
		const healing = await this.#healing();
		return withoutType(await healing.update());
	}

	/**
	 * Removes the worker and all it has stored. Images are the server's alone again from the next page on.
	 *
	 * @returns false: there was none to remove
	 */
	async unregister(): Promise<boolean> {
		// what it has stored may stay behind, the worker itself must not
		const complain = (error: unknown) => console.error('[image-understudy]', error);
		await this.#connection.ask({ type: 'understudy:forget' }).catch(complain);
		this.#listening.abort();
		const { registration } = this.#connection;
		if (registration === undefined) return false;
		understudies.delete(registration);
		return registration.unregister();
	}

	#listen(container: ServiceWorkerContainer): void {
		const { signal } = this.#listening;
		container.addEventListener('message', ({ data, source }) => this.#receive(data, source), { signal });
		container.addEventListener('controllerchange', () => this.#tryTo(() => this.#covered()), { signal });
		container.startMessages();
		const networkReturned = () => {
			this.#connection.post({ type: 'understudy:online' });
			this.#tryTo(() => this.repair());
		};
		window.addEventListener('online', networkReturned, { signal });
		watchImages((change, image) => {
			this.#marks[change](image);
			if (change !== 'load') this.#broken.look(image);
		}, signal);
	}

	#start(): void {
		// a worker that was active before does not take control of a new page by itself in all cases
		this.#connection.post({ type: 'understudy:claim' });
		// rules may have changed since the last visit; the manifest's own cache headers say how often to look
		if (this.#connection.active())
			whenIdle(() => this.#connection.post({ type: 'understudy:update', force: false }));
		if (this.#connection.isControlled()) {
			this.#tryTo(() => this.#repairBroken());
			this.#tryTo(async () => {
				await this.#marks.catchUp();
				whenIdle(() => this.#startHealing());
			});
		}
		// whoever awaits register() can listen before the first event is dispatched
		setTimeout(this.#events.open);
	}

	/** What the page did not ask for must not fail loudly: the next occasion comes. */
	#tryTo(work: () => Promise<unknown>): void {
		work().catch((error: unknown) => console.debug('[image-understudy]', error));
	}

	async #repairBroken(): Promise<number> {
		await this.#activated();
		return this.#broken.repair(await this.#servers());
	}

	/** URL prefixes of those whose pictures are replaced. */
	async #servers(): Promise<readonly string[]> {
		const { mode, servers } = await this.status();
		return mode === 'on' ? servers : [];
	}

	/** Another worker answers for this page: what broke before is asked for again. */
	async #covered(): Promise<void> {
		await this.#activated();
		this.#coveredSince = performance.now();
		this.#startHealing();
		await this.#repairBroken();
	}

	/** The worker looks at the bytes of this one when it is asked for again. */
	#report(url: string): void {
		this.#tryTo(async () => {
			await this.#activated();
			if (this.#connection.isControlled()) this.#connection.post({ type: 'understudy:broken', urls: [url] });
		});
	}

	#startHealing(): void {
		this.#tryToHeal((healing) => healing.start());
	}

	#tryToHeal(work: (healing: Healing) => unknown): void {
		this.#tryTo(() => this.#healing().then(work));
	}

	/**
	 * Waits until the worker that has control of this page, if one has, answers for it. One that is about to be
	 * replaced gets a moment to end: a message in that moment starts it again, and the new one waits for longer.
	 * docs/decisions/new-workers.md
	 */
	async #activated(): Promise<void> {
		const connection = this.#connection;
		if (connection.registration?.waiting) {
			await this.#healing()
				.then((healing) => healing.waitBriefly())
				.catch(() => undefined);
		}
		await whenActivated(connection.controller());
	}

	/** @param source the worker that says it; undefined: it was said before anyone listened */
	#receive(message: WorkerMessage | undefined, source?: MessageEventSource | null): void {
		switch (message?.type) {
			case 'understudy:substitute':
				if (!message.observed && message.kind !== 'none') {
					this.#marks.add(message as SubstituteMessage & SubstituteMark);
					this.#startHealing();
				}
				break;
			case 'understudy:manifest':
				// What the old rules let break may be replaced now. One that is being installed is not yet asked for
				// anything, and who asked the one before it would keep that alive, and this one waiting.
				if (message.state === 'installed' && source === this.#connection.controller()) {
					this.#tryTo(() => this.#repairBroken());
				}
				break;
			case 'understudy:progress':
				break;
			case 'understudy:error':
				console.error('[image-understudy]', message.path ?? '', message.message);
				break;
			case 'understudy:retry':
				this.#broken.retry(message.urls);
				this.#tryToHeal((healing) => healing.retry(message.urls));
				return;
			case 'understudy:arrived':
				this.#tryToHeal((healing) => healing.arrived(message.url));
				return;
			default:
				return;
		}
		this.#events.dispatch(message);
	}
}
