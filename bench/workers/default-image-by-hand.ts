/**
 * What a shop would write itself: the default image from Cache Storage, made as wide as the page has asked for, and
 * kept for whoever asks the same.
 */
declare const self: ServiceWorkerGlobalScope;

const DEFAULT_IMAGE = '/no-image.jpg';

const files = () => caches.open('by-hand');

self.addEventListener('install', (event) => {
	event.waitUntil(files().then((cache) => cache.add(DEFAULT_IMAGE)));
});

self.addEventListener('fetch', (event) => {
	const url = new URL(event.request.url);
	if (url.pathname.startsWith('/is/image/')) event.respondWith(answer(event.request, url));
});

async function answer(request: Request, url: URL): Promise<Response> {
	const response = await fetch(request);
	if (response.ok) return response;
	const width = Number(url.searchParams.get('wid'));
	const cache = await files();
	if (!width) return (await cache.match(DEFAULT_IMAGE)) ?? response;
	const key = `/resized/${url.search}`;
	const kept = await cache.match(key);
	if (kept !== undefined) return kept;
	const original = await cache.match(DEFAULT_IMAGE);
	if (original === undefined) return response;
	const bitmap = await createImageBitmap(await original.blob(), {
		resizeWidth: width,
		resizeQuality: 'high',
	});
	const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
	canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
	bitmap.close();
	const picture = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 });
	void cache.put(key, new Response(picture));
	return new Response(picture);
}

export {};
