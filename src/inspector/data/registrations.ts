import type { StatusMessage } from '../../messages.js';
import { ask } from '../../page/ask.js';

/** A worker of this project, wherever on this origin it is registered. */
export interface FoundWorker {
	readonly registration: ServiceWorkerRegistration;
	readonly worker: ServiceWorker;
	readonly status: StatusMessage;
}

/** How long a worker may take to start and answer, in seconds. Those of others never do. */
const ANSWER_SECONDS = 3;

/** Every worker of this origin that answers as one of ours. */
export async function findWorkers(): Promise<FoundWorker[]> {
	const container: ServiceWorkerContainer | undefined = navigator.serviceWorker;
	const registrations = (await container?.getRegistrations()) ?? [];
	const found = await Promise.all(registrations.map(askWorker));
	return found.filter((one) => one !== undefined);
}

async function askWorker(registration: ServiceWorkerRegistration): Promise<FoundWorker | undefined> {
	const worker = registration.active;
	if (worker === null) return undefined;
	try {
		const status = await ask<StatusMessage>(worker, { type: 'understudy:status' }, ANSWER_SECONDS);
		return status && { registration, worker, status };
	} catch {
		return undefined;
	}
}
