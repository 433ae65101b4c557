import { resolveRequest } from '../../catalog/resolve-request.js';
import type { Rules } from '../../catalog/store/rules.js';
import { objectAddress } from '../../fallback/substitute.js';
import type { ImageRequest } from '../../protocol/image-request.js';
import type { ParseOptions } from '../../protocol/parse-image-request.js';
import { type Picture, renderRequest, workerRenderPort } from '../../render/index.js';
import { loadAsset } from './assets.js';
import { loadFont } from './fonts.js';

export interface DrawOptions {
	/** main catalog of the request that failed: its attributes count */
	readonly catalog: string;
	readonly variables?: ParseOptions['variables'];
	readonly layerDefault?: ParseOptions['layerDefault'];
	/** the longer side that is asked for is brought down to this, in pixels; absent: as it is */
	readonly maxSide?: number;
}

export interface DrawnPicture extends Picture {
	/** `Expiration` of the object's record, in hours; undefined: it has none */
	readonly expiration: number | undefined;
}

/**
 * Draws a request as the worker does, in this page.
 *
 * @throws if it cannot be drawn, with a sentence that says why
 */
export async function drawRequest(
	url: string,
	rules: Rules,
	{ catalog, variables, layerDefault, maxSide }: DrawOptions,
): Promise<DrawnPicture> {
	const { limits } = rules.settings;
	const request = await resolveRequest(url, rules.unlocked, {
		limits,
		...(variables && { variables }),
		...(layerDefault && { layerDefault }),
	});
	const picture = await drawResolved(
		maxSide === undefined ? request : reduced(request, maxSide),
		catalog,
		rules,
	);
	return { ...picture, expiration: request.object?.record?.Expiration };
}

/** As `drawRequest`, for a request that has its records already. */
export async function drawResolved(request: ImageRequest, catalog: string, rules: Rules): Promise<Picture> {
	const port = workerRenderPort((object) => loadAsset(object, rules), {
		loadUrl: (url) => loadAsset(url, rules),
		loadFont: (name) => loadFont(name, catalog, rules),
	});
	const { limits } = rules.settings;
	return renderRequest(request, rules.attributesOf(catalog), port, limits, await watermark(catalog, rules));
}

/** The record that the catalog's `Watermark` names (`r-watermark.md`); undefined: it has none. */
async function watermark(catalog: string, rules: Rules): Promise<ImageRequest | undefined> {
	const { Watermark } = rules.attributesOf(catalog);
	if (Watermark === undefined) return undefined;
	const path = objectAddress(Watermark, catalog, rules.catalogs).split('/').map(encodeURIComponent).join('/');
	return resolveRequest(`/is/image/${path}`, rules.unlocked, {
		watermark: true,
		limits: rules.settings.limits,
	});
}

function reduced(request: ImageRequest, maxSide: number): ImageRequest {
	const { wid, hei } = request.commands;
	const scale = maxSide / Math.max(wid ?? 0, hei ?? 0, maxSide);
	if (scale === 1) return request;
	const side = (value: number) => Math.max(1, Math.round(value * scale));
	return {
		...request,
		commands: {
			...request.commands,
			...(wid !== undefined && { wid: side(wid) }),
			...(hei !== undefined && { hei: side(hei) }),
		},
	};
}
