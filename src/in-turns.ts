/** Longest stretch of work before others have their turn, in milliseconds: half a frame. */
const TURN_MS = 8;
/** After so long a turn has ended by itself: nothing was worked on meanwhile. */
const IDLE_MS = 100;

/**
 * Takes all steps of a long work, and lets other tasks pass in between: a service worker has to answer the other
 * images of the page while it draws this one, or reads a manifest.
 *
 * @throws what the work throws
 */
export async function inTurns<Result>(steps: Iterator<unknown, Result>): Promise<Result> {
	if (performance.now() > turnEnd + IDLE_MS) turnEnd = performance.now() + TURN_MS;
	for (;;) {
		if (performance.now() > turnEnd) {
			await nextTask();
			turnEnd = performance.now() + TURN_MS;
		}
		const { done, value } = steps.next();
		if (done) return value;
	}
}

/** Of all works together: thousands of short ones, one after another, are a long one too. */
let turnEnd = Number.NEGATIVE_INFINITY;

/** A promise alone would let no event pass; a timer waits for four milliseconds; WebKit has no `scheduler`. */
function nextTask(): Promise<void> {
	return new Promise((resolve) => {
		const { port1, port2 } = new MessageChannel();
		port1.onmessage = () => {
			port1.close();
			resolve();
		};
		port2.postMessage(undefined);
	});
}
