import { manifestSteps } from '../../catalog/manifest/manifest.js';
import { ManifestError } from '../../catalog/manifest/manifest-error.js';
import { inTime } from '../../catalog/store/database.js';
import { forgetFailures } from '../../catalog/store/failure-memory.js';
import { holdRules } from '../../catalog/store/held-rules.js';
import {
	activateRules,
	dropOldRules,
	generationsInUse,
	keepRules,
	whyHeld,
	writeRules,
} from '../../catalog/store/rule-store.js';
import { readSettings } from '../../catalog/store/settings.js';
import { inTurns } from '../../in-turns.js';
import type { ErrorMessage, ManifestMessage, ProgressMessage } from '../../messages.js';
import type { InstallListeners } from '../fallback-module.js';
import type { ManifestSource } from '../manifest-source.js';
import type { WorkerMemory } from '../memory/worker-memory.js';
import { deleteCaches } from '../storage/caches.js';
import { installLock } from '../storage/install-lock.js';
import { loadRules } from '../storage/load-rules.js';
import { InstallationTurn } from './installation-turn.js';
import { prepareSubstitutes } from './prepare-substitutes.js';

/**
 * Makes a manifest, if it is new and valid, the rules in force: written whole under its own generation,
 * its pictures fetched and tried, then switched to in one transaction. Until then, and whatever goes
 * wrong, the old rules stay. Another manifest, which may be a kill switch, does not wait for those pictures.
 *
 * @returns `outdated` if another one has come into force since this one was asked for: it may be the older one
 */
export async function installRules(
	source: ManifestSource,
	listeners: InstallListeners,
	memory: WorkerMemory,
): Promise<ManifestMessage | ErrorMessage | 'outdated'> {
	const turn = new InstallationTurn(source.digest);
	try {
		return await navigator.locks.request(installLock(), () => install(source, listeners, memory, turn.hurry));
	} catch (error) {
		const message = toErrorMessage(error);
		listeners.onError(message);
		return message;
	} finally {
		turn.end();
	}
}

async function install(
	{ url, text, digest, askedAt }: ManifestSource,
	{ onProgress, onError }: InstallListeners,
	memory: WorkerMemory,
	hurry: AbortSignal,
): Promise<ManifestMessage | 'outdated'> {
	let refusal: { readonly cause: unknown } | undefined;
	const active = await readSettings().catch((cause: unknown) => {
		refusal = { cause };
		return undefined;
	});
	if (active?.digest === digest && active.manifestUrl === url) {
		if (memory.settings?.generation !== active.generation) memory.replace(active);
		return { type: 'understudy:manifest', version: active.version, state: 'unchanged' };
	}
	// two pages that ask at the same time may be answered in any order; a clock that was put back since says nothing
	if (active !== undefined && active.installedAt >= askedAt && active.installedAt <= Date.now())
		return 'outdated';
	const progress = (step: ProgressMessage['step'], done = 0, total = 0) =>
		onProgress({ type: 'understudy:progress', step, done, total });

	const manifest = await inTurns(manifestSteps(text));
	progress('rules');
	const origin = { manifestUrl: url, digest };
	// there may be newer rules, which another worker goes by: what cannot be read is not written over
	const settings =
		refusal === undefined ? await writeRules(manifest, origin) : keepRules(manifest, origin, refusal.cause);
	// nothing is shown in mode `off`, and who switches the layer off is in a hurry
	if (settings.mode !== 'off') {
		const preparation = prepareSubstitutes(
			await loadRules(settings),
			Object.keys(manifest.catalogs),
			{ onProgress: (done, total) => progress('assets', done, total), onError },
			hurry,
		);
		await Promise.race([preparation, aborted(hurry)]);
	}
	await activateRules(settings.generation).catch((cause: unknown) => {
		// the shop has decided for these rules, and may have switched the layer off
		holdRules({ settings, catalogs: manifest.catalogs, cause });
		return activateRules(settings.generation);
	});
	await forgetFailures();
	memory.replace(settings);
	progress('done');
	const cause = whyHeld(settings.generation);
	if (cause !== undefined)
		onError({ type: 'understudy:error', code: 'storage', message: heldMessage(cause) });
	// tidying up is not part of the switch: what is left behind now goes with the next installation
	await Promise.allSettled([dropOldRules(), inTime(generationsInUse().then(deleteCaches))]);
	return { type: 'understudy:manifest', version: settings.version, state: 'installed' };
}

function aborted(signal: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		if (signal.aborted) resolve();
		signal.addEventListener('abort', () => resolve());
	});
}

function heldMessage(cause: unknown): string {
	const reason = cause instanceof Error ? cause.message : String(cause);
	return `the browser does not store the rules, they are fetched again at each start of the worker: ${reason}`;
}

function toErrorMessage(error: unknown): ErrorMessage {
	const type = 'understudy:error';
	const message = error instanceof Error ? error.message : String(error);
	if (error instanceof ManifestError) {
		const path = error.issues[0]?.path;
		return { type, code: 'manifest-invalid', message, ...(path === undefined ? {} : { path }) };
	}
	return { type, code: error instanceof DOMException ? 'storage' : 'internal', message };
}
