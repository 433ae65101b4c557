import { Router } from 'workbox-routing';
import { routeFor } from './image-fallback-route.js';
import { ImageFallbackStrategy } from './image-fallback-strategy.js';
import { listenToLifecycle } from './lifecycle.js';

declare const self: ServiceWorkerGlobalScope;

/** Static routing, where the browser has it. */
interface InstallEvent extends ExtendableEvent {
	addRoutes?(rules: readonly StaticRoute[]): Promise<void>;
}

interface StaticRoute {
	readonly condition: { readonly requestDestination: RequestDestination };
	readonly source: 'network';
}

/**
 * The drop-in worker, `sw.js?manifest=URL`. What it imports with `import()` the build makes classic scripts that lie
 * beside it.
 */
const strategy = new ImageFallbackStrategy({
	manifest: new URLSearchParams(location.search).get('manifest') ?? 'image-fallback.json',
	loadFallback: () => import('./fallback.js'),
});
listenToLifecycle(strategy);

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
