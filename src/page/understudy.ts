import type {
	ErrorMessage,
	ManifestMessage,
	PageMessage,
	ProgressMessage,
	StatusMessage,
	SubstituteMessage,
	WorkerMessage,
} from '../messages.js';
import { ask } from './ask.js';
import { BrokenImages } from './broken-images.js';
import { FallbackMarks, type MarksMessage } from './fallback-marks.js';
import type { Coverage, Healing } from './healing.js';
import { watchImages } from './watch-images.js';
import { whenActivated } from './when-activated.js';
import { whenIdle } from './when-idle.js';

type Detail<Message extends { readonly type: string }> = Omit<Message, 'type'>;

/** The events of an {@link Understudy} and the `detail` of each. */
export interface UnderstudyEvents {
	/** an image of this page was replaced (or, in mode `observe`, would have been) */
	substitute: CustomEvent<Detail<SubstituteMessage>>;
	/** where a substitute was shown, the picture itself is shown again */
	heal: CustomEvent<{ readonly url: string }>;
	/** new rules are in force */
	manifest: CustomEvent<Detail<ManifestMessage>>;
	/** the rules are being installed */
	progress: CustomEvent<Detail<ProgressMessage>>;
	/** something is wrong with the manifest or with a substitute; it is on the console too */
	error: CustomEvent<Detail<ErrorMessage>>;
}

/**
 * As every EventTarget; a listener's event has the `detail` that {@link UnderstudyEvents} says. Two signatures,
 * because of a union of listeners a compiler does not learn what the event of a function is.
 */
interface UnderstudyEventTarget extends EventTarget {
	addEventListener<Name extends keyof UnderstudyEvents>(
		type: Name,
		listener: (event: UnderstudyEvents[Name]) => void,
		options?: boolean | AddEventListenerOptions,
	): void;
	addEventListener(
		type: keyof UnderstudyEvents,
		listener: EventListenerOrEventListenerObject | null,
		options?: boolean | AddEventListenerOptions,
	): void;
	removeEventListener<Name extends keyof UnderstudyEvents>(
		type: Name,
		listener: (event: UnderstudyEvents[Name]) => void,
		options?: boolean | EventListenerOptions,
	): void;
	removeEventListener(
		type: keyof UnderstudyEvents,
		listener: EventListenerOrEventListenerObject | null,
		options?: boolean | EventListenerOptions,
	): void;
}

const UnderstudyTarget = EventTarget as { new (): UnderstudyEventTarget; prototype: UnderstudyEventTarget };

/** Messages that the page hears of, each as the event that its type ends with. */
type EventMessage =
	| SubstituteMessage
	| ManifestMessage
	| ProgressMessage
	| ErrorMessage
	| { readonly type: 'understudy:heal'; readonly url: string };

/** What is in force for a page: the worker's own status, and whether the page is covered. */
export interface UnderstudyStatus extends Detail<StatusMessage> {
	/** false: this browser, or this page, has no service workers */
	readonly supported: boolean;
	/** whether the worker answers for this page now */
	readonly controlled: boolean;
}

/** What there is to tell where there is no worker. */
const NO_WORKER: StatusMessage = {
	type: 'understudy:status',
	mode: 'off',
	manifest: undefined,
	servers: [],
	substitutions: 0,
	failures: {},
	unreachable: [],
	storage: undefined,
};

/** One for each registration: two would ask for everything twice. */
const understudies = new WeakMap<ServiceWorkerRegistration, Understudy>();

/**
 * The layer as a page sees it. Made by `register()`. Images in shadow roots are replaced too, but neither
 * marked nor repaired: what happens to them cannot be seen from outside.
 */
