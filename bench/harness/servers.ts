import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import type { Scripts } from './bundle.js';

/** Image servers answer below it, the one on the site's own origin as well as the others. */
export const IMAGE_ROOT = '/is/image/';

/** Every object whose name has it fails. */
export const MISSING = 'missing';

export const DEFAULT_IMAGE = '/no-image.jpg';

export interface RunningServer {
	/** e.g. `http://localhost:40001` */
	readonly origin: string;
	close(): Promise<void>;
}

export interface Reply {
	/** default 200 */
	readonly status?: number;
	readonly type: string;
	readonly body: string | Buffer;
}

/** @returns undefined: no such thing */
export type Answer = (url: URL) => Reply | undefined;

export interface SiteParts {
	/** no `/sw.js` among them: no worker */
	readonly scripts: Scripts;
	/** @param origin of the site */
	readonly manifest?: (origin: string) => string;
	/** milliseconds before an image is answered, default 0 */
	readonly latencyMs?: number;
	/** asked before anything else */
	readonly answer?: Answer;
}

/** The same small picture for every URL but those that fail, from memory and never from a cache. */
export async function startImageServer(): Promise<RunningServer> {
	return listen(await imageAnswer(), 0);
}

/** An empty page, a worker with its manifest, a default image, and an image server of the same origin. */
export async function startSite({
	scripts,
	manifest,
	latencyMs = 0,
	answer,
}: SiteParts): Promise<RunningServer> {
	const answerImage = await imageAnswer();
	const fallback = await photograph(600);
	const site: RunningServer = await listen((url) => {
		const { pathname } = url;
		const script = scripts.get(pathname);
		if (script !== undefined) return { type: 'text/javascript', body: script };
		if (pathname === '/') return { type: 'text/html', body: '<!doctype html><title>bench</title>' };
		if (pathname === DEFAULT_IMAGE) return { type: 'image/jpeg', body: fallback };
		if (pathname === '/image-fallback.json' && manifest) {
			return { type: 'application/json', body: manifest(site.origin) };
		}
		return answer?.(url) ?? answerImage(url);
	}, latencyMs);
	return site;
}

/** @param attributes of the catalog `default` beside those that name its default image */
export function defaultImageManifest(origins: readonly string[]): string {
	return JSON.stringify({
		servers: origins.map((origin) => ({ origin })),
		catalogs: {
			default: {
				attributes: { DefaultImage: 'no-image', RootPath: '/' },
				records: { 'no-image': { Path: DEFAULT_IMAGE.slice(1) } },
			},
		},
	});
}

async function imageAnswer(): Promise<Answer> {
	const background = { r: 200, g: 120, b: 40 };
	const body = await sharp({ create: { width: 64, height: 64, channels: 3, background } })
		.jpeg()
		.toBuffer();
	return ({ pathname }) => {
		if (pathname.startsWith(IMAGE_ROOT) && !pathname.includes(MISSING)) return { type: 'image/jpeg', body };
		return { status: 403, type: 'text/plain', body: `Unable to find the image ${pathname}.` };
	};
}

/** As hard to encode as a real one, nearly. @param size width and height in pixels */
async function photograph(size: number): Promise<Buffer> {
	const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;
	return sharp({ create: { width: size, height: size, channels: 3, background: '#888', noise } })
		.blur(3)
		.jpeg()
		.toBuffer();
}

async function listen(answer: Answer, latencyMs: number): Promise<RunningServer> {
	const server = createServer((request, response) => {
		const url = new URL(request.url ?? '/', 'http://localhost');
		const { status = 200, type, body } = answer(url) ?? { status: 404, type: 'text/plain', body: '' };
		const send = () => {
			// the page reads from the timing entries whether a worker was asked
			response.setHeader('Timing-Allow-Origin', '*');
			response.setHeader('Access-Control-Allow-Origin', '*');
			response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store' }).end(body);
		};
		if (latencyMs > 0 && url.pathname.startsWith(IMAGE_ROOT)) setTimeout(send, latencyMs);
		else send();
	});
	// longer than a run: no contender has to open connections anew
	server.keepAliveTimeout = 600_000;
	await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		origin: `http://localhost:${port}`,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}
