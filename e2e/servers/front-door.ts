import { request as ask } from 'node:http';
import { listen } from './listening-server.js';

/** One origin before two servers. */
export interface FrontDoor {
	/** e.g. `http://localhost:4175` */
	readonly origin: string;
	close(): Promise<void>;
}

/**
 * A shop whose image server has no origin of its own: `/is/` leads to the image server, all else to the
 * shop. Answers, and their breaking off, are passed on as they come.
 */
export async function startFrontDoor(shopOrigin: string, imageOrigin: string): Promise<FrontDoor> {
	const listening = await listen(
		(incoming, outgoing) => {
			const path = incoming.url ?? '/';
			const upstream = ask(
				new URL(path, path.startsWith('/is/') ? imageOrigin : shopOrigin),
				{ method: incoming.method, headers: incoming.headers },
				(answer) => {
					outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
					answer.pipe(outgoing);
					answer.once('aborted', () => outgoing.socket?.destroy());
				},
			);
			upstream.once('error', () => outgoing.socket?.resetAndDestroy());
			outgoing.once('close', () => upstream.destroy());
			incoming.pipe(upstream);
		},
		0,
		'localhost',
	);
	return { origin: listening.origin, close: listening.stop };
}
