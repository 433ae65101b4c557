import { assetPath } from '../catalog/asset-path.js';
import type { Server } from '../catalog/manifest.js';
import { DEFAULT_CATALOG } from '../protocol/catalogs.js';
import type { ImageObject } from '../protocol/image-request.js';
import type { Size } from '../protocol/values.js';
import type { ImageAsset } from '../render/port.js';
import { svgSize } from '../render/svg.js';
import { BoundedMap } from './bounded-map.js';
import { assetCache } from './caches.js';
import type { Rules } from './rules.js';

const SIZE_HEADER = 'X-Image-Understudy-Size';

/**
 * The bytes of a picture that a substitute needs, where the installation put them. One that no rule names,
 * only a request (`defaultImage=`), is fetched when it is wanted.
 *
 * @throws if it cannot be fetched or is no picture
 */
export async function loadAsset(object: ImageObject, rules: Rules): Promise<ImageAsset> {
	const kept = await (await openCache(rules))?.match(cacheKey(object));
	return kept === undefined ? fetchOnce(object, rules) : toAsset(kept);
}

/**
 * Fetches a picture and keeps it for failures to come, if the browser has room for it.
 *
 * @throws if it cannot be fetched or is no picture
 */
export async function keepAsset(object: ImageObject, rules: Rules): Promise<ImageAsset> {
	const cache = await openCache(rules);
	const kept = await cache?.match(cacheKey(object));
	if (kept !== undefined) return toAsset(kept);
	const asset = await fetchOnce(object, rules);
	const headers = { 'Content-Type': asset.type, [SIZE_HEADER]: `${asset.size.width},${asset.size.height}` };
	await cache?.put(cacheKey(object), new Response(asset.blob, { headers })).catch(() => {});
	return asset;
}

/** A browser that refuses Cache Storage does not take the substitutes away with it. */
function openCache({ settings }: Rules): Promise<Cache | undefined> {
	return assetCache(settings.generation).catch(() => undefined);
}

/** How long a picture that could not be fetched is not tried again, in milliseconds. */
const FAILED_MS = 60 * 1000;

/** Fetches that are under way, or have failed lately: a server that is down is not asked for each failure. */
const fetches = new BoundedMap<string, Promise<ImageAsset>>(100);

function fetchOnce(object: ImageObject, rules: Rules): Promise<ImageAsset> {
	const key = `${rules.settings.generation} ${cacheKey(object)}`;
	let asset = fetches.get(key);
	if (asset === undefined) {
		asset = fetchAsset(object, rules);
		fetches.set(key, asset);
		asset.then(
			() => fetches.delete(key),
			() => setTimeout(() => fetches.delete(key), FAILED_MS),
		);
	}
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
	let lastError: unknown = new Error('the manifest names no server to fetch it from');
	for (const { urls, credentials, timeoutMs } of assetSources(object, rules)) {
		try {
			return await fetchFrom(urls, credentials, timeoutMs);
		} catch (error) {
			lastError = error;
		}
	}
	throw lastError;
}

/** Tries the next address only where the one before was answered: a server that is silent stays so. */
async function fetchFrom(
	[url, ...others]: readonly [string, ...string[]],
	credentials: RequestCredentials,
	timeoutMs: number,
): Promise<ImageAsset> {
	const response = await fetch(url, { credentials, signal: AbortSignal.timeout(timeoutMs) }).catch(
		(cause) => {
			throw new Error(`${url} cannot be fetched`, { cause });
		},
	);
	if (response.ok) return readAsset(response, url);
	const [next, ...rest] = others;
	if (next === undefined) throw new Error(`${url} answered ${response.status}`);
	return fetchFrom([next, ...rest], credentials, timeoutMs);
}

interface AssetSource {
	/** best first */
	readonly urls: readonly [string, ...string[]];
	readonly credentials: RequestCredentials;
	readonly timeoutMs: number;
}

const OWN_TIMEOUT_MS = 15000;

/**
 * Where an object may be fetched, best place first. A record's `Path` lies on the shop's own origin.
 * Without a record the image servers have it: at full resolution and with its alpha if they allow that.
 */
function assetSources(object: ImageObject, rules: Rules): AssetSource[] {
	const { servers, manifestUrl } = rules.settings;
	const path = assetPath(object, rules.attributesOf(object.rootId));
	if (path !== undefined) {
		const url = new URL(path, manifestUrl);
		const server = servers.find(({ origin }) => origin === url.origin);
		if (server === undefined && url.origin !== location.origin) {
			throw new Error(`${url.href} lies neither on this site nor on a server of the manifest`);
		}
		const isOwn = url.origin === location.origin;
		const credentials = isOwn ? 'same-origin' : (server?.credentials ?? 'omit');
		return [{ urls: [url.href], credentials, timeoutMs: OWN_TIMEOUT_MS }];
	}
	return servers.map((server) => {
		const url = serverUrl(object, server);
		const { credentials, timeoutMs } = server;
		return { urls: [`${url}?scl=1&fmt=png-alpha`, url], credentials, timeoutMs };
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
