import type { PageMessage, WorkerMessage } from '../messages.js';
import { ask } from './ask.js';

/** The page's line to its worker. */
export type WorkerConnection = ReturnType<typeof connectWorker>;

/** Asks the worker when it may be asked. @returns undefined: there is none, or it does not answer */
export type AskWorker = <Reply extends WorkerMessage>(message: PageMessage) => Promise<Reply | undefined>;

/** Where there are no service workers, nothing is sent and nothing answers. */
export function connectWorker(registration?: ServiceWorkerRegistration, container?: ServiceWorkerContainer) {
	/** The worker of the registration; it may not answer for this page yet. */
	const active = () => registration?.active;

	/** The worker that answers for this page; it may be one that the shop has registered otherwise. */
	const controller = () => container?.controller;

	return {
		registration,
		container,
		active,
		controller,
		isControlled: () => !!active() && active() === controller(),
		post: (message: PageMessage) => active()?.postMessage(message),
		/**
		 * @returns undefined: there is no worker to answer
		 * @throws if it answers with an error, or not within the given seconds (default 10)
		 */
		ask: <Reply extends WorkerMessage>(message: PageMessage, seconds?: number) =>
			ask<Reply>(active(), message, seconds),
	};
}
