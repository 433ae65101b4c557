import { assetPath } from '../catalog/asset-path.js';
import type { Server } from '../catalog/manifest.js';
import { DEFAULT_CATALOG } from '../protocol/catalogs.js';
import type { ImageObject } from '../protocol/image-request.js';
import type { Size } from '../protocol/values.js';
import type { ImageAsset } from '../render/port.js';
import { svgSize } from '../render/svg.js';
import { assetCache } from './caches.js';
import type { Rules } from './rules.js';

const SIZE_HEADER = 'X-Image-Understudy-Size';

/**
 * The bytes of a picture that a substitute needs: from the cache, where the installation put it. A picture
 * that only one request names (`defaultImage=`) is fetched when it is first wanted.
 *
 * @throws if it cannot be fetched or is no picture
 */
export async function loadAsset(object: ImageObject, rules: Rules): Promise<ImageAsset> {
	const cache = await assetCache(rules.settings.generation);
	const key = cacheKey(object);
	const kept = await cache.match(key);
	if (kept !== undefined) return toAsset(kept);
	const asset = await fetchAsset(object, rules);
	const headers = { 'Content-Type': asset.type, [SIZE_HEADER]: `${asset.size.width},${asset.size.height}` };
	await cache.put(key, new Response(asset.blob, { headers }));
	return asset;
}

/** Cache Storage wants a URL; this one is never fetched. */
function cacheKey({ rootId, id }: ImageObject): string {
	return new URL(
		`image-understudy-asset/${encodeURIComponent(rootId)}/${encodeURIComponent(id)}`,
		location.href,
	).href;
}

async function toAsset(response: Response): Promise<ImageAsset> {
	const [width = 0, height = 0] = (response.headers.get(SIZE_HEADER) ?? '').split(',').map(Number);
	const type = response.headers.get('content-type') ?? '';
	return { blob: await response.blob(), type, size: { width, height } };
}

async function fetchAsset(object: ImageObject, rules: Rules): Promise<ImageAsset> {
	const candidates = assetRequests(object, rules);
	let lastError: unknown = new Error('the manifest names no server to fetch it from');
	for (const { url, credentials, timeoutMs } of candidates) {
		try {
			const signal = AbortSignal.timeout(timeoutMs);
			const response = await fetch(url, { credentials, signal });
			if (!response.ok) throw new Error(`${url} answered ${response.status}`);
			return await readAsset(response, url);
		} catch (error) {
			lastError =
				error instanceof TypeError ? new Error(`${url} cannot be fetched`, { cause: error }) : error;
		}
	}
	throw lastError;
}

interface AssetRequest {
	readonly url: string;
	readonly credentials: RequestCredentials;
	readonly timeoutMs: number;
}

const OWN_TIMEOUT_MS = 15000;

/**
 * Where an object may be fetched, best place first. A record's `Path` lies on the shop's own origin.
 * Without a record the image servers have it: at full resolution and with its alpha if they allow that.
 */
function assetRequests(object: ImageObject, rules: Rules): AssetRequest[] {
	const { servers, manifestUrl } = rules.settings;
	const path = assetPath(object, rules.attributesOf(object.rootId));
	if (path !== undefined) {
		const url = new URL(path, manifestUrl);
		const server = servers.find(({ origin }) => origin === url.origin);
		if (server === undefined && url.origin !== location.origin) {
			throw new Error(`${url.href} lies neither on this site nor on a server of the manifest`);
		}
		return [{ url: url.href, credentials: server?.credentials ?? 'same-origin', timeoutMs: OWN_TIMEOUT_MS }];
	}
	return servers.flatMap((server) => {
		const url = serverUrl(object, server);
		const { credentials, timeoutMs } = server;
		return [`${url}?scl=1&fmt=png-alpha`, url].map((address) => ({ url: address, credentials, timeoutMs }));
	});
}

function serverUrl({ rootId, id }: ImageObject, { origin, root }: Server): string {
	const path = rootId === DEFAULT_CATALOG ? id : `${rootId}/${id}`;
	return `${origin}${root}/${path.split('/').map(encodeURIComponent).join('/')}`;
}

/** @throws if the bytes are no picture */
async function readAsset(response: Response, url: string): Promise<ImageAsset> {
	const type = (response.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
	const blob = await response.blob();
	try {
		return { blob, type, size: await naturalSize(blob, type) };
	} catch (cause) {
		throw new Error(`${url} is no picture (${type}, ${blob.size} bytes)`, { cause });
	}
}

async function naturalSize(blob: Blob, type: string): Promise<Size> {
	if (type === 'image/svg+xml') return svgSize(await blob.text());
	const bitmap = await createImageBitmap(blob);
	const { width, height } = bitmap;
	bitmap.close();
	return { width, height };
}
