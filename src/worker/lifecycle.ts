import type { ErrorMessage, ManifestMessage, PageMessage, StatusMessage } from '../messages.js';
import type { ImageFallback } from './image-fallback.js';
import { fetchManifest, ManifestUnavailable } from './manifest-source.js';
import { report, reportError } from './report.js';

declare const self: ServiceWorkerGlobalScope;

/** Wires a strategy to the events of its worker. Must be called while the script runs for the first time. */
export function listenToLifecycle(strategy: ImageFallback): void {
	self.addEventListener('install', (event) => event.waitUntil(onInstall(strategy)));
	self.addEventListener('securitypolicyviolation', (event) =>
		standAside(strategy, event as SecurityPolicyViolationEvent),
	);
	self.addEventListener('message', (event) => {
		const message: PageMessage | undefined = event.data;
		switch (message?.type) {
			case 'understudy:status':
				event.waitUntil(answerStatus(strategy, event));
				break;
			case 'understudy:update':
				event.waitUntil(update(strategy, message.force, event));
				break;
			case 'understudy:broken':
				suspect(strategy, message.urls, event);
				break;
			case 'understudy:marks':
				event.ports[0]?.postMessage({
					type: 'understudy:marks',
					marks: message.urls.flatMap((url) => strategy.memory.substitutes.get(url) ?? []),
				});
				break;
			case 'understudy:forget':
				event.waitUntil(forget(strategy, event));
				break;
		}
	});
}

/**
 * The second script must be imported now: later the browser only gives back what was imported during
 * `install`. Without it the worker could not help anyone, so it is not installed.
 */
async function onInstall(strategy: ImageFallback): Promise<void> {
	try {
		await strategy.loadFallback();
	} catch (error) {
		reportError({ type: 'understudy:error', code: 'internal', message: String(error) });
		throw error;
	}
	await install(strategy, 'no-cache');
}

/** Never fails: a worker without rules steps aside, and takes them up when a later manifest is valid. */
async function install(
	{ manifestUrl, memory, loadFallback }: ImageFallback,
	cache: 'no-cache' | 'default',
): Promise<ManifestMessage | ErrorMessage> {
	try {
		const source = await fetchManifest(manifestUrl, cache);
		await memory.read();
		const { settings } = memory;
		if (settings?.digest === source.digest && settings.manifestUrl === source.url) {
			return { type: 'understudy:manifest', version: settings.version, state: 'unchanged' };
		}
		const { installRules } = await loadFallback();
		const result = await installRules(source, { onProgress: report, onError: reportError }, memory);
		if (result.type === 'understudy:manifest' && result.state === 'installed') await report(result);
		return result;
	} catch (cause) {
		const code = cause instanceof ManifestUnavailable ? 'manifest-unavailable' : 'internal';
		const message = cause instanceof Error ? cause.message : String(cause);
		const error: ErrorMessage = { type: 'understudy:error', code, message };
		reportError(error);
		return error;
	}
}

/**
 * The policy that came with the worker's script forbids it to ask an image server, though the page may. From
 * now on that server's images are left alone, so that the page loses nothing.
 */
function standAside(
	{ memory }: ImageFallback,
	{ blockedURI, effectiveDirective }: SecurityPolicyViolationEvent,
): void {
	const { origin } = new URL(blockedURI, location.href);
	if (origin === location.origin || memory.isForbidden(origin)) return;
	memory.forbid(origin);
	const message = `the Content-Security-Policy of ${location.pathname} forbids the worker to ask ${origin} (${effectiveDirective})`;
	reportError({ type: 'understudy:error', code: 'internal', message });
}

async function update(strategy: ImageFallback, force: boolean, event: ExtendableMessageEvent): Promise<void> {
	const result = await install(strategy, force ? 'no-cache' : 'default');
	event.ports[0]?.postMessage(result);
}

async function answerStatus(strategy: ImageFallback, event: ExtendableMessageEvent): Promise<void> {
	const { memory } = strategy;
	await memory.read();
	const { settings } = memory;
	const status: StatusMessage = {
		type: 'understudy:status',
		mode: settings?.mode ?? 'off',
		manifest: settings && {
			url: settings.manifestUrl,
			version: settings.version,
			installedAt: settings.installedAt,
		},
		servers: settings?.servers.map(({ origin, root }) => `${origin}${root}/`) ?? [],
		substitutions: memory.substitutions,
	};
	event.ports[0]?.postMessage(status);
}

/** The page asks for them again, and this time their bytes are looked at. */
function suspect({ memory }: ImageFallback, urls: readonly string[], event: ExtendableMessageEvent): void {
	const ours = urls.filter((url) => memory.serverOf(url) !== undefined && !memory.wasLetThrough(url));
	for (const url of ours) if (!memory.isForbidden(url)) memory.suspect(url);
	if (ours.length > 0) event.source?.postMessage({ type: 'understudy:retry', urls: ours });
}

async function forget(strategy: ImageFallback, event: ExtendableMessageEvent): Promise<void> {
	strategy.memory.replace(undefined);
	const { forgetEverything } = await strategy.loadFallback();
	await forgetEverything();
	event.ports[0]?.postMessage({ type: 'understudy:forgotten' });
}
