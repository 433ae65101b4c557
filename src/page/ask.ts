import type { PageMessage, WorkerMessage } from '../messages.js';

/** Longest wait for an answer, in seconds: the browser may stop a worker at any time. */
const ANSWER_SECONDS = 10;

/**
 * Sends a message and waits for the answer on its port.
 *
 * @returns undefined: there is no worker to answer
 * @throws if the worker answers with an error, or not in time
 */
export async function ask<Reply extends WorkerMessage>(
	worker: ServiceWorker | null | undefined,
	message: PageMessage,
	seconds = ANSWER_SECONDS,
): Promise<Reply | undefined> {
	if (!worker) return undefined;
	const { port1, port2 } = new MessageChannel();
	let timer: ReturnType<typeof setTimeout> | undefined;
	try {
		return await new Promise<Reply>((resolve, reject) => {
			const fail = (text: string) => reject(new Error(`image-understudy: ${text}`));
			const late = `the worker did not answer ${message.type} within ${seconds} s`;
			timer = setTimeout(fail, 1000 * seconds, late);
			port1.onmessage = ({ data }) => (data.type === 'understudy:error' ? fail(data.message) : resolve(data));
			worker.postMessage(message, [port2]);
		});
	} finally {
		clearTimeout(timer);
		port1.close();
	}
}
