import { clientsClaim } from 'workbox-core';
import { Route, registerRoute } from 'workbox-routing';
import { ImageFallback } from '../../src/worker/index.ts';

/** A shop that chooses itself which requests the layer is for: none of its thumbnails. */
registerRoute(
	new Route(
		({ url }) => url.pathname.startsWith('/is/image/') && !url.pathname.endsWith('-thumb'),
		new ImageFallback({ manifest: 'image-fallback.json' }),
	),
);

self.addEventListener('install', () => self.skipWaiting());
clientsClaim();
