/** Longest stretch of work before others have their turn, in milliseconds: half a frame. */
const SLICE_MS = 8;

/** Does work that has many steps, and lets the requests of the page pass in between. Throws what the work throws. */
export async function inSlices<Result>(work: Iterator<unknown, Result>): Promise<Result> {
	let end = performance.now() + SLICE_MS;
	for (;;) {
		const { done, value } = work.next();
		if (done) return value;
		if (performance.now() < end) continue;
		await nextTask();
		end = performance.now() + SLICE_MS;
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
