import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Manifest } from '../../catalog/manifest/manifest.js';
import { SVG_TYPE } from '../../render/stored/svg.js';

/** Where the files of a shop lie, and how they are had. */
export interface Site {
	readonly manifest: Pick<Manifest, 'catalogs' | 'servers'>;
	/** of the manifest; the paths of the site's own files start at its folder. `file:`, `http:` or `https:` */
	readonly manifestUrl: URL;
	readonly fetch: typeof fetch;
	/** told of each file that is read, whether it is there or not */
	readonly onFile?: (path: string) => void;
}

export interface SiteFile {
	readonly blob: Blob;
	/** MIME type without parameters, lower case; `''`: unknown */
	readonly type: string;
}

/**
 * @param address a path of the site, or an absolute URL
 * @throws if it lies neither on the site nor on a server of the manifest: the worker would not ask for it
 */
export function siteUrl(address: string, { manifest, manifestUrl }: Site): URL {
	const url = new URL(/^\/(?!\/)/.test(address) ? `.${address}` : address, manifestUrl);
	const isOwn = url.protocol === manifestUrl.protocol && url.host === manifestUrl.host;
	if (!isOwn && !manifest.servers.some(({ origin }) => origin === url.origin)) {
		throw new Error(`${url.href} lies neither on this site nor on a server of the manifest`);
	}
	return url;
}

/**
 * @param urls best first; the next one is tried where the server of the one before refuses
 * @throws if there is no such file
 */
export async function readSiteFile(
	[url, ...others]: readonly [URL, ...URL[]],
	site: Site,
): Promise<SiteFile> {
	if (url.protocol === 'file:') return readStored(url, site);
	const signal = AbortSignal.timeout(TIMEOUT_MS);
	const response = await site.fetch(url, { signal }).catch((cause) => {
		throw new Error(`${url.href} cannot be fetched`, { cause });
	});
	const [next, ...rest] = others;
	if (!response.ok && next !== undefined) return readSiteFile([next, ...rest], site);
	if (!response.ok) throw new Error(`${url.href} answered ${response.status}`);
	const type = (response.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
	return { blob: await response.blob(), type };
}

const TIMEOUT_MS = 15_000;

const TYPES: Readonly<Record<string, string>> = {
	'.png': 'image/png',
	'.jpg': 'image/jpeg',
	'.jpeg': 'image/jpeg',
	'.webp': 'image/webp',
	'.avif': 'image/avif',
	'.gif': 'image/gif',
	'.svg': SVG_TYPE,
};

async function readStored({ pathname }: URL, { onFile }: Site): Promise<SiteFile> {
	// without the query, which a site's own server would not take for a part of the name either
	const path = fileURLToPath(`file://${pathname}`);
	onFile?.(path);
	const type = TYPES[extname(path).toLowerCase()] ?? '';
	return { blob: new Blob([await readFile(path)], { type }), type };
}
