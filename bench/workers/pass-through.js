// The least that a service worker can do for an image.
addEventListener('fetch', (event) => {
	if (new URL(event.request.url).pathname.startsWith('/is/image/')) event.respondWith(fetch(event.request));
});
