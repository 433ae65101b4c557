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
