import type {
	ErrorMessage,
	ManifestMessage,
	PageMessage,
	ProgressMessage,
	StatusMessage,
	SubstituteMark,
	SubstituteMessage,
	WorkerMessage,
} from '../messages.js';
import { BrokenImages } from './broken-images.js';
import { FallbackMarks } from './fallback-marks.js';
import { healImages } from './heal.js';

type MarksMessage = Extract<WorkerMessage, { readonly type: 'understudy:marks' }>;

type Detail<Message extends { readonly type: string }> = Omit<Message, 'type'>;

/** The events of an {@link Understudy} and the `detail` of each. */
export interface UnderstudyEvents {
	/** an image of this page was replaced (or, in mode `observe`, would have been) */
	substitute: CustomEvent<Detail<SubstituteMessage>>;
	/** an `<img>` that showed a substitute shows its own picture again */
	heal: CustomEvent<{ readonly url: string }>;
	/** new rules are in force */
	manifest: CustomEvent<Detail<ManifestMessage>>;
	/** the rules are being installed */
	progress: CustomEvent<Detail<ProgressMessage>>;
	/** something is wrong with the manifest or with a substitute; it is on the console too */
	error: CustomEvent<Detail<ErrorMessage>>;
}

export interface UnderstudyStatus extends Detail<StatusMessage> {
	/** false: this browser, or this page, has no service workers */
	readonly supported: boolean;
	/** whether the worker answers for this page now */
	readonly controlled: boolean;
}

