import { DEFAULT_CATALOG, type RecordKey } from '../../protocol/catalogs.js';
import type { Server } from './manifest.js';

/** An object as one image server has it. */
export interface ServedObject {
	readonly server: Server;
	/** absolute, best first: at full resolution and with its alpha, which a server may refuse; as the server likes */
	readonly urls: readonly [whole: string, plain: string];
}

/**
 * Where an object is fetched for which the shop's own site has no file: from each image server, in the order of
 * the manifest. Servers with `"protocol": "plain"` know no objects.
 */
export function servedObjects(
	{ rootId, id }: RecordKey,
	servers: readonly Server[],
): readonly ServedObject[] {
	const path = rootId === DEFAULT_CATALOG ? id : `${rootId}/${id}`;
	const encoded = path.split('/').map(encodeURIComponent).join('/');
	return servers
		.filter(({ protocol }) => protocol !== 'plain')
		.map((server) => {
			const url = `${server.origin}${server.root}/${encoded}`;
			return { server, urls: [`${url}?scl=1&fmt=png-alpha`, url] };
		});
}
