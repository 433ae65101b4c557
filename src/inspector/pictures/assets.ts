import { assetPath, namedFile } from '../../catalog/lookup/asset-path.js';
import { servedObjects } from '../../catalog/manifest/served-objects.js';
import type { Rules } from '../../catalog/store/rules.js';
import { storageName } from '../../catalog/store/storage-name.js';
import { storedFileUrl, storedObject } from '../../catalog/store/stored-file.js';
import { classifyStatus } from '../../fallback/classify.js';
import type { ImageObject } from '../../protocol/image-request.js';
import type { Size } from '../../protocol/values.js';
import { type ImageAsset, SVG_TYPE, svgSize } from '../../render/index.js';

/** Every place that was asked has answered, and none has the picture. */
export class PictureMissingError extends Error {}

/** Pictures of one state of the rules, by where they were asked for; those that failed are tried again. */
const loaded = new WeakMap<Rules['settings'], Map<string, Promise<ImageAsset>>>();

/**
 * The bytes of a picture: those that the worker keeps, else fetched from where the worker would.
 *
 * @param source an object, or the URL of a foreign picture
 * @throws PictureMissingError if every place says that it has none; else why it cannot be had
 */
export function loadAsset(source: ImageObject | string, rules: Rules): Promise<ImageAsset> {
	const known = loaded.get(rules.settings) ?? new Map<string, Promise<ImageAsset>>();
	loaded.set(rules.settings, known);
	const key = typeof source === 'string' ? source : storedObject(source);
	const asset = known.get(key) ?? load(source, rules);
	known.set(key, asset);
	asset.catch(() => known.delete(key));
	return asset;
}

async function load(source: ImageObject | string, rules: Rules): Promise<ImageAsset> {
	const kept = typeof source === 'string' ? undefined : await keptCopy(source, rules);
	if (kept !== undefined) return readAsset(kept);
	const errors: unknown[] = [];
	for (const url of typeof source === 'string' ? [source] : addresses(source, rules)) {
		try {
			return await readAsset(await fetchPicture(url, rules));
		} catch (error) {
			errors.push(error);
		}
	}
	const telling = errors.findLast((error) => !(error instanceof PictureMissingError));
	throw telling ?? errors[0] ?? new Error('the manifest names no server to fetch it from');
}

/** From the cache that the worker filled when the rules were installed; never makes one. */
async function keptCopy(object: ImageObject, { settings }: Rules): Promise<Response | undefined> {
	const { registration } = globalThis as { readonly registration?: ServiceWorkerRegistration };
	const script = registration?.active?.scriptURL;
	if (script === undefined) return undefined;
	const cacheName = `${storageName()}-assets-${settings.generation}`;
	return caches.match(storedFileUrl(storedObject(object), script), { cacheName });
}

function addresses(object: ImageObject, rules: Rules): string[] {
	const attributes = rules.attributesOf(object.rootId);
	const atOrigin = (path: string | undefined) =>
		path === undefined ? [] : [new URL(path, location.origin).href];
	const [own] = atOrigin(assetPath(object, attributes));
	if (own !== undefined) return [own];
	const served = servedObjects(object, rules.settings.servers).flatMap(({ urls }) => urls);
	return [...served, ...atOrigin(namedFile(object, attributes))];
}

/** @throws if the URL lies neither on this site nor on a server of the manifest */
async function fetchPicture(url: string, { settings }: Rules): Promise<Response> {
	const { origin } = new URL(url);
	const server = settings.servers.find((known) => known.origin === origin);
	const isOwn = origin === location.origin;
	if (server === undefined && !isOwn) {
		throw new Error(`${url} lies neither on this site nor on a server of the manifest`);
	}
	asked.add(url);
	const response = await fetch(url, { credentials: isOwn ? 'same-origin' : (server?.credentials ?? 'omit') });
	// a worker that covers this page too has put a substitute in its place, and says why
	const [, reason, replaced] =
		/reason=(\w+); status=(\d+)/.exec(response.headers.get('x-image-understudy') ?? '') ?? [];
	if (response.ok && reason === undefined) return response;
	const message = `${url} answered ${replaced ?? response.status}`;
	const isMissing =
		(reason ?? classifyStatus(response.status, await response.text().catch(() => '')).reason) === 'missing';
	throw isMissing ? new PictureMissingError(message) : new Error(message);
}

const asked = new Set<string>();

/** Whether this page itself has asked for a picture: its failure is none of the shop's. */
export function wasAskedHere(url: string): boolean {
	return asked.has(url);
}

async function readAsset(response: Response): Promise<ImageAsset> {
	const type = (response.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
	const blob = await response.blob();
	return { blob, type, size: await naturalSize(blob, type) };
}

async function naturalSize(blob: Blob, type: string): Promise<Size> {
	if (type === SVG_TYPE) return svgSize(await blob.text());
	const bitmap = await createImageBitmap(blob);
	const { width, height } = bitmap;
	bitmap.close();
	return { width, height };
}
