import type { IncomingMessage, ServerResponse } from 'node:http';
import { handleControl } from './control.js';
import { actOut, type Exchange, type Fault } from './faults.js';
import { imageReply } from './image-reply.js';
import { listen } from './listening-server.js';
import { PictureStore } from './pictures.js';
import { type Reply, textReply, writeHead } from './reply.js';
import { type LoggedRequest, logRequest } from './request-log.js';

const CONTEXT = '/is/image/';

/** Bounds the memory: some 50 kB each. */
const MAX_REPLIES = 1000;

/** A real image server that speaks a small part of Image Serving and breaks when it is told to. */
export interface ImageServer {
	/** e.g. `http://localhost:4174` */
	readonly origin: string;
	readonly port: number;
	/** every request to `/is/image`, oldest first */
	readonly requests: readonly LoggedRequest[];
	clearLog(): void;
	/**
	 * Breaks one picture (`Acme/mug`) or everything (`*`); undefined mends it. A picture's own fault
	 * comes before `*`. `gone` is for `*` only, and any other call for `*` brings the server back.
	 */
	setFault(target: string, fault: Fault | undefined): Promise<void>;
	/** target -> fault */
	faults(): Readonly<Record<string, Fault>>;
	/** Adds or replaces a picture (SVG text, or bytes of any format); undefined takes it away. */
	setPicture(object: string, source: string | Buffer | undefined): void;
	/** All well again: no faults, listening, the shop's own pictures, an empty log. */
	reset(): Promise<void>;
	/** Closes the listening socket and destroys open ones, as if the machine had gone. */
	stop(): Promise<void>;
	/** Listens again on the same port. */
	start(): Promise<void>;
	close(): Promise<void>;
}

export interface ImageServerOptions {
	/** default 0: any free one */
	readonly port?: number;
	readonly host?: string;
	/** of good replies */
	readonly cacheControl?: string;
}

/** Rejects with the system's error if the port is taken (`EADDRINUSE`). */
export async function startImageServer(options: ImageServerOptions = {}): Promise<ImageServer> {
	const { port = 0, host = 'localhost', cacheControl = 'public, max-age=60' } = options;
	const pictures = new PictureStore();
	const requests: LoggedRequest[] = [];
	const faults = new Map<string, Fault>();
	const replies = new Map<string, Promise<Reply>>();

	/** Drawing is slow and deterministic: a reply is made once, as long as the same pictures are there. */
	const replyTo = (object: string, search: string): Promise<Reply> => {
		const anyMissing = [...faults.values()].some(({ type }) => type === 'missing');
		const key = `${anyMissing ? JSON.stringify([...faults]) : ''}${object}${search}`;
		const known = replies.get(key);
		if (known) return known;
		const isGone = (name: string) => faultOf(name)?.type === 'missing';
		const reply = imageReply(object, search, { pictures, cacheControl, isGone });
		if (replies.size >= MAX_REPLIES) replies.clear();
		replies.set(key, reply);
		return reply;
	};
	const useUp = (object: string, fault: Fault): void => {
		if (!('times' in fault) || fault.times === undefined) return;
		if (fault.times > 1) faults.set(object, { ...fault, times: fault.times - 1 });
		else faults.delete(object);
	};
	const faultOf = (object: string): Fault | undefined => faults.get(object) ?? faults.get('*');

	const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
		const url = new URL(request.url ?? '/', 'http://server');
		if (url.pathname === '/control') return handleControl(server, request, response);

		const send: Exchange['send'] = (reply, sending) =>
			sendReply(request, response, reply, sending?.cors ?? true);
		if (request.method === 'OPTIONS') {
			const headers = { 'access-control-allow-methods': 'GET, HEAD', 'access-control-allow-headers': '*' };
			return send({ status: 204, headers, body: Buffer.alloc(0) });
		}
		if (!url.pathname.startsWith(CONTEXT)) return send(textReply(404, 'Not found'));

		logRequest(requests, request, response);
		const object = decodePath(url.pathname.slice(CONTEXT.length));
		const reply = await replyTo(object, url.search);
		const fault = faultOf(object);
		if (fault && fault.type !== 'missing' && fault.type !== 'gone') {
			actOut(fault, { response, reply, url: request.url ?? '/', search: url.search, send });
			useUp(object, fault);
		} else {
			send(reply);
		}
	};

	const listening = await listen(
		(request, response) => {
			answer(request, response).catch((error: unknown) => {
				if (!response.headersSent) sendReply(request, response, textReply(500, String(error)), true);
				else response.destroy();
			});
		},
		port,
		host,
	);

	const server: ImageServer = {
		origin: listening.origin,
		port: listening.port,
		requests,
		clearLog() {
			requests.length = 0;
		},
		async setFault(target, fault) {
			if (fault?.type === 'gone' && target !== '*') throw new Error('Only the whole server (*) can be gone');
			if (fault) faults.set(target, fault);
			else faults.delete(target);
			if (target !== '*') return;
			await (fault?.type === 'gone' ? listening.stop() : listening.start());
		},
		faults: () => Object.fromEntries(faults),
		setPicture(object, source) {
			pictures.set(object, source);
			replies.clear();
		},
		async reset() {
			faults.clear();
			if (pictures.reset()) replies.clear();
			requests.length = 0;
			await listening.start();
		},
		stop: listening.stop,
		start: listening.start,
		close: listening.stop,
	};
	return server;
}

function sendReply(request: IncomingMessage, response: ServerResponse, reply: Reply, cors: boolean): void {
	const { etag } = reply.headers;
	if (etag !== undefined && request.headers['if-none-match']?.includes(etag)) {
		writeHead(response, { ...reply, status: 304, body: Buffer.alloc(0) }, cors);
		response.end();
		return;
	}
	writeHead(response, reply, cors);
	response.end(request.method === 'HEAD' ? undefined : reply.body);
}

function decodePath(path: string): string {
	try {
		return decodeURIComponent(path);
	} catch {
		return path;
	}
}
