import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { parseFault } from './faults.js';
import type { ImageServer } from './image-server.js';

/**
 * The switch that breaks and mends an image server, at `/control`:
 * GET tells the faults in force and the last requests; POST `{ target, fault }` sets one (`fault: null`
 * mends it); DELETE makes all well. Every answer is the state after it, as JSON.
 */
export async function handleControl(
	server: ImageServer,
	request: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	const answer = (status: number, value: unknown) => {
		response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
		response.end(JSON.stringify(value));
	};
	switch (request.method) {
		case 'GET':
			break;
		case 'DELETE':
			await server.reset();
			break;
		case 'POST':
			try {
				const { target, fault } = JSON.parse(await readBody(request)) as {
					target?: unknown;
					fault?: unknown;
				};
				if (typeof target !== 'string') throw new Error('target must be "*" or an object such as "Acme/mug"');
				const parsed = fault === null || fault === undefined ? undefined : parseFault(fault);
				if (parsed?.type === 'gone' && target === '*') {
					// the caller may be connected to the very server that is about to go
					answer(200, { faults: { ...server.faults(), [target]: parsed }, requests: [] });
					await once(response, 'finish');
					return await server.setFault(target, parsed);
				}
				await server.setFault(target, parsed);
			} catch (error) {
				return answer(400, { error: error instanceof Error ? error.message : String(error) });
			}
			break;
		default:
			return answer(405, { error: `No such method here: ${request.method}` });
	}
	answer(200, { faults: server.faults(), requests: server.requests.slice(-50) });
}

async function readBody(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks).toString('utf8');
}
