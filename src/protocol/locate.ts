import type { ImageRequest } from './image-request.js';

/** Where the parts of a request stand in its URL. */
export interface LocatedRequest {
	readonly context: ImageRequest['context'];
	/** after the server's root, still encoded */
	readonly path: string;
	readonly pathPosition: number;
	/** after the first `?`, still encoded */
	readonly query: string;
	readonly queryPosition: number;
}

const ORIGIN = /^(?:[a-z][a-z0-9+.-]{0,30}:)?\/\/[^/?#]*/i;
const ROOT = /\/is\/(image|content)(?=\/|$)/;

/**
 * Finds object and query in an absolute URL or a path.
 * @param root path of the server, e.g. `/is/image` or what a shop calls it
 * @returns undefined if the URL is none of the image server
 */
export function locate(url: string, root: string): LocatedRequest | undefined {
	const hash = url.indexOf('#');
	const end = hash < 0 ? url.length : hash;
	const origin = ORIGIN.exec(url)?.[0].length ?? 0;
	const question = url.indexOf('?', origin);
	const pathEnd = question < 0 || question > end ? end : question;
	const path = url.slice(origin, pathEnd);

	const base = root.replace(/\/+$/, '');
	const rooted = path === base || path.startsWith(`${base}/`);
	const match = ROOT.exec(path);
	if (!rooted && !match) return undefined;
	const length = rooted ? base.length : (match?.index ?? 0) + (match?.[0].length ?? 0);
	const pathPosition = origin + length;
	const queryPosition = Math.min(pathEnd + 1, end);
	return {
		context: (rooted ? base === '/is/content' : match?.[1] === 'content') ? 'content' : 'image',
		path: url.slice(pathPosition, pathEnd),
		pathPosition,
		query: url.slice(queryPosition, end),
		queryPosition,
	};
}
