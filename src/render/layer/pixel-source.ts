import type { ImageObject } from '../../protocol/image-request.js';
import type { Measured, Point, Size } from '../../protocol/values.js';
import { checkPixels } from '../canvas/canvas.js';
import type { RenderContext } from '../context.js';
import type { ImageAsset } from '../port.js';
import { RenderError } from '../render-error.js';

/** Pixels that a layer is made of. */
export interface PixelSource {
	readonly size: Size;
	readonly anchor: Measured<Point> | undefined;
	/** undefined: unknown */
	readonly resolution: number | undefined;
	/** of enlarging, as canvases name it */
	readonly smoothing: ImageSmoothingQuality;
	/** true: no pixel is transparent, as the format has none; absent: there may be some */
	readonly isOpaque?: boolean;
	/**
	 * @param size what the source will be shown at; undefined: at its own size or larger
	 * @returns the whole source, at that size or at its own; the receiver releases it
	 */
	pixels(size: Size | undefined): Promise<ImageBitmap | OffscreenCanvas>;
}

/**
 * The pixels of a stored image.
 * @throws RenderError `source-unavailable`; on use also `source-undecodable`
 */
export async function assetSource(object: ImageObject, context: RenderContext): Promise<PixelSource> {
	const asset = await loadAsset(object, context);
	return {
		...pixelsOf(asset, object.specifier, context),
		anchor: readAnchor(object.record?.Anchor),
		resolution: object.record?.Resolution || context.attributes.Resolution,
	};
}

/**
 * The pixels of a picture that lies anywhere, `src={http...}`.
 * @throws RenderError `source-unavailable`; on use also `source-undecodable`
 */
export async function foreignSource(url: string, context: RenderContext): Promise<PixelSource> {
	const asset = await available(context.port.loadUrl(url), url);
	return pixelsOf(asset, url, context);
}

function pixelsOf(asset: ImageAsset, name: string, context: RenderContext): PixelSource {
	return {
		size: asset.size,
		anchor: undefined,
		resolution: context.attributes.Resolution,
		smoothing: smoothing(context),
		isOpaque: asset.type === 'image/jpeg',
		async pixels(size) {
			checkPixels(size ?? asset.size, context);
			try {
				return await context.port.decode(asset, size);
			} catch (cause) {
				throw new RenderError('source-undecodable', name, { cause });
			}
		},
	};
}

/**
 * `resMode=` as far as engines have such a filter: they enlarge by lines between pixels, or by curves. All of
 * them shrink by their best one: the lower ones leave pixels out, which no server does.
 */
export function smoothing({ attributes: { ResMode } }: RenderContext): ImageSmoothingQuality {
	return ResMode === 'bilin' ? 'medium' : 'high';
}

/** @throws RenderError `source-unavailable` */
export function loadAsset(object: ImageObject, context: RenderContext): Promise<ImageAsset> {
	return available(context.port.loadAsset(object), object.specifier);
}

async function available(loading: Promise<ImageAsset>, name: string): Promise<ImageAsset> {
	try {
		return await loading;
	} catch (cause) {
		throw new RenderError('source-unavailable', name, { cause });
	}
}

/** `catalog::Anchor`: full-resolution pixels. */
function readAnchor(text: string | undefined): Measured<Point> | undefined {
	const [x = Number.NaN, y = Number.NaN] = (text ?? '').split(',').map(Number.parseFloat);
	return Number.isFinite(x + y) ? { x, y, unit: 'pixels' } : undefined;
}
