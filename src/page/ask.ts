import type { ErrorMessage, PageMessage, WorkerMessage } from '../messages.js';

/** Longest wait for an answer, in seconds: the browser may stop a worker at any time. */
const ANSWER_SECONDS = 10;

/** The same for an update, which fetches the manifest and all pictures that it names. */
export const UPDATE_SECONDS = 120;

/**
 * Sends a message and waits for the answer on its port.
 *
 * @throws if the worker answers with an error, or not in time
 */
export async function ask<Reply extends WorkerMessage>(
	worker: ServiceWorker,
	message: PageMessage,
	seconds = ANSWER_SECONDS,
): Promise<Reply> {
	const { port1, port2 } = new MessageChannel();
	let timer: ReturnType<typeof setTimeout> | undefined;
	try {
		const reply = await new Promise<Reply | ErrorMessage>((resolve, reject) => {
			const late = `the worker did not answer ${message.type} within ${seconds} s`;
			timer = setTimeout(() => reject(new Error(`image-understudy: ${late}`)), 1000 * seconds);
			port1.onmessage = ({ data }) => resolve(data);
			worker.postMessage(message, [port2]);
		});
		if (isError(reply)) throw new Error(`image-understudy: ${reply.message}`);
		return reply;
	} finally {
		clearTimeout(timer);
		port1.close();
	}
}

function isError(reply: WorkerMessage): reply is ErrorMessage {
	return reply.type === 'understudy:error';
}
