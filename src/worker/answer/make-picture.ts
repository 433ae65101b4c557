import { hoursToLive } from '../../catalog/lookup/time-to-live.js';
import { resolveRequest } from '../../catalog/resolve-request.js';
import type { Rules } from '../../catalog/store/rules.js';
import { objectAddress, type PictureSubstitute } from '../../fallback/substitute.js';
import type { ImageRequest } from '../../protocol/image-request.js';
import type { RenderPort } from '../../render/port.js';
import { renderingCache } from '../storage/caches.js';
import { VERSION } from '../storage/version.js';
import { loadAsset } from './assets.js';
import { DecodedPictures } from './decoded-pictures.js';
import { loadFont } from './fonts.js';
import { type KeptPicture, SharedRenderings } from './renderings.js';

const renderings = new SharedRenderings();
const decodedPictures = new DecodedPictures();

export interface MakeOptions {
	/** path of the image server that the request was for; default `/is/image` */
	readonly root?: string;
	/** the pictures that it needs are kept for failures to come; default false */
	readonly keep?: boolean;
	/** the picture that is kept is of no use: it is drawn anew; default false */
	readonly isBroken?: boolean;
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
	substitute: PictureSubstitute,
	catalog: string,
	rules: Rules,
	{ root = '/is/image', keep = false, isBroken = false, onFontError = () => {} }: MakeOptions = {},
): Promise<KeptPicture> {
	const { url, variables, layerDefault } = substitute;
	// a rule may change the catalog's attributes for some requests
	const { generation, limits } = rules.settings;
	const { attributes: own } = rules.catalogs[catalog] ?? {};
	const missing = layerDefault && [layerDefault.object, ...layerDefault.missing];
	// nor does a worker with a better renderer show what the old one drew
	const key = JSON.stringify([VERSION, generation, catalog, own, url, variables, missing]);
	const openCache = () => renderingCache(generation);
	if (isBroken) await renderings.drop(openCache, key);
	return renderings.get(openCache, key, async () => {
		const { renderRequest, workerRenderPort } = await import('../renderer.js');
		// what the page asked for may be locked; what the layer writes itself is not
		const request = await (layerDefault === undefined
			? resolveRequest(url, rules.unlocked, { variables, limits })
			: resolveRequest(url, rules, { root, limits, layerDefault }));
		const attributes = rules.attributesOf(catalog);
		let provisional = false;
		const worker = workerRenderPort((object) => loadAsset(object, rules, keep), {
			loadUrl: (address) => loadAsset(address, rules, keep),
			loadFont: (name) =>
				loadFont(name, catalog, rules).catch((error: unknown) => {
					provisional = true;
					onFontError(error instanceof Error ? error.message : String(error));
					throw error;
				}),
		});
		const port: RenderPort = {
			...worker,
			decode: (asset, size) => decodedPictures.decode(asset, size, worker.decode),
		};
		const watermark = await watermarkRequest(catalog, rules);
		const { blob, type, notes } = await renderRequest(request, attributes, port, limits, watermark);
		const expiration = await expirationOf(request, substitute, catalog, rules);
		return { body: blob, type, expiration, provisional, ...(notes.length > 0 && { notes }) };
	});
}

/**
 * `Expiration` of the default or error object in hours, undefined if it has none of its own. Where it stands
 * in at some layers, the layer that lives shortest decides (the reference is silent there).
 */
async function expirationOf(
	request: ImageRequest,
	{ object, layerDefault }: PictureSubstitute,
	catalog: string,
	rules: Rules,
): Promise<number | undefined> {
	if (layerDefault === undefined) return request.object?.record?.Expiration;
	const { DefaultExpiration } = rules.attributesOf(catalog);
	const standIn = await resolveRequest(objectUrl(object), rules.unlocked);
	const { Expiration: own = -2 } = standIn.object?.record ?? {};
	const hours = own === -2 ? DefaultExpiration : own;
	return Math.min(hoursToLive(request, rules.catalogs), hours < 0 ? Number.POSITIVE_INFINITY : hours);
}

/** The record that the catalog's `Watermark` names (`r-watermark.md`); undefined: it has none. */
async function watermarkRequest(catalog: string, rules: Rules) {
	const { Watermark } = rules.attributesOf(catalog);
	if (Watermark === undefined) return undefined;
	const address = objectAddress(Watermark, catalog, rules.catalogs);
	return resolveRequest(objectUrl(address), rules.unlocked, {
		watermark: true,
		limits: rules.settings.limits,
	});
}

function objectUrl(object: string): string {
	return `/is/image/${object.split('/').map(encodeURIComponent).join('/')}`;
}
