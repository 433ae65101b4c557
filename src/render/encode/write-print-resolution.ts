import { type PngChunk, pngChunks, pngFile } from './png-file.js';

/**
 * Writes a resolution into a picture; its pixels stay, and so does what a camera has written (Exif). Other
 * formats than JPEG and PNG stay as they are.
 */
export async function withPrintResolution(blob: Blob, dotsPerInch: number): Promise<Blob> {
	if (blob.type !== 'image/jpeg' && blob.type !== 'image/png') return blob;
	const bytes = new Uint8Array(await blob.arrayBuffer());
	const written = blob.type === 'image/png' ? withPhys(bytes, dotsPerInch) : withDensity(bytes, dotsPerInch);
	return new Blob([written], { type: blob.type });
}

const METRES_PER_INCH = 0.0254;

/** `pHYs`: pixels per metre, right behind the header. */
function withPhys(file: Uint8Array<ArrayBuffer>, dotsPerInch: number): Uint8Array<ArrayBuffer> {
	const [header, ...others] = pngChunks(file) ?? [];
	if (!header) return file;
	const data = new DataView(new ArrayBuffer(9));
	const perMetre = Math.min(0x7fffffff, Math.round(dotsPerInch / METRES_PER_INCH));
	data.setUint32(0, perMetre);
	data.setUint32(4, perMetre);
	data.setUint8(8, 1);
	const phys: PngChunk = { type: 'pHYs', data: new Uint8Array(data.buffer) };
	return pngFile([header, phys, ...others.filter(({ type }) => type !== 'pHYs')]);
}

const JFIF = [0x4a, 0x46, 0x49, 0x46, 0];

/** The density of the JFIF header; a file without one gets it. */
function withDensity(file: Uint8Array<ArrayBuffer>, dotsPerInch: number): Uint8Array<ArrayBuffer> {
	if (file[0] !== 0xff || file[1] !== 0xd8) return file;
	const hasHeader =
		file[2] === 0xff && file[3] === 0xe0 && JFIF.every((byte, index) => file[6 + index] === byte);
	const header = hasHeader ? [] : [0xff, 0xe0, 0, 16, ...JFIF, 1, 1, 0, 0, 1, 0, 1, 0, 0];
	const result = new Uint8Array(file.length + header.length);
	result.set(file.subarray(0, 2));
	result.set(header, 2);
	result.set(file.subarray(2), 2 + header.length);
	const view = new DataView(result.buffer);
	const density = Math.min(0xffff, Math.max(1, Math.round(dotsPerInch)));
	// 1: dots per inch
	view.setUint8(13, 1);
	view.setUint16(14, density);
	view.setUint16(16, density);
	return result;
}
