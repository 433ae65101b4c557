import { imageFallbackRoute } from 'image-understudy/worker';
import { registerRoute } from 'workbox-routing';
import { StaleWhileRevalidate } from 'workbox-strategies';

// before other routes: the first one that matches a request takes it
registerRoute(imageFallbackRoute({ manifest: '/image-fallback.json' }));
registerRoute(({ request }) => request.destination === 'script', new StaleWhileRevalidate());

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
