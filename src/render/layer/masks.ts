import type { ImageObject, Layer } from '../../protocol/image-request.js';
import { createCanvas, filterPixels, release } from '../canvas/canvas.js';
import type { RenderContext } from '../context.js';
import { bySlices } from '../pixels/by-slices.js';
import { isOpaque, KNOWN_COLORS, luminance, type Raster } from '../pixels/raster.js';
import type { Steps } from '../pixels/steps.js';
import { nestedSource } from './nested.js';
import { assetSource, foreignSource, type PixelSource } from './pixel-source.js';

/**
 * The separate mask of a layer: `mask=`, else the record's `MaskPath` (`r-mask.md`).
 * @returns pixels whose alpha is the mask; undefined: there is none
 * @throws RenderError
 */
export async function maskSource(layer: Layer, context: RenderContext): Promise<PixelSource | undefined> {
	const source = await maskPixels(layer, context);
	return (
		source && {
			...source,
			pixels: async (size) => changed(await source.pixels(size), context, toAlpha),
		}
	);
}

async function maskPixels({ mask, source }: Layer, context: RenderContext): Promise<PixelSource | undefined> {
	switch (mask?.type) {
		// what no browser renders masks nothing
		case 'unsupported':
		case undefined:
			return source.type === 'image' && source.object.record?.MaskPath
				? assetSource(maskObject(source.object, source.object.record.MaskPath), context)
				: undefined;
		case 'image':
			return assetSource(maskObject(mask.object, mask.object.record?.MaskPath), context);
		case 'nested':
			return nestedSource(mask.request, context);
		case 'foreign':
			return foreignSource(mask.url, context);
	}
}

/**
 * A picture that has a separate mask: its own alpha does not count (`r-maskpath-cat.md`). What is wholly
 * transparent stays so, because a canvas keeps no colours there, and what is nearly so fades.
 */
export function withoutOwnAlpha(source: PixelSource, context: RenderContext): PixelSource {
	if (source.isOpaque) return source;
	return {
		...source,
		async pixels(size) {
			let isLost = false;
			const opaque = await changed(await source.pixels(size), context, function* (raster) {
				if (yield* isOpaque(raster)) return;
				yield* bySlices(raster, ({ data }) => {
					for (let at = 3; at < data.length; at += 4) {
						const alpha = data[at] ?? 0;
						isLost ||= alpha === 0;
						data[at] = (255 * alpha) / KNOWN_COLORS;
					}
				});
			});
			if (isLost) context.note('mask=: nothing shows where the picture itself is wholly transparent.');
			return opaque;
		},
	};
}

/** The object itself, or the file that its record names as its mask. */
function maskObject(object: ImageObject, path: string | undefined): ImageObject {
	return path
		? { ...object, specifier: `${object.rootId}/${path}`, id: path, record: { ...object.record, Path: path } }
		: object;
}

async function changed(
	pixels: ImageBitmap | OffscreenCanvas,
	{ port }: RenderContext,
	change: (raster: Raster) => Steps,
): Promise<OffscreenCanvas> {
	const canvas = createCanvas(port, pixels);
	canvas.drawImage(pixels, 0, 0);
	release(pixels);
	await filterPixels(canvas, change);
	return canvas.canvas;
}

/** The alpha of a picture that has any transparency, else its brightness, as alpha of black. */
function* toAlpha(raster: Raster): Steps {
	const opaque = yield* isOpaque(raster);
	yield* bySlices(raster, ({ data }) => {
		for (let at = 0; at < data.length; at += 4) {
			if (opaque) data[at + 3] = luminance(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0);
			data[at] = data[at + 1] = data[at + 2] = 0;
		}
	});
}
