import { appendToMap } from './append-to-map.js';
import { isInView } from './is-in-view.js';
import { createKeyedQueue } from './keyed-queue.js';
import type { PictureProber } from './picture-prober.js';
import type { PictureRestorer } from './picture-restorer.js';
import type { SubstitutedPictures } from './substituted-pictures.js';
import { type Transient, transientOf } from './transient-failures.js';

/** A server that is back gets this many requests of a page at the same time: what a shopper asks for comes in between. */
const TOGETHER = 6;

/** Tries the servers of substituted pictures, each by itself, and restores what they send by now. */
export type ServerTrials = ReturnType<typeof createTrials>;

/** @param onReturn a server sends at least one of its pictures again */
export function createTrials(
	{ shown, unfinished }: SubstitutedPictures,
	{ probe, isSlow }: Pick<PictureProber, 'probe' | 'isSlow'>,
	{ restore, nextTrial }: PictureRestorer,
	onReturn: () => void,
) {
	/** by the origin that is tried */
	const queue = createKeyedQueue();

	/**
	 * Begins to try the servers of what is replaced, but for those that are being tried.
	 *
	 * @returns whether there was any to try, now or later
	 */
	const tryServers = (): boolean => {
		/** origin -> what failed -> URLs; a picture that is rubbish for ever says nothing of its server */
		const servers = new Map<string, Map<Transient, string[]>>();
		let isAny = false;
		for (const [url, reason] of shown()) {
			const failed = transientOf(reason);
			if (failed === undefined) continue;
			isAny = true;
			if (Date.now() < nextTrial(url)) continue;
			const origin = originOf(url);
			const kinds = servers.get(origin) ?? new Map<Transient, string[]>();
			servers.set(origin, kinds);
			appendToMap(kinds, failed, url);
		}
		for (const [origin, kinds] of servers) {
			if (queue.isBusy(origin)) continue;
			const trial = () => Promise.all([...kinds.values()].map(tryServer));
			queue.add(origin, trial).catch((error: unknown) => console.debug('[image-understudy]', error));
		}
		return isAny;
	};

	/** Restores all pictures that their servers send by now. */
	const restoreAll = async (): Promise<void> => {
		const urls = () => [...shown().keys()];
		const restoreAllOf = (origin: string) =>
			// some may have been restored until it is their turn
			restoreThere(urls().filter((url) => originOf(url) === origin));
		const origins = [...new Set(urls().map(originOf))];
		await Promise.all(origins.map((origin) => queue.add(origin, () => restoreAllOf(origin))));
	};

	/** One picture of a server is tried, another one each time; if it is there, all others are. */
	const tryServer = async (urls: readonly string[]): Promise<void> => {
		const quick = urls.filter((url) => !isSlow(url));
		const candidates = quick.length > 0 ? quick : urls;
		// by chance: neighbours often fail together
		const first = candidates[Math.floor(Math.random() * candidates.length)] ?? '';
		if (!(await probeShown(first)).isThere) return;
		// it is back: those that it does not send yet are tried again soon
		onReturn();
		await restore(first);
		await restoreThere(urls.filter((url) => url !== first));
	};

	/**
	 * Restores those that their server sends by now, those in view first. One that has become silent is not asked for
	 * the rest.
	 *
	 * @param urls of one origin
	 */
	const restoreThere = async (urls: readonly string[]): Promise<void> => {
		const inView = new Set([...document.images].filter(isInView).map(({ currentSrc }) => currentSrc));
		// one that kept the others waiting the last time does not do so again
		const rank = (url: string) => 2 * Number(isSlow(url)) - Number(inView.has(url));
		const waiting = [...urls].sort((one, other) => rank(one) - rank(other)).values();
		let restored = 0;
		let isSilent = false;
		const work = async () => {
			for (const url of waiting) {
				if (isSilent) return;
				const before = restored;
				const { isThere, reason } = await probeShown(url);
				if (isThere) {
					restored += 1;
					await restore(url);
				} else if (reason === 'timeout' && restored === before) isSilent = true;
			}
		};
		await Promise.all(Array.from({ length: TOGETHER }, work));
	};

	const probeShown = async (url: string) => {
		const probed = await probe(url);
		// it may be gone for good by now
		if (probed.reason !== undefined && transientOf(probed.reason) === undefined) unfinished.delete(url);
		return probed;
	};

	return { tryServers, restoreAll };
}

function originOf(url: string): string {
	return new URL(url).origin;
}
