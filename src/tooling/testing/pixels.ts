import { createCanvas, loadImage } from '@napi-rs/canvas';

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
