import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { readPictureBytes } from './picture-bytes.js';

const picture = (width = 40, height = 30) =>
	sharp({ create: { width, height, channels: 3, background: '#c40' } });

/** A JPEG with another JPEG, whole, in its first segment, as cameras write it. */
async function withThumbnail(): Promise<Buffer> {
	const thumbnail = await picture(4, 4).jpeg().toBuffer();
	const length = Buffer.alloc(2);
	length.writeUInt16BE(thumbnail.length + 2);
	const large = await picture(400, 300).jpeg({ progressive: true }).toBuffer();
	return Buffer.concat([
		large.subarray(0, 2),
		Buffer.from([0xff, 0xe1]),
		length,
		thumbnail,
		large.subarray(2),
	]);
}

describe.each([
	['JPEG', () => picture().jpeg().toBuffer()],
	['progressive JPEG', () => picture(300, 300).jpeg({ progressive: true }).toBuffer()],
	['JPEG with a thumbnail', withThumbnail],
	['PNG', () => picture().png().toBuffer()],
	['GIF', () => picture().gif().toBuffer()],
	['WebP', () => picture().webp().toBuffer()],
	['AVIF', () => picture().avif().toBuffer()],
	['SVG', async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9"/></svg>\n')],
])('%s', (_, make) => {
	test('whole', async () => {
		expect(readPictureBytes(await make())).toMatchObject({ isWhole: true });
	});

	test.each([0.2, 0.6, 0.95])('cut off after %s of it', async (part) => {
		const bytes = await make();
		expect(readPictureBytes(bytes.subarray(0, Math.max(24, bytes.length * part)))).toMatchObject({
			isWhole: false,
		});
	});
});

test.each(['', 'Sorry', '<html><svg></svg></html>', 'GIF', '\u00ff'])('no picture: %s', (text) => {
	expect(readPictureBytes(new TextEncoder().encode(text))).toBeUndefined();
});

test('an SVG may have a prologue', () => {
	const text = '\ufeff<?xml version="1.0"?>\n<!-- drawn -->\n<!DOCTYPE svg>\n<svg viewBox="0 0 9 9"/>\n';
	expect(readPictureBytes(new TextEncoder().encode(text))).toEqual({ isWhole: true });
});

test('the size of formats that placeholders of one pixel have', async () => {
	const one = { width: 1, height: 1 };
	expect(readPictureBytes(await picture(1, 1).png().toBuffer())?.size).toEqual(one);
	expect(readPictureBytes(await picture(1, 1).gif().toBuffer())?.size).toEqual(one);
	expect(readPictureBytes(await picture(20, 10).png().toBuffer())?.size).toEqual({ width: 20, height: 10 });
});
