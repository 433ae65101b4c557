import { clientsClaim } from 'workbox-core';
import { registerRoute } from 'workbox-routing';
import { CacheFirst } from 'workbox-strategies';
import { imageFallbackRoute } from '../../src/worker/index.ts';

/** A shop's own worker: the layer for the image server, and a route of the shop's for its other pictures. */
registerRoute(imageFallbackRoute());
registerRoute(
	({ request }) => request.destination === 'image',
	new CacheFirst({ cacheName: 'shop-pictures' }),
);

self.addEventListener('install', () => self.skipWaiting());
clientsClaim();
