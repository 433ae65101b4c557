/**
 * Request locking (`r-request-locking.md`): a query ends in `&xxxx`, a hash of what stands before.
 * The hash is taken of the encoded text, before obfuscation.
 */

/** The four hexadecimal digits for a query. It has no key: it keeps out the curious, not the skilled. */
export function lockOf(query: string): string {
	let sum = 0;
	for (let index = 0; index < query.length; index++) sum = (sum * 131 + query.charCodeAt(index)) & 0xffff;
	return sum.toString(16).padStart(4, '0');
}

/** @returns the query with its lock */
export function lockQuery(query: string): string {
	return `${query}&${lockOf(query)}`;
}

/** @returns the query without its lock; undefined if there is none or a wrong one */
export function unlockQuery(query: string): string | undefined {
	const body = query.slice(0, -5);
	const lock = query.slice(body.length);
	return lock.toLowerCase() === `&${lockOf(body)}` ? body : undefined;
}
