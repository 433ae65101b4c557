/** How long what cannot wait leaves a worker alone that is about to be replaced, in milliseconds. */
const BRIEF_MS = 1000;

/**
 * And how long what can, in milliseconds: as long as the last images of the old one may take. A shop's own worker may
 * wait for days, and nothing waits for that.
 */
const LONG_MS = 20_000;

export type WorkerReplacement = ReturnType<typeof watchReplacement>;

/** What is needed of a {@link WorkerConnection}. */
interface Replaceable {
	readonly registration?: Pick<ServiceWorkerRegistration, 'waiting'> | undefined;
	/** tells of `controllerchange` */
	readonly container?: EventTarget | undefined;
}

/**
 * Knows when a worker is about to be replaced. A message in the moment of its end starts it again, and then the new
 * one waits for long. docs/decisions/new-workers.md
 */
export function watchReplacement({ registration, container }: Replaceable) {
	/** the new one */
	let known: ServiceWorker | undefined;
	/** since when it waits, as far as this page has seen it, in milliseconds since the epoch */
	let since = 0;

	const wait = async (longestMs: number): Promise<void> => {
		const waiting = registration?.waiting;
		if (!waiting) return;
		if (waiting !== known) {
			known = waiting;
			since = Date.now();
		}
		const leftMs = Math.min(longestMs, since + LONG_MS - Date.now());
		if (leftMs <= 0) return;
		await new Promise<void>((resolve) => {
			const end = () => {
				clearTimeout(timer);
				container?.removeEventListener('controllerchange', end);
				resolve();
			};
			const timer = setTimeout(end, leftMs);
			container?.addEventListener('controllerchange', end);
		});
	};

	return {
		/** Resolves when the new worker has taken over, after a second, or at once if there is none that may do so soon. */
		waitBriefly: () => wait(BRIEF_MS),
		/** The same for what has time: it waits until the new worker is not to be expected any more. */
		waitLong: () => wait(LONG_MS),
	};
}
