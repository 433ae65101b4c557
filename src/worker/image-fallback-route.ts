import { Route } from 'workbox-routing';
import type { ImageFallback } from './image-fallback.js';
import { listenToLifecycle } from './lifecycle.js';
import { isCandidate } from './match.js';

/**
 * The route for a strategy: matches the GET requests that may be for an image server of the manifest,
 * and listens to the worker's `install` and `message` events on the strategy's behalf.
 */
export function routeFor(strategy: ImageFallback): Route {
	listenToLifecycle(strategy);
	return new Route(({ request }) => isCandidate(request, strategy.memory), strategy);
}
