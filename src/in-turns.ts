/** Longest stretch of work before others have their turn, in milliseconds: half a frame. */
const TURN_MS = 8;

/**
 * Takes all steps of a long work, and lets other tasks pass in between: a service worker has to answer the other
 * images of the page while it draws this one, or reads a manifest.
 *
 * @throws what the work throws
 */
export async function inTurns<Result>(steps: Iterator<unknown, Result>): Promise<Result> {
	let end = performance.now() + TURN_MS;
	for (;;) {
		const { done, value } = steps.next();
		if (done) return value;
		if (performance.now() < end) continue;
		await nextTask();
		end = performance.now() + TURN_MS;
	}
}

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
