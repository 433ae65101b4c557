import type { ImageObject } from '../../protocol/image-request.js';
import type { Size } from '../../protocol/values.js';
import type { ImageAsset, RenderPort } from '../../render/port.js';
import { SVG_TYPE } from '../../render/stored/svg.js';
import { type CanvasPackage, canvasPackage, type NodeCanvas } from './canvas-package.js';
import { readPicture } from './read-picture.js';

/**
 * The port of Node, on the optional package `@napi-rs/canvas`. It does what a browser's worker does, also
 * where more could be done: SVG layers are refused, and formats that no browser encodes come out as PNG.
 *
 * @param loadAsset where images come from; rejects if there is none
 * @param others foreign images and fonts; absent: there are none
 * @throws Error that says what to install if `@napi-rs/canvas` is not there
 */
export function nodeRenderPort(
	loadAsset: (object: ImageObject) => Promise<ImageAsset>,
	{ loadUrl = refuseUrl, loadFont = noFont }: Partial<Pick<RenderPort, 'loadUrl' | 'loadFont'>> = {},
): RenderPort {
	const canvases = canvasPackage();
	return {
		loadAsset,
		loadUrl,
		loadFont,
		// the package's canvases have all members of a browser's that the renderer uses
		createCanvas: (width, height) => canvases.createCanvas(width, height) as unknown as OffscreenCanvas,
		decode: (asset, size) => decode(asset, size, canvases),
		encode: (canvas, type, quality) => encode(canvas as unknown as NodeCanvas, type, quality),
	};
}

function refuseUrl(url: string): Promise<never> {
	return Promise.reject(new Error(`${url} may not be fetched`));
}

async function noFont(): Promise<undefined> {}

async function decode(
	{ blob, type }: ImageAsset,
	size: Size | undefined,
	canvases: CanvasPackage,
): Promise<ImageBitmap> {
	if (type === SVG_TYPE) throw new Error('no browser decodes SVG in a worker');
	const image = await readPicture(blob, canvases);
	// the package scales images by its worst filter, whatever is asked for, but canvases by the one that is
	const whole = canvases.createCanvas(image.width, image.height);
	whole.getContext('2d').drawImage(image, 0, 0);
	// a canvas is drawn as a bitmap is, and freed by the garbage collector
	if (size === undefined) return whole as unknown as ImageBitmap;
	const scaled = canvases.createCanvas(size.width, size.height);
	const context = scaled.getContext('2d');
	context.imageSmoothingQuality = 'high';
	context.drawImage(whole, 0, 0, size.width, size.height);
	// its memory must not wait for the garbage collector
	whole.width = 1;
	whole.height = 1;
	return scaled as unknown as ImageBitmap;
}

/** PNG for a type that browsers do not encode, as they do it. */
async function encode(canvas: NodeCanvas, type: string, quality: number): Promise<Blob> {
	switch (type) {
		case 'image/jpeg':
			return new Blob([await canvas.encode('jpeg', quality * 100)], { type });
		case 'image/webp':
			return new Blob([await canvas.encode('webp', quality * 100)], { type });
		default:
			return new Blob([await canvas.encode('png')], { type: 'image/png' });
	}
}
