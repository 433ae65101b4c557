import type { CatalogRecord } from '../../protocol/catalogs.js';
import type { ImageRequest } from '../../protocol/image-request.js';
import type { Align, Size } from '../../protocol/values.js';
import { sizeInPixels } from '../geometry/layer-geometry.js';
import type { RenderAttributes } from '../port.js';
import { RenderError } from '../render-error.js';

/** How a picture is brought into a rectangle (`r-thumbnail-rules.md`). */
export interface ThumbnailRule {
	/** `crop` covers the rectangle, `fit` lies within it, `texture` has a scale of its own */
	readonly type: 'crop' | 'fit' | 'texture';
	/** scale of a `texture` */
	readonly texture: number;
	/** where what is left over or cut off lies */
	readonly align: Align;
}

const HORIZONTAL = { left: -1, center: 0, right: 1 } as const;
const VERTICAL = { top: -1, center: 0, bottom: 1 } as const;
/** `catalog::ThumbType`; 0 is unset. */
const TYPES: Readonly<Record<number, ThumbnailRule['type']>> = { 1: 'crop', 2: 'fit', 3: 'texture' };

/**
 * The rule for an image: its record comes before the attributes.
 * @param record undefined: it has none
 */
export function thumbnailRule(
	record: CatalogRecord | undefined,
	attributes: RenderAttributes,
): ThumbnailRule {
	const { ThumbType, ThumbRes, ThumbHorizAlign, ThumbVertAlign } = attributes;
	const resolution = record?.Resolution || attributes.Resolution;
	const thumbRes = positive(record?.ThumbRes) ?? ThumbRes;
	return {
		type: TYPES[positive(record?.ThumbType) ?? 0] ?? ThumbType,
		texture: thumbRes && resolution ? thumbRes / resolution : 1,
		align: { horizontal: HORIZONTAL[ThumbHorizAlign], vertical: VERTICAL[ThumbVertAlign] },
	};
}

function positive(value: unknown): number | undefined {
	return typeof value === 'number' && value > 0 ? value : undefined;
}

/** The factor that brings `content` into `target`. */
export function thumbnailScale(content: Size, target: Size, { type, texture }: ThumbnailRule): number {
	const x = target.width / content.width;
	const y = target.height / content.height;
	switch (type) {
		case 'crop':
			return Math.max(x, y);
		case 'fit':
			return Math.min(x, y);
		case 'texture':
			return texture;
	}
}

/**
 * The view of `req=tmb`: `wid` and `hei`, else `DefaultThumbPix` (`r-view-transform-for-thumbnails.md`).
 * @throws RenderError `thumbnail-size` where neither says anything
 */
export function thumbnailView(
	{ commands: { wid, hei } }: ImageRequest,
	{ DefaultThumbPix }: RenderAttributes,
): Size {
	const width = wid ?? DefaultThumbPix.width;
	const height = hei ?? DefaultThumbPix.height;
	if (!(width > 0 && height > 0)) throw new RenderError('thumbnail-size');
	return { width, height };
}

/** What layers without a size are brought into: `size=` of layer 0, else the view. */
export function thumbnailCanvas(request: ImageRequest, view: Size): Size {
	const size = request.layers[0]?.commands.size;
	return size && size.width > 0 && size.height > 0 ? sizeInPixels(size, view) : view;
}
