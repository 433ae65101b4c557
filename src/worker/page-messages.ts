import type { PageMessage, StatusMessage, WorkerMessage } from '../messages.js';
import type { ImageFallbackStrategy } from './image-fallback-strategy.js';
import { acceptRules, internalError, refuseRules, updateRules } from './update-rules.js';

type SeenMessage = Extract<PageMessage, { readonly type: 'understudy:seen' }>;

declare const self: ServiceWorkerGlobalScope;

/** Does what a page says, and answers it. Messages of others are left alone. */
export function answerPage(strategy: ImageFallbackStrategy, event: ExtendableMessageEvent): void {
	const work = workFor(event.data, strategy, event.source);
	if (work !== undefined) event.waitUntil(answer(work, event.ports[0]));
}

/** @returns what to answer; undefined: the message is none of ours */
function workFor(
	message: PageMessage | undefined,
	strategy: ImageFallbackStrategy,
	source: ExtendableMessageEvent['source'],
): Promise<WorkerMessage | undefined> | undefined {
	switch (message?.type) {
		case 'understudy:status':
			return statusOf(strategy);
		case 'understudy:update':
			return updateRules(strategy, message.force ? 'no-cache' : 'default');
		case 'understudy:broken':
			return broken(strategy, message.urls, source);
		case 'understudy:marks':
			return marksOf(strategy, message.urls);
		case 'understudy:probe':
			return probe(strategy, message.url);
		case 'understudy:seen':
			return seen(strategy, message);
		case 'understudy:online':
			return online(strategy);
		case 'understudy:claim':
			return claim(strategy);
		case 'understudy:forget':
			return forget(strategy);
	}
	return undefined;
}

/** Whoever asks is answered, whatever happens here. */
async function answer(
	work: Promise<WorkerMessage | undefined>,
	port: MessagePort | undefined,
): Promise<void> {
	const reply = await work.catch(internalError);
	port?.postMessage(reply);
}

async function statusOf(strategy: ImageFallbackStrategy): Promise<StatusMessage> {
	await strategy.ready();
	const { memory, loadFallback } = strategy;
	const { settings, substitutions, failureCounts: failures, health } = memory;
	const isAnyBroken = health.breakers.size > 0 || health.left.size > 0;
	return {
		type: 'understudy:status',
		mode: settings?.mode ?? 'off',
		manifest: settings && {
			url: settings.manifestUrl,
			version: settings.version,
			installedAt: settings.installedAt,
		},
		servers: settings?.servers.map(({ origin, root }) => `${origin}${root}/`) ?? [],
		substitutions,
		failures,
		unreachable: isAnyBroken ? (await loadFallback()).brokenServers(health) : [],
		storage: await estimateStorage(),
	};
}

async function estimateStorage(): Promise<StatusMessage['storage']> {
	try {
		const { usage, quota } = await navigator.storage.estimate();
		return usage === undefined || quota === undefined ? undefined : { usage, quota };
	} catch {
		return undefined;
	}
}

/** The page asks for them again, and this time their bytes are looked at. */
async function broken(
	strategy: ImageFallbackStrategy,
	urls: readonly string[],
	source: ExtendableMessageEvent['source'],
): Promise<undefined> {
	await strategy.ready();
	const { memory } = strategy;
	// in the other modes nothing would be replaced: to ask again could only double the requests
	if (memory.settings?.mode !== 'on') return;
	const ours = urls.filter((url) => memory.serverOf(url) !== undefined && !memory.wasLetThrough(url));
	for (const url of ours) if (!memory.isForbidden(url)) memory.wasBroken(url);
	if (ours.length > 0) source?.postMessage({ type: 'understudy:retry', urls: ours });
}

async function probe(strategy: ImageFallbackStrategy, url: string): Promise<WorkerMessage> {
	await strategy.ready();
	return (await strategy.loadFallback()).probe(url, strategy.memory);
}

async function marksOf({ memory }: ImageFallbackStrategy, urls: readonly string[]): Promise<WorkerMessage> {
	await memory.read();
	const marks = urls.flatMap((url) => memory.substitutes.get(url) ?? []);
	return { type: 'understudy:marks', marks, since: memory.since };
}

async function seen({ memory }: ImageFallbackStrategy, { url, isMirrored }: SeenMessage): Promise<undefined> {
	await memory.read();
	// shown by an image that asked without CORS
	if (isMirrored) memory.wasMirrored(url, true);
	else memory.wasWell(url, true);
}

async function online({ memory }: ImageFallbackStrategy): Promise<undefined> {
	await memory.read();
	memory.networkReturned();
}

/**
 * A page has registered the worker. It is not covered by itself if the worker was active before: after a
 * forced reload, or when the registration was removed and is wanted again while another page kept it alive.
 */
async function claim(strategy: ImageFallbackStrategy): Promise<undefined> {
	acceptRules(strategy);
	await self.clients.claim();
}

async function forget(strategy: ImageFallbackStrategy): Promise<WorkerMessage> {
	const { memory, loadFallback } = strategy;
	refuseRules(strategy);
	memory.replace(undefined);
	const { forgetEverything } = await loadFallback();
	await forgetEverything();
	// an installation that was under way has put its rules here
	memory.replace(undefined);
	return { type: 'understudy:forgotten' };
}
