import { type ServerResponse, STATUS_CODES } from 'node:http';
import { ImageError } from './image-error.js';
import { errorReply } from './property-reply.js';
import { NO_CACHE, type Reply, writeHead, writeHeadOfUnknownLength } from './reply.js';

/** A way in which an image does not arrive. */
export type Fault =
	/** as if the server had no such picture: 403 and a sentence, `req=exists` says 0 */
	| { readonly type: 'missing' }
	/** `status` 400 to 599; the body is plain text unless `contentType` says otherwise */
	| {
			readonly type: 'status';
			readonly status: number;
			readonly body?: string;
			readonly contentType?: string;
			readonly headers?: Readonly<Record<string, string>>;
			/** how often, then all is well; default for ever */
			readonly times?: number;
	  }
	/** the request is read, nothing is ever answered */
	| { readonly type: 'hang' }
	/** nothing for this many milliseconds, then the good answer */
	| { readonly type: 'slow-head'; readonly ms: number }
	/** nothing until then, then the good answer */
	| { readonly type: 'held'; readonly until: Promise<unknown> }
	/** headers at once, the body in pieces over this many milliseconds */
	| { readonly type: 'slow-body'; readonly ms: number }
	/** TCP reset before any answer */
	| { readonly type: 'reset'; readonly times?: number }
	/** sends the browser round and round */
	| { readonly type: 'redirect-loop' }
	/** headers and half of the body at once, then nothing more */
	| { readonly type: 'stalled' }
	/** the good answer, with these headers on it */
	| { readonly type: 'headers'; readonly headers: Readonly<Record<string, string>> }
	/** this body in the place of the picture */
	| { readonly type: 'body'; readonly body: Buffer; readonly contentType: string; readonly status?: number }
	/** full Content-Length announced, half the bytes sent, then the socket is destroyed */
	| { readonly type: 'truncated' }
	/** as `truncated`, but nobody said how long it would be */
	| { readonly type: 'cut' }
	/** all bytes of the picture at once, of unknown length, then one more every few milliseconds, without end */
	| { readonly type: 'endless' }
	/** the good bytes with another status, or another type */
	| { readonly type: 'relabelled'; readonly status?: number; readonly contentType?: string }
	/** these bytes on the socket, which is then closed: no HTTP at all if so wished */
	| { readonly type: 'raw'; readonly bytes: string }
	/** 200 with an HTML page, as captive portals and login walls do */
	| { readonly type: 'html' }
	/** 200, image/jpeg, no byte */
	| { readonly type: 'empty' }
	/** the good answer, or with `status` an error, without `Access-Control-Allow-Origin` */
	| { readonly type: 'no-cors'; readonly status?: number }
	/** the whole server: the listening socket is closed and open sockets are destroyed */
	| { readonly type: 'gone' };

/** Faults that are acted out on a single response; the other two concern what the server has or is. */
export type ServedFault = Exclude<Fault, { type: 'missing' | 'gone' }>;

/** What a fault works with. */
export interface Exchange {
	readonly response: ServerResponse;
	/** what would have been answered */
	readonly reply: Reply;
	/** path and query, as sent */
	readonly url: string;
	readonly search: string;
	/** sends a whole reply */
	send(reply: Reply, options?: { readonly cors: boolean }): void;
}

type Actor<F> = (exchange: Exchange, fault: F) => void | Promise<void>;

