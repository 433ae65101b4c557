/** A cache of Cache Storage without a browser, and what is kept in it. */
export interface MemoryCache extends Cache {
	readonly kept: Map<string, Response>;
}

/** @param refusals what it does otherwise than a cache that is well */
export function memoryCache(refusals: Partial<Cache> = {}): MemoryCache {
	const kept = new Map<string, Response>();
	const cache = {
		kept,
		match: async (request: string | Request) => kept.get(nameOf(request))?.clone(),
		put: async (url: string, response: Response) => void kept.set(url, response),
		keys: async () => [...kept.keys()].map((url) => new Request(url)),
		delete: async (request: string | Request) => kept.delete(nameOf(request)),
		...refusals,
	};
	return cache as MemoryCache;
}

function nameOf(request: string | Request): string {
	return typeof request === 'string' ? request : request.url;
}

/** As a browser refuses whose disk is full, or whose files are damaged. @param name of the exception */
export function refuse(name: string): () => Promise<never> {
	return async () => {
		throw new DOMException('', name);
	};
}
