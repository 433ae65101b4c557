import { Route } from 'workbox-routing';
import type { ImageFallback } from './image-fallback.js';
import { isCandidate } from './match.js';

/** The route for a strategy: matches the GET requests that may be for an image server of the manifest. */
export function routeFor(strategy: ImageFallback): Route {
	return new Route(({ request }) => isCandidate(request, strategy.memory), strategy);
}
