import { Route } from 'workbox-routing';
import type { ImageFallbackStrategy } from './image-fallback-strategy.js';
import { isCandidate } from './match.js';

/** The route for a strategy: matches the GET requests that may be for an image server of the manifest. */
export function routeFor(strategy: ImageFallbackStrategy): Route {
	return new Route(({ request }) => isCandidate(request, strategy.memory), strategy);
}
