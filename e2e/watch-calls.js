/**
 * Comes before a worker's own script, which is not changed by it: counts the calls of what the browser offers, and
 * stands still for ever at one of them if it is told so. Everything else that the worker has begun stands still
 * with it, so that whoever ends its process ends it there and nowhere else.
 */
(() => {
	const channel = new BroadcastChannel('watched-worker');
	const counts = {};
	let last;
	channel.onmessage = ({ data: { type, point } }) => {
		if (type === 'stand-still-at') last = point;
		if (type !== 'stands-still') channel.postMessage({ type: 'counted', counts });
	};

	const reach = (point) => {
		counts[point] = (counts[point] ?? 0) + 1;
		if (point !== last) return;
		channel.postMessage({ type: 'stands-still', point });
		for (;;);
	};

	/** @param {(args: readonly unknown[]) => string} [name] of the point; default: the method's own */
	const watch = (owner, method, name = () => method) => {
		const own = owner[method];
		owner[method] = function (...args) {
			reach(name(args));
			return own.apply(this, args);
		};
	};

	watch(self, 'fetch');
	watch(Response.prototype, 'clone');
	watch(IDBDatabase.prototype, 'transaction', ([, mode = 'readonly']) => mode);
	watch(Cache.prototype, 'match');
	watch(Cache.prototype, 'put');
	watch(self, 'createImageBitmap');
	watch(OffscreenCanvas.prototype, 'convertToBlob');
	watch(Clients.prototype, 'get');
	watch(Client.prototype, 'postMessage');
})();
