import sharp from 'sharp';
import { type AttributeValues, effectiveAttributes } from '../../catalog/lookup/effective-attributes.js';
import type { Catalogs } from '../../protocol/catalogs.js';
import { parseImageRequest } from '../../protocol/parse-image-request.js';
import { renderRequest } from '../../render/render.js';
import { nodeRenderPort } from '../render/node-port.js';
import type { Rgba } from './pixels.js';

export type PixelTest = (...pixel: Rgba) => boolean;

export interface DrawnRequest {
	readonly type: string;
	readonly notes: readonly string[];
	/** the codes of the request's problems */
	readonly problems: readonly string[];
	readonly bytes: Uint8Array;
	readonly width: number;
	readonly height: number;
	at(x: number, y: number): Rgba;
	/** the smallest rectangle with all such pixels: left, top, width, height; undefined: there is none */
	box(isMeant: PixelTest): readonly [number, number, number, number] | undefined;
}

export interface DrawOptions {
	readonly catalogs?: Catalogs;
	/** attributes of catalog `c`, in force for the request */
	readonly attributes?: AttributeValues;
	/** encoded pictures, by the record's Path, or by the name in catalog `c` where there is no record */
	readonly sources?: Readonly<Record<string, Uint8Array>>;
	/** what is laid over the picture: a request, after `/is/image` */
	readonly watermark?: string;
}

/**
 * Draws a request of catalog `c` in Node, from its text to the pixels of the file. For tests.
 *
 * @param request what comes after `/is/image`
 * @throws RenderError if there is no picture
 */
export async function drawRequest(request: string, options: DrawOptions = {}): Promise<DrawnRequest> {
	const { attributes, sources = {}, watermark } = options;
	const catalogs = { c: {}, ...options.catalogs };
	const port = nodeRenderPort(async ({ id, record }) => {
		const name = record?.Path ?? id.replace(/^c\//, '');
		const bytes = sources[name];
		if (!bytes) throw new Error(`there is no picture ${name}`);
		const { format, width, height } = await sharp(bytes).metadata();
		const type = `image/${format}`;
		return { blob: new Blob([Uint8Array.from(bytes)], { type }), type, size: { width, height } };
	});
	const read = (text: string, isWatermark: boolean) =>
		parseImageRequest(`/is/image${text}`, catalogs, { watermark: isWatermark });
	const understood = read(request, false);
	const { blob, type, notes } = await renderRequest(
		understood,
		effectiveAttributes(catalogs, 'c', attributes),
		port,
		{},
		watermark === undefined ? undefined : read(watermark, true),
	);
	const problems = understood.problems.map(({ code }) => code);
	return { type, notes, problems, ...(await pixelsOf(new Uint8Array(await blob.arrayBuffer()))) };
}

async function pixelsOf(bytes: Uint8Array): Promise<Omit<DrawnRequest, 'type' | 'notes' | 'problems'>> {
	const { data, info } = await sharp(bytes, { ignoreIcc: true })
		.ensureAlpha()
		.raw()
		.toBuffer({ resolveWithObject: true });
	const { width, height } = info;
	const at = (x: number, y: number): Rgba => {
		if (x < 0 || y < 0 || x >= width || y >= height) throw new Error(`no pixel ${x},${y}`);
		const [red = 0, green = 0, blue = 0, alpha = 0] = data.subarray(4 * (y * width + x));
		return [red, green, blue, alpha];
	};
	const box = (isMeant: PixelTest) => {
		let [left, top, right, bottom] = [width, height, -1, -1];
		for (let pixel = 0; pixel < width * height; pixel++) {
			const start = 4 * pixel;
			const [red = 0, green = 0] = [data[start], data[start + 1]];
			const [blue = 0, alpha = 0] = [data[start + 2], data[start + 3]];
			if (!isMeant(red, green, blue, alpha)) continue;
			const [x, y] = [pixel % width, Math.floor(pixel / width)];
			[left, right] = [Math.min(left, x), Math.max(right, x)];
			[top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
		}
		return right < 0 ? undefined : ([left, top, right - left + 1, bottom - top + 1] as const);
	};
	return { bytes, width, height, at, box };
}
