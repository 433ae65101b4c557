import type { ManifestMessage } from '../messages.js';
import type { WorkerConnection } from './worker-connection.js';
import type { WorkerReplacement } from './worker-replacement.js';

/** Longest wait for an update, in seconds: it fetches the manifest and all pictures that it names. */
export const UPDATE_SECONDS = 120;

/** How often a page that stays open, and is seen, looks for a new manifest and a new worker, in minutes. */
const CHECK_MINUTES = 10;

/** New rules are looked for now. @throws if there is no worker, or it has none to put in force */
export async function updateRules(connection: WorkerConnection): Promise<ManifestMessage> {
	const message = { type: 'understudy:update', force: true } as const;
	const reply = await connection.ask<ManifestMessage>(message, UPDATE_SECONDS);
	if (reply !== undefined) return reply;
	throw new Error('image-understudy: there is no worker to update');
}

/** A page that stays open for long finds new rules, and a new worker, too. */
export function checkForUpdates(
	connection: WorkerConnection,
	waitBriefly: WorkerReplacement['waitBriefly'],
	signal: AbortSignal,
): void {
	const timer = setInterval(async () => {
		if (document.visibilityState === 'hidden') return;
		await waitBriefly();
		connection.post({ type: 'understudy:update', force: false });
		connection.registration?.update().catch((error) => console.debug('[image-understudy]', error));
	}, CHECK_MINUTES * 60_000);
	signal.addEventListener('abort', () => clearInterval(timer));
}
