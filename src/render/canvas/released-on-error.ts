import type { RenderPort } from '../port.js';
import { release } from './canvas.js';

/**
 * Does work that may fail half-way. Each part of the renderer gives the memory of its canvases and decoded
 * pictures back as soon as they are drawn; if the work fails, all that it still holds is given back here.
 * @param work is handed the port to use
 */
export async function releasedOnError<Result>(
	port: RenderPort,
	work: (port: RenderPort) => Promise<Result>,
): Promise<Result> {
	const held: (OffscreenCanvas | ImageBitmap)[] = [];
	const createCanvas = (width: number, height: number) => {
		const canvas = port.createCanvas(width, height);
		held.push(canvas);
		return canvas;
	};
	const decode: RenderPort['decode'] = async (asset, size) => {
		const bitmap = await port.decode(asset, size);
		held.push(bitmap);
		return bitmap;
	};
	try {
		// not a spread: the methods of a port may be those of a class
		return await work({
			createCanvas,
			loadAsset: (object) => port.loadAsset(object),
			loadUrl: (url) => port.loadUrl(url),
			loadFont: (face) => port.loadFont(face),
			decode,
			encode: (canvas, type, quality) => port.encode(canvas, type, quality),
		});
	} catch (error) {
		for (const pixels of held) release(pixels);
		throw error;
	}
}
