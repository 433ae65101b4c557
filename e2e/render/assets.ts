import sharp from 'sharp';
import type { Asset } from './renderer.js';

const BLUE = { r: 0, g: 0, b: 255, alpha: 1 };
const CLEAR = { r: 0, g: 0, b: 0, alpha: 0 };

/** A blue picture without transparency. */
export async function blueJpeg(width: number, height: number): Promise<Asset> {
	const bytes = await sharp({ create: { width, height, channels: 3, background: BLUE } })
		.jpeg({ quality: 95 })
		.toBuffer();
	return { type: 'image/jpeg', bytes };
}

/** A blue picture. */
export async function bluePng(width: number, height: number): Promise<Asset> {
	const bytes = await sharp({ create: { width, height, channels: 4, background: BLUE } })
		.png()
		.toBuffer();
	return { type: 'image/png', bytes };
}

/** A red picture. */
export async function redPng(width: number, height: number): Promise<Asset> {
	const bytes = await sharp({ create: { width, height, channels: 3, background: 'red' } })
		.png()
		.toBuffer();
	return { type: 'image/png', bytes };
}

/** Transparent but for a blue rectangle in the middle, half as wide and half as high. */
export async function islandPng(width: number, height: number): Promise<Asset> {
	const island = { create: { width: width / 2, height: height / 2, channels: 4 as const, background: BLUE } };
	const bytes = await sharp({ create: { width, height, channels: 4, background: CLEAR } })
		.composite([{ input: island, left: width / 4, top: height / 4 }])
		.png()
		.toBuffer();
	return { type: 'image/png', bytes };
}

/** A white picture with a red square of `mark` pixels in its top left corner. */
export async function markedPng(width: number, height: number, mark: number): Promise<Asset> {
	const red = { create: { width: mark, height: mark, channels: 3 as const, background: 'red' } };
	const bytes = await sharp({ create: { width, height, channels: 3, background: 'white' } })
		.composite([{ input: red, left: 0, top: 0 }])
		.png()
		.toBuffer();
	return { type: 'image/png', bytes };
}

/** Black and white stripes of one pixel each: gray from afar, and a moire if it is scaled badly. */
export async function stripedPng(width: number, height: number): Promise<Asset> {
	const row = Buffer.from(Array.from({ length: width }, (_, x) => (x % 2 ? 255 : 0)));
	const pixels = Buffer.concat(Array.from({ length: height }, () => row));
	const bytes = await sharp(pixels, { raw: { width, height, channels: 1 } })
		.png()
		.toBuffer();
	return { type: 'image/png', bytes };
}

export function svg(text: string): Asset {
	return { type: 'image/svg+xml', bytes: Buffer.from(text) };
}

/** A transparent picture with a shape, given as SVG. */
export async function shapePng(width: number, height: number, shape: string): Promise<Asset> {
	const text = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${shape}</svg>`;
	return { type: 'image/png', bytes: await sharp(Buffer.from(text)).png().toBuffer() };
}