/** The layer as a page sees it. Made by `register()`. */
export class Understudy extends EventTarget {
	#registration: ServiceWorkerRegistration | undefined;
	readonly #marks = new FallbackMarks(
		(urls) => this.#askForMarks(urls),
		(url) => this.#dispatch('heal', { url }),
	);
	readonly #broken = new BrokenImages((urls) => this.#post({ type: 'understudy:broken', urls }));
	readonly #listening = new AbortController();
	/** events that came before anyone could listen; undefined: they are dispatched at once */
	#held: CustomEvent[] | undefined = [];

	/** @param container undefined: this browser, or this page, has no service workers */
	constructor(private readonly container: ServiceWorkerContainer | undefined) {
		super();
		if (container === undefined) return;
		const { signal } = this.#listening;
		container.addEventListener('message', ({ data }) => this.#receive(data), { signal });
		container.addEventListener('controllerchange', () => void this.#repairBroken(), { signal });
		container.startMessages();
		window.addEventListener('online', () => void this.repair(), { signal });
		this.#marks.watch(document, signal);
		this.#broken.watch(document, () => this.#isOurs(container.controller), signal);
	}

	/** As of every EventTarget; the listener's event has the `detail` that {@link UnderstudyEvents} says. */
	override addEventListener<Name extends keyof UnderstudyEvents>(
		type: Name,
		listener: ((event: UnderstudyEvents[Name]) => void) | EventListenerOrEventListenerObject | null,
		options?: boolean | AddEventListenerOptions,
	): void {
		super.addEventListener(type, listener as EventListener, options);
	}

	/** Joins the registration that belongs to this page. */
	attach(registration: ServiceWorkerRegistration): void {
		this.#registration = registration;
		// rules may have changed since the last visit; the manifest's own cache headers say how often to look
		if (registration.active) whenIdle(() => this.#post({ type: 'understudy:update', force: false }));
		if (this.#isOurs(this.container?.controller)) {
			void this.#repairBroken();
			void this.#marks.catchUp(document);
		}
		// whoever awaits register() can listen before the first event is dispatched
		setTimeout(() => this.#openEvents());
	}

	/** What the worker knows of itself. */
	async status(): Promise<UnderstudyStatus> {
		const supported = this.container !== undefined;
		const controlled = this.#isOurs(this.container?.controller);
		const worker = this.#worker();
		if (worker === undefined) {
			return { supported, controlled, mode: 'off', manifest: undefined, servers: [], substitutions: 0 };
		}
		const status = await ask<StatusMessage>(worker, { type: 'understudy:status' });
		return { supported, controlled, ...withoutType(status) };
	}

	/**
	 * Asks again for every image of this page that is broken or shows a substitute.
	 * Done by itself when the network comes back, and for the broken ones when the worker takes control.
	 *
	 * @returns how many images are loading anew: the broken ones, and those that the server sends by now
	 */
	async repair(): Promise<number> {
		const [broken, healed] = await Promise.all([this.#repairBroken(), healImages(this.#marks)]);
		return broken + healed;
	}

	/**
	 * Looks for a new manifest on the shop's server and installs it.
	 *
	 * @throws if it cannot be fetched or is not valid; the rules in force stay
	 */
	async update(): Promise<Detail<ManifestMessage>> {
		const worker = this.#worker();
		if (worker === undefined) throw new Error('image-understudy: there is no worker to update');
		const reply = await ask<ManifestMessage | ErrorMessage>(worker, {
			type: 'understudy:update',
			force: true,
		});
		if (reply.type === 'understudy:error') throw new Error(`image-understudy: ${reply.message}`);
		return withoutType(reply);
	}

	/** Removes the worker and all it has stored. Images are the server's alone again from the next page on. */
	async unregister(): Promise<boolean> {
		const worker = this.#worker();
		if (worker !== undefined) await ask(worker, { type: 'understudy:forget' });
		this.#listening.abort();
		return (await this.#registration?.unregister()) ?? false;
	}

	async #repairBroken(): Promise<number> {
		const { servers } = await this.status();
		return this.#broken.repair(document, servers);
	}

	async #askForMarks(urls: readonly string[]): Promise<readonly SubstituteMark[]> {
		const worker = this.#worker();
		if (worker === undefined) return [];
		return (await ask<MarksMessage>(worker, { type: 'understudy:marks', urls })).marks;
	}

	#isOurs(controller: ServiceWorker | null | undefined): boolean {
		return controller != null && controller === this.#registration?.active;
	}

	#worker(): ServiceWorker | undefined {
		return this.#registration?.active ?? undefined;
	}

	#post(message: PageMessage): void {
		this.#worker()?.postMessage(message);
	}

	#receive(message: WorkerMessage | undefined): void {
		switch (message?.type) {
			case 'understudy:substitute':
				if (!message.observed && message.kind !== 'none') {
					this.#marks.add({ url: message.url, kind: message.kind, reason: message.reason });
				}
				this.#dispatch('substitute', withoutType(message));
				break;
			case 'understudy:manifest':
				this.#dispatch('manifest', withoutType(message));
				break;
			case 'understudy:progress':
				this.#dispatch('progress', withoutType(message));
				break;
			case 'understudy:error':
				console.error(
					`[image-understudy] ${message.path === undefined ? '' : `${message.path}: `}${message.message}`,
				);
				this.#dispatch('error', withoutType(message));
				break;
			case 'understudy:retry':
				this.#broken.retry(document, message.urls);
				break;
		}
	}

	#dispatch<Name extends keyof UnderstudyEvents>(name: Name, detail: UnderstudyEvents[Name]['detail']): void {
		const event = new CustomEvent(name, { detail });
		if (this.#held === undefined) this.dispatchEvent(event);
		else this.#held.push(event);
	}

	#openEvents(): void {
		const held = this.#held ?? [];
		this.#held = undefined;
		for (const event of held) this.dispatchEvent(event);
	}
}

/** Sends a message and waits for the answer on its port. */
function ask<Reply>(worker: ServiceWorker, message: PageMessage): Promise<Reply> {
	const { port1, port2 } = new MessageChannel();
	return new Promise((resolve) => {
		port1.onmessage = ({ data }) => resolve(data);
		worker.postMessage(message, [port2]);
	});
}

function withoutType<Message extends { readonly type: string }>({
	type: _,
	...detail
}: Message): Detail<Message> {
	return detail;
}

/** After the page's own images: nothing slow should run in the worker while they pass. */
function whenIdle(task: () => void): void {
	if (document.readyState !== 'complete')
		window.addEventListener('load', () => whenIdle(task), { once: true });
	else if ('requestIdleCallback' in window) requestIdleCallback(task, { timeout: 5000 });
	else setTimeout(task);
}
