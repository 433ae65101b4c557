import { assetPath, namedFile } from '../../catalog/lookup/asset-path.js';
import { effectiveAttributes } from '../../catalog/lookup/effective-attributes.js';
import { servedObjects } from '../../catalog/manifest/served-objects.js';
import { nearestName } from '../../catalog/schema/nearest-name.js';
import { type Catalogs, DEFAULT_CATALOG } from '../../protocol/catalogs.js';
import type { ImageObject } from '../../protocol/image-request.js';
import type { Size } from '../../protocol/values.js';
import type { ImageAsset } from '../../render/port.js';
import { SVG_TYPE, svgSize, svgText } from '../../render/stored/svg.js';
import { canvasPackage } from './canvas-package.js';
import { readPicture } from './read-picture.js';
import { readSiteFile, type Site, type SiteFile, siteUrl } from './site.js';

/**
 * The picture of an object: its record's file, beside the manifest, else what an image server of the
 * manifest answers, else a file that the object names.
 *
 * @throws if it is nowhere, or no picture
 */
export async function siteAsset(object: ImageObject, site: Site): Promise<ImageAsset> {
	const { catalogs } = site.manifest;
	const attributes = effectiveAttributes(catalogs, object.rootId);
	const path = assetPath(object, attributes);
	if (path !== undefined) return readAsset([siteUrl(path, site)], site);
	if (object.record === undefined) return recordless(object, site, namedFile(object, attributes));
	return fromServers(object, site);
}

/** @throws what the servers said, after the name that was probably meant */
async function recordless(object: ImageObject, site: Site, file: string | undefined): Promise<ImageAsset> {
	try {
		return await fromServers(object, site);
	} catch (cause) {
		const own = file === undefined ? undefined : await readOwn(file, site);
		if (own !== undefined) return own;
		throw new Error(`the manifest has no such record${hint(object, site.manifest.catalogs)}`, { cause });
	}
}

/** @returns undefined if the shop has no such file, or it is no picture */
function readOwn(file: string, site: Site): Promise<ImageAsset | undefined> {
	return readAsset([siteUrl(file, site)], site).catch(() => undefined);
}

/** Ids in the wrong catalog, or in none, are as common as typos. */
function hint({ specifier }: ImageObject, catalogs: Catalogs): string {
	const names = new Map(
		Object.entries(catalogs).flatMap(([rootId, { records = {} }]) =>
			Object.keys(records).map((id) => [id, rootId === DEFAULT_CATALOG ? id : `${rootId}/${id}`] as const),
		),
	);
	const ids = [...names.keys()];
	const meant = nearestName(specifier, ids) ?? nearestName(specifier.replace(/^[^/]*\//, ''), ids);
	return meant === undefined ? '' : `; did you mean ${names.get(meant)}?`;
}

async function fromServers(object: ImageObject, site: Site): Promise<ImageAsset> {
	let fault: unknown = new Error('it has no file, and the manifest names no image server');
	for (const { urls } of servedObjects(object, site.manifest.servers)) {
		try {
			const [whole, plain] = urls;
			return await readAsset([new URL(whole), new URL(plain)], site);
		} catch (error) {
			fault = error;
		}
	}
	throw fault;
}

/**
 * @param urls best first
 * @throws if there is nothing at any of them, or no picture
 */
export async function readAsset(urls: readonly [URL, ...URL[]], site: Site): Promise<ImageAsset> {
	const file = await readSiteFile(urls, site);
	try {
		return { ...file, size: await naturalSize(file) };
	} catch (cause) {
		const what = `${file.type || 'of unknown type'}, ${file.blob.size} bytes`;
		throw new Error(`${urls[0].href} is no picture (${what})`, { cause });
	}
}

async function naturalSize({ blob, type }: SiteFile): Promise<Size> {
	if (type === SVG_TYPE) return svgSize(svgText(new Uint8Array(await blob.arrayBuffer())));
	const { width, height } = await readPicture(blob, canvasPackage());
	return { width, height };
}
