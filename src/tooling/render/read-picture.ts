import type { CanvasPackage, NodeImage } from './canvas-package.js';

/** @throws if the bytes are no picture */
export async function readPicture(blob: Blob, canvases: CanvasPackage): Promise<NodeImage> {
	const image = await canvases.loadImage(new Uint8Array(await blob.arrayBuffer()));
	if (image.width === 0 || image.height === 0) throw new Error('the picture has no pixels');
	return image;
}
