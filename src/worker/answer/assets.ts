import { assetPath, namedFile } from '../../catalog/lookup/asset-path.js';
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
 * @param isServed without a record, only the image servers may have it
 * @throws if it cannot be had, is no picture, or lies where nothing may be fetched
 */
export function loadAsset(
	source: ImageObject | string,
	rules: Rules,
	keep: boolean,
	isServed?: boolean,
): Promise<ImageAsset> {
	const name = typeof source === 'string' ? `?url=${encodeURIComponent(source)}` : storedObject(source);
	return store.get(name, rules, keep, async () => {
		const sources =
			typeof source === 'string' ? [siteSource(source, rules)] : objectSources(source, rules, isServed);
		return fetchFile(sources, readAsset);
	});
}

/**
 * Where an object may be fetched, best place first. A record's `Path` lies on the shop's own origin,
 * wherever the manifest comes from.
 * Without a record the image servers have it, or else the shop a file of that name.
 */
function objectSources(object: ImageObject, rules: Rules, isServed?: boolean): FileSource[] {
	const attributes = rules.attributesOf(object.rootId);
	const path = assetPath(object, attributes) ?? (isServed ? undefined : namedFile(object, attributes));
	const own = path === undefined ? [] : [siteSource(path, rules)];
	if (object.record?.Path) return own;
	const served = servedObjects(object, rules.settings.servers);
	return served.map(({ urls, server }): FileSource => ({ ...server, urls })).concat(own);
}

const OWN_TIMEOUT_MS = 15000;

/** @throws if the URL lies neither on this site nor on a server of the manifest */
function siteSource(address: string, { settings: { servers } }: Rules): FileSource {
	const { href, origin } = new URL(address, location.origin);
	const isOwn = origin === location.origin;
	const credentials = isOwn ? 'same-origin' : servers.find((server) => server.origin === origin)?.credentials;
	if (credentials === undefined) {
		throw new Error(`${href} is neither on this site nor on a server of the manifest`);
	}
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
