import { readSettings } from '../catalog/store/settings.js';
import type { ErrorMessage, ManifestMessage } from '../messages.js';
import type { ImageFallbackStrategy } from './image-fallback-strategy.js';
import { fetchManifest, ManifestUnavailable } from './manifest-source.js';
import { postError, postToPages } from './post-to-pages.js';

declare const self: ServiceWorkerGlobalScope;

/**
 * Whether rules may be stored: no more once what was stored has been deleted, until a page registers the worker
 * again. A worker that has just started knows nothing of that.
 */
const wanted = new WeakMap<ImageFallbackStrategy, boolean>();

export function refuseRules(strategy: ImageFallbackStrategy): void {
	wanted.set(strategy, false);
}

export function acceptRules(strategy: ImageFallbackStrategy): void {
	wanted.set(strategy, true);
}

const REMOVED = 'the layer was removed';

/**
 * A worker whose registration was removed lives on, and is started again, as long as a page is open that it
 * answers for. Nothing tells it, but such a registration cannot be updated.
 */
async function isRegistered(): Promise<boolean> {
	try {
		await self.registration.update();
		return true;
	} catch {
		return false;
	}
}

/**
 * Fetches the manifest and, if it is not the one in force, installs its rules. Never rejects: a worker
 * without rules steps aside, and takes them up when a later manifest is valid.
 *
 * @param cache `no-cache` asks the shop's server, `default` trusts the manifest's own cache headers
 */
export async function updateRules(
	strategy: ImageFallbackStrategy,
	cache: 'no-cache' | 'default',
): Promise<ManifestMessage | ErrorMessage> {
	const { manifestUrl, memory, loadFallback } = strategy;
	try {
		const source = await fetchManifest(manifestUrl, cache);
		// not what is remembered: the database may have been deleted since
		const settings = await readSettings().catch(() => undefined);
		if (settings?.digest === source.digest && settings.manifestUrl === source.url) {
			if (memory.settings?.generation !== settings.generation) memory.replace(settings);
			return { type: 'understudy:manifest', version: settings.version, state: 'unchanged' };
		}
		const isKnown = settings !== undefined || wanted.has(strategy);
		if (!isKnown && !(await isRegistered()) && !wanted.has(strategy)) return internalError(REMOVED);
		const { loadInstaller } = await loadFallback();
		const { installRules } = await loadInstaller();
		// nothing is awaited between this and the lock: a removal comes either before this or after the lock
		if (wanted.get(strategy) === false) return internalError(REMOVED);
		const result = await installRules(source, { onProgress: postToPages, onError: postError }, memory);
		// asked again from here: others wait for the lock
		if (result === 'outdated') return await updateRules(strategy, 'no-cache');
		if (result.type === 'understudy:manifest' && result.state === 'installed') await postToPages(result);
		return result;
	} catch (cause) {
		const code = cause instanceof ManifestUnavailable ? 'manifest-unavailable' : 'internal';
		const error: ErrorMessage = { ...internalError(cause), code };
		postError(error);
		return error;
	}
}

export function internalError(cause: unknown): ErrorMessage {
	const message = cause instanceof Error ? cause.message : String(cause);
	return { type: 'understudy:error', code: 'internal', message };
}
