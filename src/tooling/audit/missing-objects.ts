import { assetPath } from '../../catalog/lookup/asset-path.js';
import { effectiveAttributes } from '../../catalog/lookup/effective-attributes.js';
import { servedObjects } from '../../catalog/manifest/served-objects.js';
import type { ImageObject } from '../../protocol/image-request.js';
import { objectName } from '../../protocol/layer-default.js';
import { readSiteFile, type Site, siteUrl } from '../render/site.js';
import { type AskOptions, askImage } from './ask-image.js';

/**
 * Whether objects are missing: their record's file, or what every image server of the manifest says. Each is asked
 * for once.
 *
 * @returns a function that rejects if a server gives no clear answer
 */
export function missingObjects(
	site: Site,
	options: Omit<AskOptions, 'server'>,
): (object: ImageObject) => Promise<boolean> {
	const verdicts = new Map<string, Promise<boolean>>();
	return (object) => {
		const name = objectName(object);
		const verdict = verdicts.get(name) ?? isMissing(object, site, options);
		verdicts.set(name, verdict);
		return verdict;
	};
}

async function isMissing(
	object: ImageObject,
	site: Site,
	options: Omit<AskOptions, 'server'>,
): Promise<boolean> {
	const { catalogs, servers } = site.manifest;
	const path = assetPath(object, effectiveAttributes(catalogs, object.rootId));
	if (path !== undefined) {
		return readSiteFile([siteUrl(path, site)], site).then(
			() => false,
			() => true,
		);
	}
	for (const { server, urls } of servedObjects(object, servers)) {
		const [, url] = urls;
		const failure = await askImage(url, { ...options, server });
		if (failure === undefined) return false;
		if (failure.reason !== 'missing') throw new Error(`${url}: ${failure.reason}`);
	}
	return true;
}
