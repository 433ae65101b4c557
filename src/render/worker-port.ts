import type { ImageObject } from '../protocol/image-request.js';
import type { ImageAsset, RenderPort } from './port.js';

/**
 * The port of a browser, in a worker or a page.
 * @param loadAsset where images come from; rejects if there is none
 * @param others foreign images and fonts; absent: there are none
 */
export function workerRenderPort(
	loadAsset: (object: ImageObject) => Promise<ImageAsset>,
	{ loadUrl = refuseUrl, loadFont = noFont }: Partial<Pick<RenderPort, 'loadUrl' | 'loadFont'>> = {},
): RenderPort {
	return {
		loadAsset,
		loadUrl,
		loadFont,
		createCanvas,
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

function createCanvas(width: number, height: number): OffscreenCanvas {
	return new OffscreenCanvas(width, height);
}

function refuseUrl(url: string): Promise<never> {
	return Promise.reject(new Error(`${url} may not be fetched`));
}

async function noFont(): Promise<undefined> {}
