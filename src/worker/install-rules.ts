import { forgetFailures } from '../catalog/failure-memory.js';
import { parseManifest } from '../catalog/manifest.js';
import { ManifestError } from '../catalog/manifest-error.js';
import { activateRules, dropOldRules, writeRules } from '../catalog/rule-store.js';
import { readSettings } from '../catalog/settings.js';
import type { ErrorMessage, ManifestMessage, ProgressMessage } from '../messages.js';
import { deleteCaches } from './caches.js';
import type { InstallOptions } from './fallback-module.js';
import type { WorkerMemory } from './memory.js';
import { prepareSubstitutes } from './prepare-substitutes.js';
import { loadRules } from './rules.js';

/** Two workers (the old one and the one that is being installed) never write rules at the same time. */
const LOCK = 'image-understudy-install';

/** Longest wait for the manifest, in milliseconds. */
const MANIFEST_MS = 30000;

/**
 * Fetches the manifest and, if it is new and valid, makes it the rules in force: written whole under its
 * own generation, its pictures fetched and tried, then switched to in one transaction. Until then, and
 * whatever goes wrong, the old rules stay.
 */
export function installRules(
	options: InstallOptions,
	memory: WorkerMemory,
): Promise<ManifestMessage | ErrorMessage> {
	return navigator.locks.request(LOCK, async () => {
		try {
			return await install(options, memory);
		} catch (error) {
			const message = toErrorMessage(error);
			options.onError?.(message);
			return message;
		}
	});
}

async function install(
	{ manifestUrl, cache, onProgress, onError }: InstallOptions,
	memory: WorkerMemory,
): Promise<ManifestMessage> {
	const progress = (step: ProgressMessage['step'], done = 0, total = 0) =>
		onProgress?.({ type: 'understudy:progress', step, done, total });

	const text = await fetchManifest(manifestUrl, cache);
	const digest = await digestOf(text);
	const active = await readSettings();
	if (active?.digest === digest && active.manifestUrl === manifestUrl) {
		if (memory.settings?.generation !== active.generation) memory.replace(active);
		return { type: 'understudy:manifest', version: active.version, state: 'unchanged' };
	}
	const manifest = parseManifest(text);

	progress('rules');
	const settings = await writeRules(manifest, { manifestUrl, digest });
	await prepareSubstitutes(await loadRules(settings), Object.keys(manifest.catalogs), {
		onProgress: (done, total) => progress('assets', done, total),
		onError: (error) => onError?.(error),
	});
	await activateRules(settings.generation);
	await forgetFailures();
	memory.replace(settings);
	progress('done');
	// tidying up is not part of the switch: what is left behind now goes with the next installation
	await Promise.allSettled([dropOldRules(), deleteCaches(settings.generation)]);
	return { type: 'understudy:manifest', version: settings.version, state: 'installed' };
}

class ManifestUnavailable extends Error {}

async function fetchManifest(url: string, cache: RequestCache): Promise<string> {
	let response: Response;
	try {
		response = await fetch(url, {
			cache,
			credentials: 'same-origin',
			signal: AbortSignal.timeout(MANIFEST_MS),
		});
	} catch (cause) {
		throw new ManifestUnavailable(`${url} cannot be fetched`, { cause });
	}
	if (!response.ok) throw new ManifestUnavailable(`${url} answered ${response.status}`);
	return response.text();
}

async function digestOf(text: string): Promise<string> {
	const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
	return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function toErrorMessage(error: unknown): ErrorMessage {
	const type = 'understudy:error';
	const message = error instanceof Error ? error.message : String(error);
	if (error instanceof ManifestUnavailable) return { type, code: 'manifest-unavailable', message };
	if (error instanceof ManifestError) {
		const path = error.issues[0]?.path;
		return { type, code: 'manifest-invalid', message, ...(path === undefined ? {} : { path }) };
	}
	return { type, code: error instanceof DOMException ? 'storage' : 'internal', message };
}
