import { Router } from 'workbox-routing';
import type { FallbackModule } from './fallback-module.js';
import { ImageFallback } from './image-fallback.js';
import { routeFor } from './image-fallback-route.js';

declare const self: ServiceWorkerGlobalScope & { imageUnderstudyFallback?: FallbackModule };

/** of the package, put in by the build */
declare const VERSION: string;

/** Static routing, where the browser has it. */
interface InstallEvent extends ExtendableEvent {
	addRoutes?(rules: readonly StaticRoute[]): Promise<void>;
}

interface StaticRoute {
	readonly condition: { readonly requestDestination: RequestDestination };
	readonly source: 'network';
}

/**
 * The drop-in worker, `sw.js?manifest=URL`. The script beside it is imported during `install`, which keeps
 * it in the browser's script store, and again at the first failure of each start. The version in its URL
 * keeps an HTTP cache from pairing it with another one's.
 */
const strategy = new ImageFallback({
	manifest: new URLSearchParams(location.search).get('manifest') ?? 'image-fallback.json',
	loadFallback: async () => {
		if (self.imageUnderstudyFallback === undefined) importScripts(`sw-fallback.js?${VERSION}`);
		if (self.imageUnderstudyFallback === undefined) throw new Error('sw-fallback.js did not load');
		return self.imageUnderstudyFallback;
	},
});

/** Requests that can never be images: with static routing they do not even start the worker. */
const NEVER_IMAGES = (['document', 'iframe', 'style', 'font', 'manifest'] as const).map(
	(requestDestination): StaticRoute => ({ condition: { requestDestination }, source: 'network' }),
);

const router = new Router();
router.registerRoute(routeFor(strategy));
router.addFetchListener();

self.addEventListener('install', (event: InstallEvent) => {
	// a browser that has other ideas of static routes does without
	event.addRoutes?.(NEVER_IMAGES).catch(() => {});
	event.waitUntil(self.skipWaiting());
});
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
