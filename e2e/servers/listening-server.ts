import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A node:http server that can go away and come back at the same address. */
export interface ListeningServer {
	/** e.g. `http://localhost:4174` */
	readonly origin: string;
	readonly port: number;
	readonly listening: boolean;
	/** Closes the listening socket and destroys every open one, as if the machine had gone. */
	stop(): Promise<void>;
	/** Listens again on the port of the first start; does nothing if it listens. */
	start(): Promise<void>;
}

/** Resolves once the port is bound; rejects with the system's error, e.g. `EADDRINUSE`. */
export async function listen(
	listener: RequestListener,
	port: number,
	host: string,
): Promise<ListeningServer> {
	const server = createServer(listener);

	const bind = (wanted: number) =>
		new Promise<void>((resolve, reject) => {
			server.once('error', reject);
			server.listen(wanted, host, () => {
				server.off('error', reject);
				resolve();
			});
		});

	await bind(port);
	const boundPort = (server.address() as AddressInfo).port;

	return {
		origin: `http://${host}:${boundPort}`,
		port: boundPort,
		get listening() {
			return server.listening;
		},
		async stop() {
			if (!server.listening) return;
			const closed = new Promise<void>((resolve) => server.close(() => resolve()));
			server.closeAllConnections();
			await closed;
		},
		async start() {
			if (!server.listening) await bind(boundPort);
		},
	};
}
