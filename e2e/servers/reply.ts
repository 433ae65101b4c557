import { once } from 'node:events';
import type { ServerResponse } from 'node:http';

/** A complete answer before it is written to a socket. */
export interface Reply {
	readonly status: number;
	/** lower-case names; `content-length` and CORS headers are added when it is sent */
	readonly headers: Readonly<Record<string, string>>;
	readonly body: Buffer;
}

export const NO_CACHE = 'no-cache';

export function textReply(status: number, text: string, contentType = 'text/plain;charset=utf-8'): Reply {
	return {
		status,
		headers: { 'content-type': contentType, 'cache-control': NO_CACHE },
		body: Buffer.from(text),
	};
}

/** Status line and headers, with the full length and, unless `cors` is false, CORS for everybody. */
export function writeHead(response: ServerResponse, reply: Reply, cors = true): void {
	response.writeHead(reply.status, {
		...reply.headers,
		...(cors && { 'access-control-allow-origin': '*' }),
		'content-length': reply.body.length,
	});
}

/** The same, but nobody says how long the body will be. */
export function writeHeadOfUnknownLength(response: ServerResponse, reply: Reply, cors = true): void {
	const { 'content-length': _, ...headers } = reply.headers;
	response.writeHead(reply.status, { ...headers, ...(cors && { 'access-control-allow-origin': '*' }) });
}

/** The body again and again, as fast as the other side takes it, until it takes no more. */
export async function sendWithoutEnd(response: ServerResponse, reply: Reply, cors = true): Promise<void> {
	writeHeadOfUnknownLength(response, reply, cors);
	const closed = once(response, 'close');
	while (!response.destroyed) {
		if (!response.write(reply.body)) await Promise.race([once(response, 'drain'), closed]);
	}
}
