import type { ErrorMessage, PageMessage, ProgressMessage, StatusMessage } from '../messages.js';
import type { ImageFallback } from './image-fallback.js';
import { report, reportError } from './report.js';

declare const self: ServiceWorkerGlobalScope;

/** Wires a strategy to the events of its worker. Must be called while the script runs for the first time. */
export function listenToLifecycle(strategy: ImageFallback): void {
	self.addEventListener('install', (event) => event.waitUntil(install(strategy, 'no-cache')));
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

/** Never fails: a worker without rules steps aside, and takes them up when a later manifest is valid. */
async function install(strategy: ImageFallback, cache: 'no-cache' | 'default') {
	try {
		const { installRules } = await strategy.loadFallback();
		const { manifestUrl, memory } = strategy;
		const listeners = {
			onProgress: (progress: ProgressMessage) => void report(progress),
			onError: reportError,
		};
		const result = await installRules({ manifestUrl, cache, ...listeners }, memory);
		if (result.type === 'understudy:manifest' && result.state === 'installed') await report(result);
		return result;
	} catch (cause) {
		const error: ErrorMessage = { type: 'understudy:error', code: 'internal', message: String(cause) };
		reportError(error);
		return error;
	}
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
	for (const url of ours) memory.suspect(url);
	if (ours.length > 0) event.source?.postMessage({ type: 'understudy:retry', urls: ours });
}

async function forget(strategy: ImageFallback, event: ExtendableMessageEvent): Promise<void> {
	strategy.memory.replace(undefined);
	const { forgetEverything } = await strategy.loadFallback();
	await forgetEverything();
	event.ports[0]?.postMessage({ type: 'understudy:forgotten' });
}
