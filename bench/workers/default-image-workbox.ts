import { registerRoute } from 'workbox-routing';
import { NetworkOnly } from 'workbox-strategies';

/**
 * Workbox's way to a fallback image: `PrecacheFallbackPlugin` answers `handlerDidError` from a cache like this, and as only
 * a failed connection is an error to Workbox, a status check makes one of the others.
 */
declare const self: ServiceWorkerGlobalScope;

const DEFAULT_IMAGE = '/no-image.jpg';

self.addEventListener('install', (event) => {
	event.waitUntil(caches.open('fallback').then((cache) => cache.add(DEFAULT_IMAGE)));
});

registerRoute(
	({ url }) => url.pathname.startsWith('/is/image/'),
	new NetworkOnly({
		plugins: [
			{
				fetchDidSucceed: async ({ response }) => {
					if (!response.ok) throw new Error(String(response.status));
					return response;
				},
				handlerDidError: async () => caches.match(DEFAULT_IMAGE),
			},
		],
	}),
);
