import type { Fault } from '../../e2e/servers/faults.js';
import type { ImageServer } from '../../e2e/servers/image-server.js';

/** How long the server is well, and how long it is not. */
const TURN_MS = 20_000;

/** What is wrong with it, one after the other. */
const FAULTS: readonly Fault[] = [
	{ type: 'gone' },
	{ type: 'status', status: 503 },
	{ type: 'hang' },
	{ type: 'status', status: 500 },
	{ type: 'reset' },
	{ type: 'html' },
	{ type: 'truncated' },
	{ type: 'no-cors', status: 500 },
	{ type: 'status', status: 429, headers: { 'retry-after': '5' } },
	{ type: 'empty' },
	{ type: 'stalled' },
];

/** A server that comes and goes. */
export interface Weather {
	/** undefined: all is well */
	readonly fault: Fault['type'] | undefined;
	/** Well from now on. */
	clear(): Promise<void>;
}

export function startWeather(server: ImageServer): Weather {
	let turn = 0;
	let fault: Fault | undefined;
	let change = Promise.resolve();
	const timer = setInterval(() => {
		fault = turn % 2 === 0 ? FAULTS[(turn / 2) % FAULTS.length] : undefined;
		turn++;
		change = change.then(() => server.setFault('*', fault));
	}, TURN_MS);
	return {
		get fault() {
			return fault?.type;
		},
		async clear() {
			clearInterval(timer);
			fault = undefined;
			await change;
			await server.setFault('*', undefined);
		},
	};
}