const actors = {
	status: ({ send }, { status, body, contentType, headers }) =>
		send({
			status,
			headers: {
				'content-type': contentType ?? 'text/plain;charset=utf-8',
				'cache-control': NO_CACHE,
				...headers,
			},
			body: Buffer.from(body ?? STATUS_CODES[status] ?? 'Error'),
		}),
	hang: () => {},
	'slow-head': ({ response, reply, send }, { ms }) => {
		const timer = setTimeout(() => send(reply), ms);
		response.once('close', () => clearTimeout(timer));
	},
	held: async ({ response, reply, send }, { until }) => {
		await until;
		if (!response.destroyed) send(reply);
	},
	'slow-body': ({ response, reply }, { ms }) => sendSlowly(response, reply, ms),
	reset: ({ response }) => void response.socket?.resetAndDestroy(),
	'redirect-loop': ({ send, url }) =>
		send({ status: 302, headers: { location: url, 'cache-control': NO_CACHE }, body: Buffer.alloc(0) }),
	stalled: ({ response, reply }) => {
		writeHead(response, reply);
		response.write(reply.body.subarray(0, Math.ceil(reply.body.length / 2)));
	},
	headers: ({ send, reply }, { headers }) => send({ ...reply, headers: { ...reply.headers, ...headers } }),
	body: ({ send }, { body, contentType, status = 200 }) =>
		send({ status, headers: { 'content-type': contentType, 'cache-control': NO_CACHE }, body }),
	truncated: ({ response, reply }) => {
		writeHead(response, reply);
		response.write(reply.body.subarray(0, Math.ceil(reply.body.length / 2)), () => response.destroy());
	},
	cut: ({ response, reply }) => {
		writeHeadOfUnknownLength(response, reply);
		response.write(reply.body.subarray(0, Math.ceil(reply.body.length / 2)), () => response.destroy());
	},
	endless: ({ response, reply }) => {
		writeHeadOfUnknownLength(response, reply);
		response.write(reply.body);
		const timer = setInterval(() => response.write(' '), 20);
		response.once('close', () => clearInterval(timer));
	},
	relabelled: ({ send, reply }, { status, contentType }) =>
		send({
			status: status ?? reply.status,
			headers: {
				'content-type': contentType ?? reply.headers['content-type'] ?? '',
				'cache-control': NO_CACHE,
			},
			body: reply.body,
		}),
	raw: ({ response }, { bytes }) => void response.socket?.end(bytes),
	html: ({ send }) =>
		send({
			status: 200,
			headers: { 'content-type': 'text/html;charset=utf-8', 'cache-control': NO_CACHE },
			body: Buffer.from('<!doctype html><title>Sign in</title><p>Please sign in to use this network.</p>'),
		}),
	empty: ({ send }) =>
		send({
			status: 200,
			headers: { 'content-type': 'image/jpeg', 'cache-control': NO_CACHE },
			body: Buffer.alloc(0),
		}),
	'no-cors': ({ send, reply, search }, { status }) =>
		send(status === undefined ? reply : errorReply(new ImageError('Refused'), search, status), {
			cors: false,
		}),
} as const satisfies { readonly [F in ServedFault as F['type']]: Actor<F> };

export function actOut(fault: ServedFault, exchange: Exchange): void {
	const act = actors[fault.type] as Actor<ServedFault>;
	void act(exchange, fault);
}

function sendSlowly(response: ServerResponse, reply: Reply, ms: number): void {
	const pieces = 20;
	const size = Math.max(1, Math.ceil(reply.body.length / pieces));
	let sent = 0;
	writeHead(response, reply);
	response.flushHeaders();
	const timer = setInterval(() => {
		response.write(reply.body.subarray(sent, sent + size));
		sent += size;
		if (sent < reply.body.length) return;
		clearInterval(timer);
		response.end();
	}, ms / pieces);
	response.once('close', () => clearInterval(timer));
}

/** Reads a fault from outside. @throws Error that says what was wrong */
export function parseFault(value: unknown): Fault {
	const fault = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
	switch (fault.type) {
		case 'missing':
		case 'hang':
		case 'reset':
		case 'redirect-loop':
		case 'stalled':
		case 'truncated':
		case 'cut':
		case 'endless':
		case 'html':
		case 'empty':
		case 'gone':
			return { type: fault.type };
		case 'status':
			return {
				type: 'status',
				status: number(fault.status, 400, 599, 'status'),
				...(typeof fault.body === 'string' && { body: fault.body }),
				...(typeof fault.contentType === 'string' && { contentType: fault.contentType }),
			};
		case 'slow-head':
		case 'slow-body':
			return { type: fault.type, ms: number(fault.ms, 1, 600_000, 'ms') };
		case 'no-cors':
			return fault.status === undefined
				? { type: 'no-cors' }
				: { type: 'no-cors', status: number(fault.status, 400, 599, 'status') };
		default:
			throw new Error(`Unknown fault type: ${JSON.stringify(fault.type)}`);
	}
}

function number(value: unknown, from: number, to: number, name: string): number {
	if (typeof value === 'number' && value >= from && value <= to) return value;
	throw new Error(`${name} must be a number from ${from} to ${to}, not ${JSON.stringify(value)}`);
}
