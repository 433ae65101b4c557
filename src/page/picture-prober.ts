import type { FailureReason, WorkerMessage } from '../messages.js';
import { BoundedMap } from './bounded-map.js';
import { loadPicture } from './load-picture.js';
import type { AskWorker, WorkerConnection } from './worker-connection.js';

type ProbedMessage = Extract<WorkerMessage, { readonly type: 'understudy:probed' }>;

/** What a server says of a picture that was replaced. */
export interface Probed {
	/** it sends it now */
	readonly isThere: boolean;
	/** what is wrong with it; undefined: nothing, or nobody knows */
	readonly reason?: FailureReason | undefined;
}

/** A worker that does not answer knows nothing good of a picture. */
const NO_ANSWER: Omit<ProbedMessage, 'type'> = { well: false, reason: 'timeout' };

/** Asks image servers, through the worker and past all caches, whether they send a picture by now. */
export type PictureProber = ReturnType<typeof createProber>;

export function createProber(ask: AskWorker, connection: Pick<WorkerConnection, 'post'>) {
	/** URLs that kept somebody waiting for nothing when they were last tried */
	const slow = new BoundedMap<string, true>();
	/** URLs whose answers only the page can judge: their servers, or mirrors, send no CORS headers */
	const opaque = new BoundedMap<string, true>();

	const probe = async (url: string): Promise<Probed> => {
		const reply = await ask<ProbedMessage>({ type: 'understudy:probe', url });
		const { well, reason, look, isMirrored } = reply ?? NO_ANSWER;
		if (reason === 'timeout') slow.set(url, true);
		else slow.delete(url);
		opaque.delete(url);
		if (look === undefined) return { isThere: well, reason };
		opaque.set(url, true);
		if (!(await loadPicture(new Image(), look))) return { isThere: false, reason: 'decode' };
		connection.post({ type: 'understudy:seen', url, isMirrored });
		return { isThere: true };
	};

	/** Whether it kept somebody waiting for nothing the last time. */
	const isSlow = (url: string) => slow.has(url);

	/** Whether a script could not read it the last time. */
	const isOpaque = (url: string) => opaque.has(url);

	return { probe, isSlow, isOpaque };
}
