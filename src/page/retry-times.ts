import { BoundedMap } from './bounded-map.js';

const FIRST_MS = 1000;
const LONGEST_MS = 10 * 60_000;

/** One that fails again so soon was not there: what the page asks for is not what the worker tries, in milliseconds. */
const SOON_MS = 60_000;

interface Tried {
	/** milliseconds since the epoch */
	readonly time: number;
	/** how often in a row it was restored and failed again soon, or was no picture */
	readonly failures: number;
	readonly isRestored: boolean;
}

/** When pictures that have failed again, or are still no pictures, are tried again: later each time. */
export function createRetryTimes() {
	const tried = new BoundedMap<string, Tried>();

	/** When this picture may be tried at the earliest, in milliseconds since the epoch. */
	const next = (url: string): number => {
		const { time, failures } = tried.get(url) ?? { time: 0, failures: 0 };
		return time + Math.min(FIRST_MS * 2 ** failures, LONGEST_MS);
	};

	/** This picture is restored now. */
	const noteRestored = (url: string) => {
		const before = tried.get(url);
		const isAgain = before?.isRestored && Date.now() < next(url) + SOON_MS;
		tried.set(url, { time: Date.now(), failures: isAgain ? before.failures + 1 : 0, isRestored: true });
	};

	/** Its server was there, and has sent something else: each trial costs as much as a picture. */
	const noteFailed = (url: string) => {
		const failures = (tried.get(url)?.failures ?? 0) + 1;
		tried.set(url, { time: Date.now(), failures, isRestored: false });
	};

	return { next, noteRestored, noteFailed };
}
