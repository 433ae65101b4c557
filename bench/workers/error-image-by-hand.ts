import { drawByHand } from '../renderer/by-hand.js';

/** What a shop would write itself: the server's words in a picture, drawn once for each image and kept. */
declare const self: ServiceWorkerGlobalScope;

self.addEventListener('fetch', (event) => {
	const url = new URL(event.request.url);
	if (url.pathname.startsWith('/is/image/')) event.respondWith(answer(event.request));
});

async function answer(request: Request): Promise<Response> {
	const cache = await caches.open('by-hand');
	const kept = await cache.match(request);
	if (kept !== undefined) return kept;
	const response = await fetch(request);
	if (response.ok) return response;
	const picture = await drawByHand(await response.text());
	void cache.put(request, new Response(picture));
	return new Response(picture);
}
