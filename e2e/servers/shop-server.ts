import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import sirv from 'sirv';
import { handleControl } from './control.js';
import type { ImageServer } from './image-server.js';
import { listen } from './listening-server.js';
import { type Reply, sendWithoutEnd, textReply, writeHead } from './reply.js';
import { type LoggedRequest, logRequest } from './request-log.js';

/** What pages and manifests on disk call the image server; replaced by the real origin when they are served. */
export const PLACEHOLDER_ORIGIN = 'http://localhost:4174';

export interface ShopServer {
	/** e.g. `http://localhost:4173` */
	readonly origin: string;
	readonly port: number;
	/** every request, oldest first; `/control` left out */
	readonly requests: readonly LoggedRequest[];
	clearLog(): void;
	/** Answers `/image-fallback.json` with this text, as it is; undefined: the file of the root again. */
	setManifest(text: string | undefined, options?: FileOptions): void;
	/** Answers a path (`/page.html`) with this body, as it is; undefined: the file of the root again. */
	setFile(path: string, body: string | Buffer | undefined, options?: FileOptions): void;
	/** Forgets what `setManifest` and `setFile` said, and the log; listens again. */
	reset(): Promise<void>;
	stop(): Promise<void>;
	start(): Promise<void>;
	close(): Promise<void>;
}

export interface FileOptions {
	readonly status?: number;
	/** default: by the path's extension */
	readonly contentType?: string;
	readonly headers?: Readonly<Record<string, string>>;
	/** the body is sent again and again, until nobody takes it any more */
	readonly isEndless?: boolean;
}

interface StoredReply extends Reply {
	readonly isEndless: boolean;
}

export interface ShopServerOptions {
	/** default 0: any free one */
	readonly port?: number;
	readonly host?: string;
	/** folders with the site's files; the first that has a file wins */
	readonly root: string | readonly string[];
	/** takes the place of `PLACEHOLDER_ORIGIN` in HTML and JSON files */
	readonly imageOrigin?: string;
	/** mounts its `/control` here too, so that it answers when the image server is gone */
	readonly imageServer?: ImageServer;
	/** path -> path of the file that is served there: `{ '/shop/': '/shop.html' }` */
	readonly aliases?: Readonly<Record<string, string>>;
}

const TYPES: Readonly<Record<string, string>> = {
	'.html': 'text/html;charset=utf-8',
	'.json': 'application/json',
	'.js': 'text/javascript;charset=utf-8',
	'.css': 'text/css;charset=utf-8',
	'.svg': 'image/svg+xml',
};

/** Static files, never cached. Rejects with the system's error if the port is taken (`EADDRINUSE`). */
export async function startShopServer(options: ShopServerOptions): Promise<ShopServer> {
	const { port = 0, host = 'localhost', imageServer, aliases = {} } = options;
	const roots = typeof options.root === 'string' ? [options.root] : options.root;
	const imageOrigin = options.imageOrigin ?? imageServer?.origin ?? PLACEHOLDER_ORIGIN;
	const requests: LoggedRequest[] = [];
	const files = new Map<string, StoredReply>();
	// `dev` reads the disk at each request and sets `no-store`
	const folders = roots.map((root) => sirv(root, { dev: true }));

	const serve = (request: IncomingMessage, response: ServerResponse): void => {
		const path = new URL(request.url ?? '/', 'http://server').pathname;
		if (imageServer && path === '/control') {
			void handleControl(imageServer, request, response);
			return;
		}
		logRequest(requests, request, response);
		const file = aliases[path] ?? (path.endsWith('/') ? `${path}index.html` : path);
		const reply = files.get(path) ?? files.get(file) ?? withImageOrigin(roots, file, imageOrigin);
		if (reply?.headers.etag !== undefined && request.headers['if-none-match'] === reply.headers.etag) {
			writeHead(response, { ...reply, status: 304, body: Buffer.alloc(0) }, false);
			response.end();
			return;
		}
		if (reply?.isEndless) {
			void sendWithoutEnd(response, reply, false);
			return;
		}
		if (reply) {
			writeHead(response, reply, false);
			response.end(request.method === 'HEAD' ? undefined : reply.body);
			return;
		}
		const notFound = () => {
			writeHead(response, textReply(404, 'Not found'), false);
			response.end('Not found');
		};
		const tryFolders = folders.reduceRight<() => void>(
			(next, folder) => () => folder(request, response, next),
			notFound,
		);
		tryFolders();
	};

	const listening = await listen(serve, port, host);
	const setFile: ShopServer['setFile'] = (path, body, options) => {
		if (body === undefined) files.delete(path);
		else files.set(path, fileReply(path, body, options));
	};
	return {
		origin: listening.origin,
		port: listening.port,
		requests,
		clearLog() {
			requests.length = 0;
		},
		setManifest: (text, manifest) => setFile('/image-fallback.json', text, manifest),
		setFile,
		async reset() {
			files.clear();
			requests.length = 0;
			await listening.start();
		},
		stop: listening.stop,
		start: listening.start,
		close: listening.stop,
	};
}

function fileReply(
	path: string,
	body: string | Buffer,
	{
		status = 200,
		contentType = TYPES[extname(path)] ?? 'text/plain;charset=utf-8',
		headers = {},
		isEndless = false,
	}: FileOptions = {},
): StoredReply {
	return {
		status,
		headers: { 'content-type': contentType, 'cache-control': 'no-store', ...headers },
		body: typeof body === 'string' ? Buffer.from(body) : body,
		isEndless,
	};
}

/** HTML and JSON files name the image server by a placeholder; undefined: no such file, or another type. */
function withImageOrigin(
	roots: readonly string[],
	file: string,
	imageOrigin: string,
): StoredReply | undefined {
	// URL parsing has already resolved every `..`, and `%` could hide another
	if (!/\.(html|json)$/.test(file) || file.includes('%')) return undefined;
	for (const root of roots) {
		try {
			const text = readFileSync(join(root, file), 'utf8');
			return fileReply(file, text.replaceAll(PLACEHOLDER_ORIGIN, imageOrigin));
		} catch {
			// not in this folder
		}
	}
	return undefined;
}
