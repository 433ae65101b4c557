import type { Server } from './manifest.js';

const CONTENT = '/is/content';

/**
 * The server of the manifest that a URL belongs to: the same for the worker, which asks for every request of the
 * page, as for the tools that foretell it.
 *
 * Of static content it is only the requests for data that concern this layer: files are left to the server.
 * Their server has another root, and no mirrors, which are those of images.
 */
export function serverOf(url: string, servers: readonly Server[]): Server | undefined {
	const server = servers.find(({ origin, root }) => isBelow(url, origin + root));
	if (server !== undefined || !/[?&]req=/i.test(url)) return server;
	const host = servers.find(({ origin, protocol }) => protocol !== 'plain' && isBelow(url, origin + CONTENT));
	if (host === undefined) return undefined;
	const { mirrors: _, ...others } = host;
	return { ...others, root: CONTENT };
}

function isBelow(url: string, prefix: string): boolean {
	return url.startsWith(prefix) && (url.length === prefix.length || '/?'.includes(url.charAt(prefix.length)));
}
