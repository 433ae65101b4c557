import type { ManifestMessage, PageMessage, WorkerMessage } from '../messages.js';
import type { HealedPage } from './healed-page.js';
import { createProber } from './picture-prober.js';
import { createRestorer } from './picture-restorer.js';
import { createPicturesWithoutEvents } from './pictures-without-events.js';
import { createPlaceIndex } from './place-index.js';
import { createRounds } from './rounds.js';
import { createTrials } from './server-trials.js';
import { createSubstitutedPictures } from './substituted-pictures.js';
import { checkForUpdates, updateRules } from './update-check.js';
import { watchResourceTiming } from './watch-resource-timing.js';
import type { AskWorker } from './worker-connection.js';
import { watchReplacement } from './worker-replacement.js';

/** What puts the real pictures back without a reload of the page. */
export interface Healing {
	/** A picture was replaced. If its server may come back, it is tried while the page is seen. */
	start(): void;
	/**
	 * Puts back those pictures of all that are replaced which the server sends by now; those in view come first.
	 *
	 * @returns how many images and other places were loaded anew
	 */
	heal(): Promise<number>;
	/** The server has sent a picture after all, maybe to another page: those that are replaced have new hope. */
	arrived(url: string): Promise<void>;
	/** The worker looks at the bytes of these, which broke, now. */
	retry(urls: readonly string[]): Promise<void>;
	/** New rules are looked for now. @throws if there is no worker, or it has none to put in force */
	update(): Promise<ManifestMessage>;
	/** A message would start a worker again that is about to be replaced: resolves when one may be sent. */
	waitBriefly(): Promise<void>;
}

/**
 * Heals a page, and finds those broken pictures that no event tells of. Loaded when the page is idle, or when it is
 * needed.
 *
 * @param signal the worker was removed: nothing is healed but what the shop asks for
 */
export function createHealing(page: HealedPage, signal: AbortSignal): Healing {
	const { connection, marks } = page;
	const { waitBriefly, waitLong } = watchReplacement(connection);
	const ask: AskWorker = async <Reply extends WorkerMessage>(message: PageMessage) => {
		await waitBriefly();
		return connection.ask<Reply>(message).catch(() => undefined);
	};
	const places = createPlaceIndex();
	const pictures = createSubstitutedPictures(marks, places);
	const prober = createProber(ask, connection);
	const restorer = createRestorer(page, pictures, places, prober, ask);
	const rounds = createRounds(async () => {
		// a page that nobody sees asks for nothing: it is told when it is seen again
		if (document.visibilityState === 'hidden') return false;
		await waitLong();
		return trials.tryServers();
	});
	const startAnew = () => rounds.start(true);
	const trials = createTrials(pictures, prober, restorer, startAnew);
	const withoutEvents = createPicturesWithoutEvents(page, places, waitLong);
	if (!signal.aborted) {
		document.addEventListener('visibilitychange', startAnew, { signal });
		window.addEventListener('online', startAnew, { signal });
		signal.addEventListener('abort', rounds.stop);
		checkForUpdates(connection, waitBriefly, signal);
		watchResourceTiming((url, startTime) => {
			withoutEvents.check(url, startTime).catch(() => {});
		}, signal);
	}
	return {
		start: () => rounds.start(),
		async heal() {
			const before = restorer.count();
			await trials.restoreAll();
			return restorer.count() - before;
		},
		async arrived(url) {
			if (pictures.shown().has(url)) await restorer.restore(url);
			startAnew();
		},
		retry: withoutEvents.retry,
		update: () => updateRules(connection),
		waitBriefly,
	};
}
