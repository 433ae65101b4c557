import { resolveRequest } from '../catalog/resolve-request.js';
import { objectAddress, type PictureSubstitute } from '../fallback/plan.js';
import { renderRequest } from '../render/render.js';
import { workerRenderPort } from '../render/worker-port.js';
import { loadAsset } from './assets.js';
import { renderingCache } from './caches.js';
import { loadFont } from './fonts.js';
import { type KeptPicture, SharedRenderings } from './renderings.js';
import type { Rules } from './rules.js';

const renderings = new SharedRenderings();

export interface MakeOptions {
	/** the pictures that it needs are kept for failures to come; default false */
	readonly keep?: boolean;
	/** told of each font that a similar one stands in for */
	onFontError?(message: string): void;
}

/**
 * The picture of a substitute: from the cache, from a rendering that is under way, or rendered now.
 *
 * @param catalog the main catalog of the request that failed: its attributes count, not those of the
 * catalog that the substitute lies in
 * @throws if it cannot be rendered
 */
export async function makePicture(
	{ url, variables, layerDefault }: PictureSubstitute,
	catalog: string,
	rules: Rules,
	{ keep = false, onFontError = () => {} }: MakeOptions = {},
): Promise<KeptPicture> {
	// a rule may change the catalog's attributes for some requests
	const { generation, limits } = rules.settings;
	const { attributes: own } = rules.catalogs[catalog] ?? {};
	const missing = layerDefault && [layerDefault.object, ...layerDefault.missing];
	const key = JSON.stringify([generation, catalog, own, url, variables, missing]);
	const cache = await renderingCache(generation).catch(() => undefined);
	return renderings.get(cache, key, async () => {
		const options = { variables, limits, ...(layerDefault && { layerDefault }) };
		const request = await resolveRequest(url, rules.unlocked, options);
		const attributes = rules.attributesOf(catalog);
		let provisional = false;
		const port = workerRenderPort((object) => loadAsset(object, rules, keep), {
			loadUrl: (address) => loadAsset(address, rules, keep),
			loadFont: (name) =>
				loadFont(name, catalog, rules).catch((error: unknown) => {
					provisional = true;
					onFontError(error instanceof Error ? error.message : String(error));
					throw error;
				}),
		});
		const watermark = await watermarkRequest(catalog, rules);
		const { blob, type } = await renderRequest(request, attributes, port, limits, watermark);
		return { body: blob, type, expiration: request.object?.record?.Expiration, provisional };
	});
}

/** The record that the catalog's `Watermark` names (`r-watermark.md`); undefined: it has none. */
async function watermarkRequest(catalog: string, rules: Rules) {
	const { Watermark } = rules.attributesOf(catalog);
	if (Watermark === undefined) return undefined;
	const address = objectAddress(Watermark, catalog, rules.catalogs);
	const path = address.split('/').map(encodeURIComponent).join('/');
	return resolveRequest(`/is/image/${path}`, rules.unlocked, {
		watermark: true,
		limits: rules.settings.limits,
	});
}
