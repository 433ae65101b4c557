import type { Route } from 'workbox-routing';
import { checkOptions } from './check-options.js';
import * as fallback from './fallback.js';
import { routeFor } from './image-fallback-route.js';
import { ImageFallbackStrategy } from './image-fallback-strategy.js';
import { listenToLifecycle } from './lifecycle.js';

/** Options of the strategy and of its route. */
export interface ImageFallbackOptions {
	/** URL of the manifest, relative to the worker's own; default `image-fallback.json` */
	readonly manifest?: string | URL;
}

/**
 * The strategy for a shop that has its own Workbox service worker and chooses the requests itself, with a
 * `Route` of its own; {@link imageFallbackRoute} chooses those of the manifest's servers.
 *
 * Make one while the worker's script first runs: it listens to `install` and `message`.
 */
export class ImageFallback extends ImageFallbackStrategy {
	/** @throws TypeError that names the option which is wrong */
	constructor(options: ImageFallbackOptions = {}) {
		checkOptions(options);
		super({ ...options, loadFallback: async () => fallback });
		listenToLifecycle(this);
	}
}

/**
 * The route to register in a shop's own Workbox service worker:
 *
 * ```ts
 * registerRoute(imageFallbackRoute({ manifest: '/image-fallback.json' }));
 * ```
 *
 * Call it while the worker's script first runs: it listens to `install` and `message`.
 *
 * @throws TypeError that names the option which is wrong
 */
export function imageFallbackRoute(options: ImageFallbackOptions = {}): Route {
	return routeFor(new ImageFallback(options));
}
