import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createIPX, createIPXNodeServer, ipxFSStorage } from 'ipx';
import { type ListeningServer, listen } from './listening-server.js';
import { type LoggedRequest, logRequest } from './request-log.js';

/** IPX, an image server whose URLs are `/w_200,h_100/shoes/red.png`, in front of a folder of its own. */
export interface IpxServer extends ListeningServer {
	/** where its pictures lie */
	readonly folder: string;
	/** every request, oldest first */
	readonly requests: readonly LoggedRequest[];
	close(): Promise<void>;
}

export async function startIpxServer(): Promise<IpxServer> {
	const folder = await mkdtemp(join(tmpdir(), 'ipx-'));
	const answer = createIPXNodeServer(createIPX({ storage: ipxFSStorage({ dir: folder }), maxAge: 0 }));
	const requests: LoggedRequest[] = [];
	const server = await listen(
		(request, response) => {
			logRequest(requests, request, response);
			response.setHeader('Access-Control-Allow-Origin', '*');
			answer(request, response);
		},
		0,
		'localhost',
	);
	const close = async () => {
		await server.stop();
		await rm(folder, { recursive: true });
	};
	return { ...server, folder, requests, close };
}
