/** A round begins after this part of the time since the rounds were started. */
const PART = 1 / 8;
const SHORTEST_MS = 1000;
const LONGEST_MS = 60_000;

/** Up to this part longer, so that the pages that were told of the same do not all ask in the same instant. */
const JITTER = 1 / 8;

/**
 * Rounds of work that come less and less often, from every second to every minute.
 *
 * @param round whether there is to be another one after it; if it fails, there is
 */
export function createRounds(round: () => Promise<boolean>) {
	/** undefined: none is to come */
	let timer: ReturnType<typeof setTimeout> | undefined;
	/** the next one cannot be brought forward */
	let isSoon = false;
	/** milliseconds since the epoch */
	let startedAt = 0;

	/** @param anew rounds that have become rare become frequent again */
	const start = (anew = false) => {
		if (timer !== undefined && !anew) return;
		startedAt = Date.now();
		// who starts them again and again would put the next one off for ever
		if (isSoon) return;
		clearTimeout(timer);
		wait();
	};

	const stop = () => {
		clearTimeout(timer);
		timer = undefined;
	};

	const wait = () => {
		const delay = Math.min(Math.max(PART * (Date.now() - startedAt), SHORTEST_MS), LONGEST_MS);
		isSoon = delay === SHORTEST_MS;
		timer = setTimeout(run, delay * (1 + JITTER * Math.random()));
	};

	const run = async () => {
		const own = timer;
		isSoon = false;
		const goesOn = await round().catch((error: unknown) => {
			// the page is the shop's: what is odd in it now may not be next time
			console.debug('[image-understudy]', error);
			return true;
		});
		// they were started anew, or stopped, in the meantime
		if (timer !== own) return;
		if (goesOn) wait();
		else timer = undefined;
	};

	return { start, stop };
}
