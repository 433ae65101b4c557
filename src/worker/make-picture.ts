import { resolveRequest } from '../catalog/resolve-request.js';
import type { PictureSubstitute } from '../fallback/plan.js';
import type { ImageObject } from '../protocol/image-request.js';
import type { ImageAsset } from '../render/port.js';
import { renderRequest } from '../render/render.js';
import { workerRenderPort } from '../render/worker-port.js';
import { loadAsset } from './assets.js';
import { renderingCache } from './caches.js';
import { type KeptPicture, SharedRenderings } from './renderings.js';
import type { Rules } from './rules.js';

const renderings = new SharedRenderings();

/**
 * The picture of a substitute: from the cache, from a rendering that is under way, or rendered now.
 *
 * @param catalog the main catalog of the request that failed: its attributes count, not those of the
 * catalog that the substitute lies in
 * @param load where its pictures come from
 * @throws if it cannot be rendered
 */
export async function makePicture(
	{ url, variables }: PictureSubstitute,
	catalog: string,
	rules: Rules,
	load: (object: ImageObject, rules: Rules) => Promise<ImageAsset> = loadAsset,
): Promise<KeptPicture> {
	// a rule may change the catalog's attributes for some requests
	const { generation, limits } = rules.settings;
	const key = JSON.stringify([generation, catalog, rules.catalogs[catalog]?.attributes, url, variables]);
	const cache = await renderingCache(generation).catch(() => undefined);
	return renderings.get(cache, key, async () => {
		const request = await resolveRequest(url, rules.unlocked, { variables, limits });
		const attributes = rules.attributesOf(catalog);
		const port = workerRenderPort((object) => load(object, rules));
		const { blob, type } = await renderRequest(request, attributes, port, limits);
		return { body: blob, type, expiration: request.object?.record?.Expiration };
	});
}
