import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import type { Contender } from './contenders.js';

/** Both image servers answer below it: the site's own and the one on another origin. */
export const IMAGE_ROOT = '/is/image/';

export interface RunningServer {
	/** e.g. `http://localhost:40001` */
	readonly origin: string;
	close(): Promise<void>;
}

/** The same small picture for every URL but `missing`, from memory and never from a cache. */
export async function startImageServer(): Promise<RunningServer> {
	const answerImage = await imageAnswer();
	return listen((path, response) => answerImage(path, response));
}

/** A contender's site: an empty page, its worker with a manifest, and an image server of the same origin. */
export async function startSite(contender: Contender, imageOrigin: string): Promise<RunningServer> {
	const answerImage = await imageAnswer();
	const picture = await samplePicture();
	const site: RunningServer = await listen((path, response) => {
		const script = contender.scripts.get(path);
		if (script !== undefined) answer(response, 'text/javascript', script);
		else if (path === '/') answer(response, 'text/html', '<!doctype html><title>bench</title>');
		else if (path === '/no-image.jpg') answer(response, 'image/jpeg', picture);
		else if (path === '/image-fallback.json') answer(response, 'application/json', manifest());
		else answerImage(path, response);
	});

	function manifest(): string {
		const attributes = { DefaultImage: 'no-image', RootPath: '/' };
		const records = { 'no-image': { Path: 'no-image.jpg' } };
		return JSON.stringify({
			servers: [site.origin, imageOrigin].map((origin) => ({ origin })),
			catalogs: { default: { attributes, records } },
		});
	}

	return site;
}

type Answer = (path: string, response: ServerResponse) => void;

async function imageAnswer(): Promise<Answer> {
	const picture = await samplePicture();
	return (path, response) => {
		// the page reads from the timing entries whether a worker was asked
		response.setHeader('Timing-Allow-Origin', '*');
		response.setHeader('Access-Control-Allow-Origin', '*');
		if (path.startsWith(IMAGE_ROOT) && !path.endsWith('/missing')) answer(response, 'image/jpeg', picture);
		else response.writeHead(403, { 'Content-Type': 'text/plain' }).end('Unable to find the image.');
	};
}

async function samplePicture(): Promise<Buffer> {
	const background = { r: 200, g: 120, b: 40 };
	return sharp({ create: { width: 64, height: 64, channels: 3, background } })
		.jpeg()
		.toBuffer();
}

function answer(response: ServerResponse, type: string, body: string | Buffer): void {
	response.writeHead(200, { 'Content-Type': type, 'Cache-Control': 'no-store' }).end(body);
}

async function listen(handle: Answer): Promise<RunningServer> {
	const server: Server = createServer((request, response) => {
		handle(new URL(request.url ?? '/', 'http://localhost').pathname, response);
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
