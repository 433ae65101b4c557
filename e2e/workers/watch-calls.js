/**
 * Comes before a worker's own script, which is not changed by it: counts the calls of what the browser offers, and
 * stands still for ever at one of them if it is told so. Everything else that the worker has begun stands still
 * with it, so that whoever ends its process ends it there and nowhere else.
 *
 * A call is written as the method and what it is called for: `clone`, `fetch no-image.png`, `readwrite generations`.
 */
(() => {
	const channel = new BroadcastChannel('watched-worker');
	/** how often each method was called */
	const counts = {};
	/** where to stand still: the pattern of a call, and how many such calls come before it */
	let order;
	channel.onmessage = ({ data }) => {
		if (data.type === 'stand-still') order = data.order;
		if (data.type !== 'stands-still') channel.postMessage({ type: 'counted', counts });
	};
	// a worker that is not installed yet finds its order here
	if (self.serviceWorker.state !== 'activated') order = self.orderOfInstallation;

	const reach = (method, subject) => {
		counts[method] = (counts[method] ?? 0) + 1;
		const call = subject === undefined ? method : `${method} ${subject}`;
		if (!order?.call.test(call)) return;
		order.before -= 1;
		if (order.before < 0) standStill(call);
	};

	/** Says so again and again, to whoever begins to listen. */
	const standStill = (call) => {
		for (let next = 0; ; ) {
			if (Date.now() < next) continue;
			channel.postMessage({ type: 'stands-still', call });
			next = Date.now() + 100;
		}
	};

	/** @param {(args: readonly unknown[]) => readonly string[]} [read] method and subject; default: the method's name */
	const watch = (owner, method, read = () => [method]) => {
		const own = owner[method];
		owner[method] = function (...args) {
			reach(...read(args));
			return own.apply(this, args);
		};
	};

	/** The last part of an address, without its percent signs. */
	const nameOf = (request) => {
		const { pathname, search } = new URL(request.url ?? request, location.href);
		return pathname.split('/').at(-1) + decodeURIComponent(search);
	};

	watch(self, 'fetch', ([request]) => ['fetch', nameOf(request)]);
	watch(self, 'importScripts', ([url]) => ['importScripts', nameOf(url)]);
	watch(self, 'createImageBitmap');
	watch(Response.prototype, 'clone');
	watch(IDBDatabase.prototype, 'transaction', ([stores, mode = 'readonly']) => [mode, String(stores)]);
	watch(IDBDatabase.prototype, 'createObjectStore', ([name]) => ['createObjectStore', name]);
	watch(CacheStorage.prototype, 'delete', ([name]) => ['deleteCache', name]);
	watch(Cache.prototype, 'match', ([request]) => ['match', nameOf(request)]);
	watch(Cache.prototype, 'put', ([request]) => ['put', nameOf(request)]);
	watch(OffscreenCanvas.prototype, 'convertToBlob');
	watch(Clients.prototype, 'claim');
	watch(Clients.prototype, 'get');
	watch(Client.prototype, 'postMessage', ([{ type }]) => ['postMessage', type]);
	const answerOf = ({ type, marks = [] }) => [type, ...marks.map(({ url }) => nameOf(url))].join(' ');
	watch(MessagePort.prototype, 'postMessage', ([message]) => ['answer', answerOf(message ?? {})]);
})();
