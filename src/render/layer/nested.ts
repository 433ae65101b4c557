import type { ImageRequest } from '../../protocol/image-request.js';
import { checkPixels } from '../canvas/canvas.js';
import type { RenderContext } from '../context.js';
import { RenderError } from '../render-error.js';
import { type PixelSource, smoothing } from './pixel-source.js';

/**
 * The picture of a request that is a layer's source (`r-request-nesting-and-embedding.md`). Its format,
 * background, `DefaultPix` and `MaxPix` do not count; its transparency becomes the layer's.
 * @throws RenderError `too-deep`, and whatever the request itself runs into
 */
export async function nestedSource(request: ImageRequest, context: RenderContext): Promise<PixelSource> {
	const { limits, attributes } = context;
	const depth = context.depth + 1;
	if (depth > limits.nesting) throw new RenderError('too-deep', limits.nesting);
	const unbounded = { width: 0, height: 0 };
	const prepared = await context.prepare(request, {
		...context,
		depth,
		watermark: undefined,
		thumbnailCanvas: undefined,
		attributes: { ...attributes, DefaultPix: unbounded, MaxPix: unbounded },
	});
	return {
		size: prepared.size,
		anchor: undefined,
		resolution: attributes.Resolution,
		smoothing: smoothing(context),
		async pixels(size = prepared.size) {
			checkPixels(size, context);
			return prepared.draw(size);
		},
	};
}
