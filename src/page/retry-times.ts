import { BoundedMap } from './bounded-map.js';

const FIRST_MS = 1000;
const LONGEST_MS = 10 * 60_000;

/** One that fails again so soon was not there: what the page asks for is not what the worker tries, in milliseconds. */
const SOON_MS = 60_000;

interface Restored {
	/** milliseconds since the epoch */
	readonly time: number;
	/** how often it was restored before, and failed again soon */
	readonly failures: number;
}

/** When pictures that were restored, and have failed again, are tried again: later each time. */
export function createRetryTimes() {
	const restored = new BoundedMap<string, Restored>();

	/** When this picture may be tried at the earliest, in milliseconds since the epoch. */
	const next = (url: string): number => {
		const { time, failures } = restored.get(url) ?? { time: 0, failures: 0 };
		return time + Math.min(FIRST_MS * 2 ** failures, LONGEST_MS);
	};

	/** This picture is restored now. */
	const noteRestored = (url: string) => {
		const before = restored.get(url);
		const isAgain = before !== undefined && Date.now() < next(url) + SOON_MS;
		restored.set(url, { time: Date.now(), failures: isAgain ? before.failures + 1 : 0 });
	};

	return { next, noteRestored };
}
