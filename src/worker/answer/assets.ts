import { assetPath } from '../../catalog/lookup/asset-path.js';
import { servedObjects } from '../../catalog/manifest/served-objects.js';
import type { Rules } from '../../catalog/store/rules.js';
import { storedObject } from '../../catalog/store/stored-file.js';
import type { ImageObject } from '../../protocol/image-request.js';
import type { Size } from '../../protocol/values.js';
import type { ImageAsset } from '../../render/port.js';
import { svgSize } from '../../render/stored/svg.js';
import { readBounded } from '../read-bounded.js';
import { FileStore } from '../storage/file-store.js';
import { type FileSource, fetchFile } from './fetch-file.js';

const SIZE_HEADER = 'X-Image-Understudy-Size';

const SMALL_BYTES = 512 * 1024;

const store = new FileStore<ImageAsset>({
	write({ blob, type, size }) {
		const headers = { 'Content-Type': type, [SIZE_HEADER]: `${size.width},${size.height}` };
		return new Response(blob, { headers });
	},
	async read(response) {
		const size = response.headers.get(SIZE_HEADER);
		if (size === null) return undefined;
		const [width = 0, height = 0] = size.split(',').map(Number);
		const type = response.headers.get('content-type') ?? '';
		return { blob: await response.blob(), type, size: { width, height } };
	},
	isSmall: ({ blob }) => blob.size <= SMALL_BYTES,
});

/**
 * The bytes of a picture that a substitute needs, where the installation put them. One that no rule names,
 * only a request (`defaultImage=`), is fetched when it is wanted.
 *
 * @param source an object, or the URL of a foreign picture
 * @param keep for failures to come
 * @throws if it cannot be had, is no picture, or lies where nothing may be fetched
 */
export function loadAsset(source: ImageObject | string, rules: Rules, keep: boolean): Promise<ImageAsset> {
	const name = typeof source === 'string' ? `?url=${encodeURIComponent(source)}` : storedObject(source);
	return store.get(name, rules, keep, async () => {
		const sources = typeof source === 'string' ? [siteSource(source, rules)] : objectSources(source, rules);
		return fetchFile(sources, readAsset);
	});
}

/**
 * Where an object may be fetched, best place first. A record's `Path` lies on the shop's own origin,
 * wherever the manifest comes from.
 * Without a record the image servers have it.
 */
function objectSources(object: ImageObject, rules: Rules): FileSource[] {
	const { servers } = rules.settings;
	const path = assetPath(object, rules.attributesOf(object.rootId));
	if (path !== undefined) return [siteSource(new URL(path, location.origin).href, rules)];
	return servedObjects(object, servers).map(({ urls, server: { credentials, timeoutMs } }) => ({
		urls,
		credentials,
		timeoutMs,
	}));
}

const OWN_TIMEOUT_MS = 15000;

/** @throws if the URL lies neither on this site nor on a server of the manifest */
function siteSource(address: string, { settings: { servers } }: Rules): FileSource {
	const { href, origin } = new URL(address);
	const server = servers.find((known) => known.origin === origin);
	const isOwn = origin === location.origin;
	if (server === undefined && !isOwn) {
		throw new Error(`${href} lies neither on this site nor on a server of the manifest`);
	}
	const credentials = isOwn ? 'same-origin' : (server?.credentials ?? 'omit');
	return { urls: [href], credentials, timeoutMs: OWN_TIMEOUT_MS };
}

/** @throws if the bytes are no picture */
async function readAsset(response: Response, url: string): Promise<ImageAsset> {
	const type = (response.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
	const blob = await readBounded(response);
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
