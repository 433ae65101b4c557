import { replaceNewerDatabase } from '../catalog/store/database.js';
import type { ImageFallbackStrategy } from './image-fallback-strategy.js';
import { answerPage } from './page-messages.js';
import { postError } from './post-to-pages.js';
import { acceptRules, internalError, updateRules } from './update-rules.js';

declare const self: ServiceWorkerGlobalScope;

/** An image that the worker before this one has answered is shown by a page at most so much later, in milliseconds. */
const LAST_IMAGES_MS = 500;

/** Wires a strategy to the events of its worker. Must be called while the script runs for the first time. */
export function listenToLifecycle(strategy: ImageFallbackStrategy): void {
	// one that waited for long may have been started again since it was installed
	let isFirst = false;
	self.addEventListener('install', (event) => {
		isFirst = self.registration.active === null;
		event.waitUntil(onInstall(strategy));
	});
	self.addEventListener('activate', () => {
		if (!isFirst) strategy.memory.since = Date.now() + LAST_IMAGES_MS;
		void storeAgain(strategy);
	});
	self.addEventListener('securitypolicyviolation', (event) =>
		standAside(strategy, event as SecurityPolicyViolationEvent),
	);
	self.addEventListener('message', (event) => answerPage(strategy, event));
}

/**
 * The other scripts must be imported now: later the browser only gives back what was imported during
 * `install`. Without them the worker could not help anyone, so it is not installed.
 */
async function onInstall(strategy: ImageFallbackStrategy): Promise<void> {
	acceptRules(strategy);
	try {
		const { loadParts } = await strategy.loadFallback();
		await loadParts();
	} catch (error) {
		postError(internalError(error));
		throw error;
	}
	await updateRules(strategy, 'no-cache');
}

/**
 * The shop has gone back to this version: from now on its rules are stored again. Images do not wait for that, as
 * they would for what an activation waits for.
 */
async function storeAgain(strategy: ImageFallbackStrategy): Promise<void> {
	if (await replaceNewerDatabase()) await updateRules(strategy, 'default');
}

/**
 * The policy that came with the worker's script forbids it to ask an image server, though the page may. From
 * now on that server's images are left alone, so that the page loses nothing. A policy that only reports forbids nothing.
 */
function standAside(
	{ memory }: ImageFallbackStrategy,
	{ blockedURI, disposition, effectiveDirective }: SecurityPolicyViolationEvent,
): void {
	if (disposition !== 'enforce') return;
	const { origin } = new URL(blockedURI, location.href);
	if (origin === location.origin || memory.isForbidden(origin)) return;
	memory.forbid(origin);
	const message = `the Content-Security-Policy of ${location.pathname} forbids the worker to ask ${origin} (${effectiveDirective})`;
	postError({ type: 'understudy:error', code: 'internal', message });
}
