/** How long a worker that is about to be replaced is left alone by what cannot wait for long, in milliseconds. */
const MOMENT_MS = 1000;

/**
 * And by what can, in milliseconds: as long as the last images of the old one may take. A shop's own worker may wait
 * for days, and nobody waits for that.
 */
const LONG_MS = 20_000;

/**
 * Knows when a worker is about to be replaced. A message in the moment of its end starts it again, and then the new
 * one waits for long. docs/decisions/new-workers.md
 */
export class Succession {
	/** the one that waits */
	#heir: ServiceWorker | undefined;
	/** since when, as far as this page has seen it, in milliseconds since the epoch */
	#since = 0;

	constructor(
		private readonly registration: Pick<ServiceWorkerRegistration, 'waiting'>,
		/** tells of `controllerchange` */
		private readonly container: EventTarget,
	) {}

	/** Resolves when the new worker has taken over, after a moment, or at once if there is none that may do so soon. */
	moment(): Promise<void> {
		return this.#takenOver(MOMENT_MS);
	}

	/** The same for what has time: it waits until the new worker is not to be expected any more. */
	over(): Promise<void> {
		return this.#takenOver(LONG_MS);
	}

	async #takenOver(longestMs: number): Promise<void> {
		const { waiting } = this.registration;
		if (!waiting) return;
		if (waiting !== this.#heir) {
			this.#heir = waiting;
			this.#since = Date.now();
		}
		const leftMs = Math.min(longestMs, this.#since + LONG_MS - Date.now());
		if (leftMs <= 0) return;
		await new Promise<void>((resolve) => {
			const end = () => {
				clearTimeout(timer);
				this.container.removeEventListener('controllerchange', end);
				resolve();
			};
			const timer = setTimeout(end, leftMs);
			this.container.addEventListener('controllerchange', end);
		});
	}
}
