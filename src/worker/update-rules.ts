import { readSettings } from '../catalog/settings.js';
import type { ErrorMessage, ManifestMessage } from '../messages.js';
import type { ImageFallback } from './image-fallback.js';
import { fetchManifest, ManifestUnavailable } from './manifest-source.js';
import { report, reportError } from './report.js';

/** What these had stored was deleted, so they store nothing more until a page registers them again. */
const removed = new WeakSet<ImageFallback>();

export function refuseRules(strategy: ImageFallback): void {
	removed.add(strategy);
}

export function acceptRules(strategy: ImageFallback): void {
	removed.delete(strategy);
}

/**
 * Fetches the manifest and, if it is not the one in force, installs its rules. Never rejects: a worker
 * without rules steps aside, and takes them up when a later manifest is valid.
 *
 * @param cache `no-cache` asks the shop's server, `default` trusts the manifest's own cache headers
 */
export async function updateRules(
	strategy: ImageFallback,
	cache: 'no-cache' | 'default',
): Promise<ManifestMessage | ErrorMessage> {
	const { manifestUrl, memory, loadFallback } = strategy;
	try {
		const source = await fetchManifest(manifestUrl, cache);
		// not what is remembered: the database may have been deleted since
		const settings = await readSettings();
		if (settings?.digest === source.digest && settings.manifestUrl === source.url) {
			if (memory.settings?.generation !== settings.generation) memory.replace(settings);
			return { type: 'understudy:manifest', version: settings.version, state: 'unchanged' };
		}
		const { loadInstaller } = await loadFallback();
		const { installRules } = await loadInstaller();
		// nothing is awaited between this and the lock: a removal comes either before this or after the lock
		if (removed.has(strategy)) return internalError('the layer was removed');
		const result = await installRules(source, { onProgress: report, onError: reportError }, memory);
		if (result.type === 'understudy:manifest' && result.state === 'installed') await report(result);
		return result;
	} catch (cause) {
		const code = cause instanceof ManifestUnavailable ? 'manifest-unavailable' : 'internal';
		const error: ErrorMessage = { ...internalError(cause), code };
		reportError(error);
		return error;
	}
}

export function internalError(cause: unknown): ErrorMessage {
	const message = cause instanceof Error ? cause.message : String(cause);
	return { type: 'understudy:error', code: 'internal', message };
}
