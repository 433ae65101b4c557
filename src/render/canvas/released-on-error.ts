import type { RenderPort } from '../port.js';
import { release } from './canvas.js';

/**
 * Does work that may fail half-way. Each part of the renderer gives the memory of its canvases back as soon
 * as they are drawn; if the work fails, all that it still holds is given back here.
 * @param work is handed the port to use
 */
export async function releasedOnError<Result>(
	port: RenderPort,
	work: (port: RenderPort) => Promise<Result>,
): Promise<Result> {
	const canvases: OffscreenCanvas[] = [];
	const createCanvas = (width: number, height: number) => {
		const canvas = port.createCanvas(width, height);
		canvases.push(canvas);
		return canvas;
	};
	try {
		// not a spread: the methods of a port may be those of a class
		return await work({
			createCanvas,
			loadAsset: (object) => port.loadAsset(object),
			loadUrl: (url) => port.loadUrl(url),
			loadFont: (face) => port.loadFont(face),
			decode: (asset, size) => port.decode(asset, size),
			encode: (canvas, type, quality) => port.encode(canvas, type, quality),
		});
	} catch (error) {
		for (const canvas of canvases) release(canvas);
		throw error;
	}
}