export class Understudy extends UnderstudyTarget {
	readonly #marks = new FallbackMarks(
		async (urls) => {
			await this.#activated();
			return this.#ask<MarksMessage>({ type: 'understudy:marks', urls });
		},
		(url) => this.#dispatch({ type: 'understudy:heal', url }),
		() => this.#startHealing(),
	);
	readonly #broken = new BrokenImages((url) => this.#report(url));
	readonly #listening = new AbortController();
	#healing: Promise<Healing> | undefined;
	/** milliseconds since the page began */
	#coveredSince = 0;
	/** events that came before anyone could listen; undefined: they are dispatched at once */
	#held: CustomEvent[] | undefined = [];

	/** @param coverage undefined: this browser, or this page, has no service workers */
	constructor(private readonly coverage?: Coverage) {
		super();
	}

	/**
	 * The one that belongs to a registration.
	 *
	 * @param early messages that came before there was one
	 */
	static of(coverage: Coverage, early: readonly WorkerMessage[]): Understudy {
		const known = understudies.get(coverage.registration);
		if (known !== undefined) return known;
		const understudy = new Understudy(coverage);
		understudies.set(coverage.registration, understudy);
		understudy.#listen(coverage.container);
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
		const supported = this.coverage !== undefined;
		const controlled = this.#isControlled() && this.#worker()?.state === 'activated';
		const status = (await this.#ask<StatusMessage>({ type: 'understudy:status' })) ?? NO_WORKER;
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
			this.#heal((healing) => healing.heal()),
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
		return withoutType(await this.#heal((healing) => healing.update()));
	}

	/**
	 * Removes the worker and all it has stored. Images are the server's alone again from the next page on.
	 *
	 * @returns false: there was none to remove
	 */
	async unregister(): Promise<boolean> {
		// what it has stored may stay behind, the worker itself must not
		const complain = (error: unknown) => console.error('[image-understudy]', error);
		await this.#ask({ type: 'understudy:forget' }).catch(complain);
		this.#listening.abort();
		const { registration } = this.coverage ?? {};
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
			this.#post({ type: 'understudy:online' });
			this.#tryTo(() => this.repair());
		};
		window.addEventListener('online', networkReturned, { signal });
		watchImages(
			document,
			{
				loaded: (image) => this.#marks.loaded(image),
				broke: (image) => {
					this.#marks.broke(image);
					this.#broken.look(image);
				},
				added: (image) => {
					this.#marks.added(image);
					this.#broken.look(image);
				},
			},
			signal,
		);
	}

	#start(): void {
		// a worker that was active before does not take control of a new page by itself in all cases
		this.#post({ type: 'understudy:claim' });
		// rules may have changed since the last visit; the manifest's own cache headers say how often to look
		if (this.#worker()) whenIdle(() => this.#post({ type: 'understudy:update', force: false }));
		if (this.#isControlled()) {
			this.#tryTo(() => this.#repairBroken());
			this.#tryTo(async () => {
				await this.#marks.catchUp(document);
				whenIdle(() => this.#startHealing());
			});
		}
		// whoever awaits register() can listen before the first event is dispatched
		setTimeout(() => this.#openEvents());
	}

	/** What the page did not ask for must not fail loudly: the next occasion comes. */
	#tryTo(work: () => Promise<unknown>): void {
		work().catch((error: unknown) => console.debug('[image-understudy]', error));
	}

	async #repairBroken(): Promise<number> {
		await this.#activated();
		return this.#broken.repair(document, await this.#servers());
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
			if (this.#isControlled()) this.#post({ type: 'understudy:broken', urls: [url] });
		});
	}

	#startHealing(): void {
		this.#tryToHeal((healing) => healing.start());
	}

	#tryToHeal(work: (healing: Healing) => unknown): void {
		this.#tryTo(() => this.#heal(work));
	}

	/** Not needed while the page is loading its own pictures. */
	async #heal<Result>(work: (healing: Healing) => Result | Promise<Result>): Promise<Result> {
		this.#healing ??= import('./healing.js').then(
			(module) =>
				new module.Healing(
					{
						marks: this.#marks,
						broken: this.#broken,
						coverage: this.coverage,
						ask: (message, seconds) => this.#ask(message, seconds),
						servers: () => this.#servers(),
						coveredSince: () => this.#coveredSince,
					},
					this.#listening.signal,
				),
			(error) => {
				// the network may have it the next time
				this.#healing = undefined;
				throw error;
			},
		);
		return work(await this.#healing);
	}

	#isControlled(): boolean {
		const worker = this.#worker();
		return !!worker && worker === this.#controller();
	}

	/**
	 * Waits until the worker that has control of this page, if one has, answers for it. One that is about to be
	 * replaced gets a moment to end: a message in that moment starts it again, and the new one waits for longer.
	 * docs/decisions/new-workers.md
	 */
	async #activated(): Promise<void> {
		if (this.coverage?.registration.waiting) await this.#heal((healing) => healing.moment()).catch(() => {});
		await whenActivated(this.#controller());
	}

	#controller(): ServiceWorker | null | undefined {
		return this.coverage?.container.controller;
	}

	#worker(): ServiceWorker | null | undefined {
		return this.coverage?.registration.active;
	}

	#post(message: PageMessage): void {
		this.#worker()?.postMessage(message);
	}

	/** @returns undefined: there is no worker to answer */
	async #ask<Reply extends WorkerMessage>(
		message: PageMessage,
		seconds?: number,
	): Promise<Reply | undefined> {
		const worker = this.#worker();
		return worker ? ask<Reply>(worker, message, seconds) : undefined;
	}

	/** @param source the worker that says it; undefined: it was said before anyone listened */
	#receive(message: WorkerMessage | undefined, source?: MessageEventSource | null): void {
		switch (message?.type) {
			case 'understudy:substitute':
				if (!message.observed && message.kind !== 'none') {
					this.#marks.add(document, { ...message, kind: message.kind });
					this.#startHealing();
				}
				break;
			case 'understudy:manifest':
				// What the old rules let break may be replaced now. One that is being installed is not yet asked for
				// anything, and who asked the one before it would keep that alive, and this one waiting.
				if (message.state === 'installed' && source === this.#controller()) {
					this.#tryTo(() => this.#repairBroken());
				}
				break;
			case 'understudy:progress':
				break;
			case 'understudy:error':
				console.error(
					`[image-understudy] ${message.path === undefined ? '' : `${message.path}: `}${message.message}`,
				);
				break;
			case 'understudy:retry':
				this.#broken.retry(document, message.urls);
				this.#tryToHeal((healing) => healing.retry(message.urls));
				return;
			case 'understudy:arrived':
				this.#tryToHeal((healing) => healing.arrived(message.url));
				return;
			default:
				return;
		}
		this.#dispatch(message);
	}

	#dispatch({ type, ...detail }: EventMessage): void {
		const event = new CustomEvent(type.slice('understudy:'.length), { detail });
		if (this.#held === undefined) this.dispatchEvent(event);
		else this.#held.push(event);
	}

	#openEvents(): void {
		for (const event of this.#held ?? []) this.dispatchEvent(event);
		this.#held = undefined;
	}
}

function withoutType<Message extends { readonly type: string }>({
	type: _,
	...detail
}: Message): Detail<Message> {
	return detail;
}
