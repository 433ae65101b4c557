/**
 * A classic worker script without a `fetch` listener: as soon as it has replaced the old worker, images
 * pass as if there were none. The pages stay as they are: none is reloaded.
 */
export const UNINSTALL_WORKER = `// Takes the place of the image-understudy worker and removes it together with what it has stored.
self.addEventListener('install', () => self.skipWaiting());

self.addEventListener('activate', (event) => {
	event.waitUntil(Promise.allSettled([deleteCaches(), deleteDatabase()]).then(() => self.registration.unregister()));
});

// another worker of this site, with another scope, has another name
const { pathname } = new URL(self.registration.scope);
const name = pathname === '/' ? 'image-understudy' : 'image-understudy ' + pathname;

async function deleteCaches() {
	const names = await caches.keys();
	await Promise.all(names.filter((cache) => cache.startsWith(name + '-')).map((cache) => caches.delete(cache)));
}

function deleteDatabase() {
	return new Promise((resolve) => {
		const request = indexedDB.deleteDatabase(name);
		// 'blocked': the old worker still holds it; the browser deletes it when that worker has ended
		request.onsuccess = request.onerror = request.onblocked = resolve;
	});
}
`;
