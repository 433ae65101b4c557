import { CacheExpiration } from 'workbox-expiration';
import type { Attributes } from '../../catalog/attributes/attributes.js';
import type { Server } from '../../catalog/manifest/manifest.js';
import { serverOf } from '../../catalog/manifest/server-of.js';
import type { Settings } from '../../catalog/store/settings.js';
import { nearestRendition, shownBy } from '../../fallback/rendition.js';
import type { LastGoodSubstitute } from '../../fallback/substitute.js';
import { parseImageRequest } from '../../protocol/parse-image-request.js';
import { MAX_BYTES, readBounded } from '../read-bounded.js';
import { lastGoodCache, lastGoodName } from '../storage/caches.js';
import { type KeptPicture, SharedRenderings } from './renderings.js';

type Bounds = NonNullable<Settings['lastGood']>;

/** How many renditions of one picture are looked at. */
const MAX_RENDITIONS = 8;

/**
 * Keeps a copy of a good picture, and no more copies than the manifest allows.
 *
 * @param response a copy of what the page got; read here
 * @throws if it is larger than all copies together may be, or the browser has no room
 */
export async function keepLastGood(url: string, response: Response, bounds: Bounds): Promise<void> {
	const blob = await readBounded(response, Math.min(bounds.maxBytes, MAX_BYTES));
	if (blob.size === 0) return;
	const cache = await lastGoodCache();
	const headers = { 'Content-Type': blob.type, 'Content-Length': String(blob.size) };
	await cache.put(url, new Response(blob, { headers }));
	try {
		await expiration(bounds).updateTimestamp(url);
	} catch (error) {
		// a copy without its time would never be used, and never go
		await cache.delete(url);
		throw error;
	}
	await tidy(cache, bounds);
}

/** What of the worker's memory concerns the copies; the inspector, which reads them too, has no such memory. */
export interface CopyMemory {
	isAnyCopied: boolean | undefined;
	serverOf(url: string): Server | undefined;
}

/** The picture is gone: what was kept of it must not be shown again. */
export async function dropLastGood(url: string, memory: CopyMemory): Promise<void> {
	memory.isAnyCopied ??= await caches.has(lastGoodName());
	if (!memory.isAnyCopied) return;
	const cache = await lastGoodCache();
	const urls = await renditionsOf(cache, url, memory.serverOf(url));
	await Promise.all(urls.map((kept) => cache.delete(kept)));
}

/**
 * The copy of a picture: the very one that is asked for, or another size of it, scaled. One that is of no use is
 * dropped.
 *
 * @param isBroken the page could not show what it was given before
 * @returns undefined: none is kept, or none that is young enough and sound
 */
export async function findLastGood(
	url: string,
	{ query, width, height }: LastGoodSubstitute,
	{ lastGood, limits, servers }: Settings,
	attributes: Attributes,
	isBroken = false,
): Promise<KeptPicture | undefined> {
	if (lastGood === undefined) return undefined;
	const cache = await lastGoodCache();
	// none to drop: then it was a copy of another size that could not be shown
	if (isBroken && !(await cache.delete(url))) return undefined;
	const exact = await read(cache, url, lastGood);
	if (exact !== undefined) return { body: exact, type: exact.type, expiration: undefined };
	const renditions = await renditionsOf(cache, url, serverOf(url, servers));
	const nearest = nearestRendition(await decoded(cache, renditions, lastGood), { width, height });
	if (nearest === undefined) return undefined;
	const { blob, ...size } = nearest;
	if (query === '') return { body: blob, type: blob.type, expiration: undefined };
	// shared by all who ask for it now; it is not worth the room to keep it as well
	return scalings.get(undefined, JSON.stringify([nearest.url, query]), async () => {
		const { renderRequest, workerRenderPort } = await import('../renderer.js');
		const request = parseImageRequest(`/is/image/copy?${query}`);
		const port = workerRenderPort(async () => ({ blob, type: blob.type, size }));
		const { blob: body, type, notes } = await renderRequest(request, attributes, port, limits);
		return { body, type, expiration: undefined, ...(notes.length > 0 && { notes }) };
	});
}

/** Forgets the times of all copies; the copies go with the other caches. */
export async function forgetLastGood(): Promise<void> {
	if (await caches.has(lastGoodName())) await expiration({ maxEntries: 1, maxAgeHours: 1 }).delete();
}

const scalings = new SharedRenderings();

function expiration({ maxEntries, maxAgeHours }: Omit<Bounds, 'maxBytes'>): CacheExpiration {
	return new CacheExpiration(lastGoodName(), { maxEntries, maxAgeSeconds: 3600 * maxAgeHours });
}

async function read(cache: Cache, url: string, bounds: Bounds): Promise<Blob | undefined> {
	const response = await cache.match(url);
	if (response === undefined || (await expiration(bounds).isURLExpired(url))) return undefined;
	const blob = await response.blob().catch(() => undefined);
	if (blob !== undefined && String(blob.size) === response.headers.get('content-length')) return blob;
	// its bytes are gone, or a part of them
	await cache.delete(url);
	return undefined;
}

async function renditionsOf(cache: Cache, url: string, server: Server | undefined): Promise<string[]> {
	const shown = shownBy(url, server);
	return (await cache.keys()).flatMap((kept) => (shownBy(kept.url, server) === shown ? [kept.url] : []));
}

interface Rendition {
	readonly url: string;
	readonly blob: Blob;
	readonly width: number;
	readonly height: number;
}

/** The newest renditions of a picture; one that cannot be decoded is dropped, or left out if no worker can decode it. */
async function decoded(cache: Cache, urls: readonly string[], bounds: Bounds): Promise<Rendition[]> {
	const renditions = await Promise.all(
		urls.slice(-MAX_RENDITIONS).map(async (kept) => {
			const blob = await read(cache, kept, bounds);
			const bitmap = blob && (await createImageBitmap(blob).catch(() => undefined));
			if (blob !== undefined && bitmap === undefined && !blob.type.startsWith('image/svg'))
				await cache.delete(kept);
			if (blob === undefined || bitmap === undefined) return [];
			const { width, height } = bitmap;
			bitmap.close();
			return [{ url: kept, blob, width, height }];
		}),
	);
	return renditions.flat();
}

let isTidying = false;
let isWanted = false;

/** Many pictures come at once: they are counted when the last of them is there, not once for each. */
async function tidy(cache: Cache, bounds: Bounds): Promise<void> {
	isWanted = true;
	if (isTidying) return;
	isTidying = true;
	try {
		while (isWanted) {
			isWanted = false;
			await expiration(bounds).expireEntries();
			await dropBeyond(cache, bounds.maxBytes);
		}
	} finally {
		isTidying = false;
	}
}

/** The oldest go first. */
async function dropBeyond(cache: Cache, maxBytes: number): Promise<void> {
	const kept = [...(await cache.keys())].reverse();
	let bytes = 0;
	for (const request of kept) {
		const response = await cache.match(request);
		bytes += Number(response?.headers.get('content-length') ?? 0);
		if (bytes > maxBytes) await cache.delete(request);
	}
}
