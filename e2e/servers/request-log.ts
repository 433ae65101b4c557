import type { IncomingMessage, ServerResponse } from 'node:http';

export interface LoggedRequest {
	readonly method: string;
	/** path and query, as sent */
	readonly url: string;
	/** lower-case names */
	readonly headers: Readonly<Record<string, string | string[] | undefined>>;
	/** of a POST, as far as it has come */
	readonly body: string;
	/** 0: not answered (yet) */
	readonly status: number;
	/** milliseconds since the epoch */
	readonly time: number;
}

/** Enters a request; its status is filled in once the head of the answer has been sent. */
export function logRequest(log: LoggedRequest[], request: IncomingMessage, response: ServerResponse): void {
	let body = '';
	if (request.method === 'POST') {
		request.setEncoding('utf8').on('data', (piece: string) => {
			body += piece;
		});
	}
	log.push({
		method: request.method ?? 'GET',
		url: request.url ?? '/',
		headers: request.headers,
		get body() {
			return body;
		},
		get status() {
			return response.headersSent ? response.statusCode : 0;
		},
		time: Date.now(),
	});
}
