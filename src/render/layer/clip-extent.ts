import type { Layer, LayerCommands } from '../../protocol/image-request.js';
import type { Rectangle, Size } from '../../protocol/values.js';
import { pathExtent } from '../canvas/paths.js';
import { sizeInPixels } from '../geometry/layer-geometry.js';
import type { LayerContent } from './layer-content.js';

/**
 * The extent of the clip path that gives a solid colour or text layer its size: without `size=` the path is
 * the layer, and its coordinates count from the layer's origin (`r-clippath.md`).
 * @returns undefined if the layer's size is another's business
 */
export function clipExtent({ clipPath, size }: LayerCommands, layer0: Size): Rectangle | undefined {
	if (!clipPath) return undefined;
	const { width = 0, height = 0 } = size ? sizeInPixels(size, layer0) : {};
	return width > 0 || height > 0 ? undefined : pathExtent(clipPath);
}

/** As `clipExtent`, of a layer of any kind. */
export function ownClipExtent(
	{ source, commands }: Layer,
	{ mask }: LayerContent,
	layer0: Size,
): Rectangle | undefined {
	const isSelfSizing = source.type === 'text' || (source.type === 'solid' && !mask);
	return isSelfSizing ? clipExtent(commands, layer0) : undefined;
}
