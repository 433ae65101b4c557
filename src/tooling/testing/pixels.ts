import { createCanvas, loadImage } from '@napi-rs/canvas';
import sharp from 'sharp';

/** Red, green, blue, alpha, as a file has them: not multiplied. */
export type Rgba = readonly [red: number, green: number, blue: number, alpha: number];

export interface ReadPicture {
	readonly width: number;
	readonly height: number;
	/** red, green, blue, alpha */
	at(x: number, y: number): readonly number[];
}

/** The pixels of an encoded picture. For tests. */
export async function readPixels(bytes: Uint8Array): Promise<ReadPicture> {
	const image = await loadImage(bytes);
	const { width, height } = image;
	const context = createCanvas(width, height).getContext('2d');
	context.drawImage(image, 0, 0);
	return { width, height, at: (x, y) => [...context.getImageData(x, y, 1, 1).data] };
}

/** A PNG of one colour. For tests. */
export function plainPng(width: number, height: number, color: string): Uint8Array {
	const canvas = createCanvas(width, height);
	const context = canvas.getContext('2d');
	context.fillStyle = color;
	context.fillRect(0, 0, width, height);
	return canvas.toBuffer('image/png');
}

/** A PNG with these pixels. For tests. */
export function pngOf(width: number, height: number, pixel: (x: number, y: number) => Rgba): Promise<Buffer> {
	const data = Buffer.alloc(4 * width * height);
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) data.set(pixel(x, y), 4 * (y * width + x));
	}
	return sharp(data, { raw: { width, height, channels: 4 } })
		.png({ compressionLevel: 1 })
		.toBuffer();
}

/** A PNG of one colour. For tests. */
export function pngOfColor(width: number, height: number, [r, g, b, alpha]: Rgba): Promise<Buffer> {
	return sharp({ create: { width, height, channels: 4, background: { r, g, b, alpha: alpha / 255 } } })
		.png({ compressionLevel: 1 })
		.toBuffer();
}
