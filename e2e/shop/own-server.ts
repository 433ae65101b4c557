import type { IncomingMessage, ServerResponse } from 'node:http';
import { listen } from '../servers/listening-server.js';
import { test as base, plainPicture } from './shop.js';

/** How an image server of a test answers a picture. */
export interface OwnServerOptions {
	/** CORS headers; default none */
	readonly headers?: Readonly<Record<string, string>>;
	/** a cookie it wants; without it the answer is a 403 that refuses */
	readonly cookie?: string;
	/** how long it thinks before it answers, in milliseconds */
	readonly delayMs?: number;
}

/** An image server with one green picture, 60x30, and habits of its own. */
export interface OwnServer {
	readonly origin: string;
	/** one for each request, oldest first: what it had in its `Cookie` header */
	readonly cookies: readonly string[];
	/** URL of the picture, under any name */
	image(name: string): string;
}

export const test = base.extend<{ startOwnServer(options?: OwnServerOptions): Promise<OwnServer> }>({
	startOwnServer: async ({}, use) => {
		const picture = await plainPicture(60, 30, '#0f0');
		const started: { stop(): Promise<void> }[] = [];
		await use(async (options = {}) => {
			const cookies: string[] = [];
			const answer = (request: IncomingMessage, response: ServerResponse) => {
				cookies.push(request.headers.cookie ?? '');
				setTimeout(() => reply(request, response, picture, options), options.delayMs ?? 0);
			};
			const server = await listen(answer, 0, 'localhost');
			started.push(server);
			const { origin } = server;
			return { origin, cookies, image: (name) => `${origin}/is/image/Acme/${name}` };
		});
		await Promise.all(started.map((server) => server.stop()));
	},
});

function reply(
	request: IncomingMessage,
	response: ServerResponse,
	picture: Buffer,
	{ headers = {}, cookie }: OwnServerOptions,
): void {
	const isWelcome = cookie === undefined || request.headers.cookie?.includes(cookie);
	const [status, type, body] = isWelcome
		? [200, 'image/png', picture]
		: [403, 'text/plain', Buffer.from('Access denied')];
	response.writeHead(status, { ...headers, 'content-type': type, 'cache-control': 'no-store' });
	response.end(body);
}
