import { imageFallbackRoute } from 'image-understudy/worker';
import { cleanupOutdatedCaches, precacheAndRoute } from 'workbox-precaching';
import { registerRoute } from 'workbox-routing';

// before other routes: the first one that matches a request takes it
registerRoute(imageFallbackRoute({ manifest: '/image-fallback.json' }));
precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
