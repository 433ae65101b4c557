/**
 * A classic worker script without a `fetch` listener: as soon as it has replaced the old worker, images
 * pass as if there were none. The pages stay as they are: none is reloaded.
 */
export const UNINSTALL_WORKER = `// Takes the place of the image-understudy worker and removes it together with what it has stored.
self.addEventListener('install', () => self.skipWaiting());

self.addEventListener('activate', (event) => {
	// an image that the old worker has answered is shown a moment later
	since = Date.now() + 500;
	const deleted = Promise.allSettled([deleteCaches(), deleteDatabase(name), deleteTimes()]);
	event.waitUntil(deleted.then(() => self.registration.unregister()));
});

// pages that are open go on asking: nothing is replaced any more, and nobody knows what was before
let since = Date.now();
self.addEventListener('message', ({ data, ports }) => {
	const answers = {
		'understudy:status': {
			type: 'understudy:status',
			mode: 'off',
			manifest: undefined,
			servers: [],
			substitutions: 0,
			failures: {},
			unreachable: [],
			storage: undefined,
		},
		'understudy:marks': { type: 'understudy:marks', marks: [], since },
		'understudy:probe': { type: 'understudy:probed', well: false },
		'understudy:forget': { type: 'understudy:forgotten' },
		'understudy:update': {
			type: 'understudy:error',
			code: 'manifest-unavailable',
			message: 'the worker in charge removes the layer from this site',
		},
	};
	const answer = answers[data?.type];
	if (answer !== undefined) ports[0]?.postMessage(answer);
});

// another worker of this site, with another scope, has another name
const { pathname } = new URL(self.registration.scope);
const name = pathname === '/' ? 'image-understudy' : 'image-understudy ' + pathname;

async function deleteCaches() {
	const names = await caches.keys();
	await Promise.all(names.filter((cache) => cache.startsWith(name + '-')).map((cache) => caches.delete(cache)));
}

function deleteDatabase(name) {
	return new Promise((resolve) => {
		const request = indexedDB.deleteDatabase(name);
		// 'blocked': the old worker still holds it; the browser deletes it when that worker has ended
		request.onsuccess = request.onerror = request.onblocked = resolve;
	});
}

// when copies of pictures were made; other caches of this site may have rows there, too
async function deleteTimes() {
	const times = await openDatabase('workbox-expiration');
	if (times === undefined) return;
	try {
		const transaction = times.transaction('cache-entries', 'readwrite');
		const rows = transaction.objectStore('cache-entries');
		rows.delete(IDBKeyRange.bound(name + '-last-good|', name + '-last-good|\\uffff'));
		const left = rows.count();
		await new Promise((resolve) => {
			transaction.oncomplete = transaction.onerror = transaction.onabort = resolve;
		});
		times.close();
		if (left.result === 0) await deleteDatabase('workbox-expiration');
	} finally {
		times.close();
	}
}

function openDatabase(name) {
	return new Promise((resolve) => {
		const request = indexedDB.open(name);
		// there was none
		request.onupgradeneeded = () => request.transaction.abort();
		request.onsuccess = () => resolve(request.result);
		request.onerror = request.onblocked = () => resolve();
	});
}
`;
