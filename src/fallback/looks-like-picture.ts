/** As many bytes as tell what a file is. */
export const MAX_SIGNATURE_BYTES = 16;

/**
 * How the files begin that browsers show as pictures whatever they are called: where, and with which bytes. Not SVG,
 * which is shown by its name alone.
 *
 * @see https://mimesniff.spec.whatwg.org/#matching-an-image-type-pattern
 */
const SIGNATURES: readonly (readonly [number, string])[] = [
	[0, '\x89PNG\r\n\x1a\n'],
	[0, '\xff\xd8\xff'],
	[0, 'GIF87a'],
	[0, 'GIF89a'],
	[8, 'WEBPVP'],
	[0, 'BM'],
	// icons and cursors
	[0, '\0\0\x01\0'],
	[0, '\0\0\x02\0'],
	[4, 'ftypavif'],
	[4, 'ftypavis'],
	// JPEG XL, without a container and with one
	[0, '\xff\x0a'],
	[4, 'JXL '],
];

/** @param bytes the beginning of a file */
export function looksLikePicture(bytes: Uint8Array): boolean {
	const text = String.fromCharCode(...bytes.subarray(0, MAX_SIGNATURE_BYTES));
	return SIGNATURES.some(([index, signature]) => text.startsWith(signature, index));
}
