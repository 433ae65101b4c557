import type { ImageObject } from '../protocol/image-request.js';
import type { ImageAsset, RenderPort } from './port.js';

/**
 * The port of a browser, in a worker or a page.
 * @param loadAsset where images come from; rejects if there is none
 */
export function workerRenderPort(loadAsset: (object: ImageObject) => Promise<ImageAsset>): RenderPort {
	return {
		loadAsset,
		createCanvas: (width, height) => new OffscreenCanvas(width, height),
		decode: ({ blob }, size) =>
			size
				? createImageBitmap(blob, {
						resizeWidth: size.width,
						resizeHeight: size.height,
						resizeQuality: 'high',
					})
				: createImageBitmap(blob),
		encode: (canvas, type, quality) => canvas.convertToBlob({ type, quality }),
	};
}
