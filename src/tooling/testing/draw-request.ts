import { createCanvas, loadImage } from '@napi-rs/canvas';
import { effectiveAttributes } from '../../catalog/effective-attributes.js';
import { type Catalogs, DEFAULT_CATALOG, parseImageRequest } from '../../protocol/index.js';
import type { Rectangle } from '../../protocol/values.js';
import type { LoadedFont, RenderAttributes } from '../../render/port.js';
import { renderRequest } from '../../render/render.js';
import { nodeRenderPort } from '../render/node-port.js';

type Pixel = readonly [red: number, green: number, blue: number, alpha: number];

export interface DrawnRequest {
	readonly width: number;
	readonly height: number;
	readonly notes: readonly string[];
	/** the codes of the request's problems */
	readonly problems: readonly string[];
	/** red, green, blue, alpha of each pixel */
	readonly data: Uint8ClampedArray;
	at(x: number, y: number): Pixel;
	/** the smallest rectangle with all pixels of a kind; undefined: there is none */
	bounds(matches: (pixel: Pixel) => boolean): Rectangle | undefined;
}

export interface DrawOptions {
	/** PNGs by the name of their object */
	readonly pictures?: Readonly<Record<string, Uint8Array>>;
	readonly catalogs?: Catalogs;
	readonly attributes?: Partial<RenderAttributes>;
	readonly fonts?: Readonly<Record<string, LoadedFont>>;
}

/** Draws a request in Node, in a format with alpha unless it names another. For tests. */
export async function drawRequest(
	url: string,
	{ pictures = {}, catalogs = {}, attributes = {}, fonts = {} }: DrawOptions = {},
): Promise<DrawnRequest> {
	const port = nodeRenderPort(
		async ({ specifier }) => {
			const bytes = pictures[specifier];
			if (!bytes) throw new Error(`there is no ${specifier}`);
			const { width, height } = await loadImage(bytes);
			const blob = new Blob([Uint8Array.from(bytes)], { type: 'image/png' });
			return { blob, type: 'image/png', size: { width, height } };
		},
		{ loadFont: async ({ name }) => fonts[name] },
	);
	const request = parseImageRequest(`/is/image${url.replace('?', '?fmt=png-alpha&')}`, catalogs);
	const own = effectiveAttributes(catalogs, DEFAULT_CATALOG);
	const { blob, notes } = await renderRequest(request, { ...own, ...attributes }, port);
	const image = await loadImage(new Uint8Array(await blob.arrayBuffer()));
	const { width, height } = image;
	const canvas = createCanvas(width, height).getContext('2d');
	canvas.drawImage(image, 0, 0);
	const { data } = canvas.getImageData(0, 0, width, height);
	const at = (x: number, y: number): Pixel => {
		const [red = 0, green = 0, blue = 0, alpha = 0] = data.subarray(4 * (y * width + x));
		return [red, green, blue, alpha];
	};
	return {
		width,
		height,
		notes,
		problems: request.problems.map(({ code }) => code),
		data,
		at,
		bounds(matches) {
			const found = { left: width, top: height, right: 0, bottom: 0 };
			for (let y = 0; y < height; y++) {
				for (let x = 0; x < width; x++) {
					if (!matches(at(x, y))) continue;
					found.left = Math.min(found.left, x);
					found.top = Math.min(found.top, y);
					found.right = Math.max(found.right, x + 1);
					found.bottom = Math.max(found.bottom, y + 1);
				}
			}
			const { left, top, right, bottom } = found;
			return right > left ? { x: left, y: top, width: right - left, height: bottom - top } : undefined;
		},
	};
}
