import type { Server } from '../catalog/manifest/manifest.js';

/** A request, as far as it decides what the answer may be. */
export type Asked = Pick<Request, 'url' | 'mode' | 'credentials'>;

/**
 * Whether a server that answers readably was sent the shopper's cookies. What a page asks another origin without
 * CORS is asked with it, and then the manifest decides.
 */
export function sendsCookies(
	{ url, mode, credentials }: Asked,
	server?: Pick<Server, 'credentials'>,
): boolean {
	const isOwn = new URL(url).origin === location.origin;
	const sent = mode === 'no-cors' && !isOwn ? server?.credentials : credentials;
	return sent === 'include' || (sent === 'same-origin' && isOwn);
}
