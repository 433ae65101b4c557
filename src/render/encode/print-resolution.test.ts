import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { parseImageRequest } from '../../protocol/parse-image-request.js';
import { printResolution } from './print-resolution.js';
import { withPrintResolution } from './write-print-resolution.js';

const picture = (format: 'png' | 'jpeg' | 'webp') =>
	sharp({ create: { width: 8, height: 6, channels: 3, background: '#08f' } })
		.toFormat(format)
		.toBuffer();

async function written(bytes: Uint8Array, type: string, dotsPerInch: number) {
	const blob = await withPrintResolution(new Blob([Uint8Array.from(bytes)], { type }), dotsPerInch);
	expect(blob.type).toBe(type);
	return Buffer.from(await blob.arrayBuffer());
}

describe('withPrintResolution', () => {
	test('pixels 42: a PNG has 11811 pixels per metre', async () => {
		const file = await written(await picture('png'), 'image/png', 300);
		const at = file.indexOf('pHYs');
		expect([file.readUInt32BE(at + 4), file.readUInt32BE(at + 8), file[at + 12]]).toEqual([11811, 11811, 1]);
	});

	for (const format of ['png', 'jpeg'] as const) {
		test(`${format}: another resolution, the same pixels`, async () => {
			const plain = await picture(format);
			for (const source of [plain, await written(plain, `image/${format}`, 72)]) {
				const file = await written(source, `image/${format}`, 300);
				const metadata = await sharp(file, { failOn: 'warning' }).metadata();
				expect(metadata).toMatchObject({ density: 300, width: 8, height: 6 });
				const pixels = (bytes: Buffer) => sharp(bytes).raw().toBuffer();
				expect(await pixels(file)).toEqual(await pixels(source));
			}
		});
	}

	test('a JPEG without a JFIF header gets one', async () => {
		const jpeg = await picture('jpeg');
		const length = jpeg.readUInt16BE(4);
		const bare = Buffer.concat([jpeg.subarray(0, 2), jpeg.subarray(4 + length)]);
		const metadata = await sharp(await written(bare, 'image/jpeg', 144), { failOn: 'warning' }).metadata();
		expect(metadata).toMatchObject({ density: 144, width: 8, height: 6 });
	});

	test('what is no PNG, no JPEG, or neither in truth stays as it is', async () => {
		const webp = await picture('webp');
		expect(await written(webp, 'image/webp', 300)).toEqual(webp);
		const broken = Buffer.from('no picture');
		expect(await written(broken, 'image/png', 300)).toEqual(broken);
		expect(await written(broken, 'image/jpeg', 300)).toEqual(broken);
	});
});

describe('printResolution', () => {
	const catalogs = { Acme: { records: { a: { PrintResolution: 150 }, b: { PrintResolution: 0 } } } };
	const rows = [
		['/Acme/a?printRes=300', 72, 300],
		['/Acme/a', 72, 150],
		['/Acme/b', 72, 72],
		['/Acme/b', undefined, undefined],
		['/Acme/onError?text=x&layer=2&src=a&layer=3&src=b', 72, 150],
	] as const;
	for (const [request, PrintResolution, expected] of rows) {
		test(`${request} with ${PrintResolution}: ${expected}`, () => {
			const parsed = parseImageRequest(`/is/image${request}`, catalogs);
			expect(printResolution(parsed, { PrintResolution })).toBe(expected);
		});
	}
});
