import type { Steps } from '../../pixels/steps.js';
import type { IndexedPicture } from './indexed-picture.js';
import { lzwBlocks } from './lzw.js';

/** A GIF of one picture. */
export function* gifFile({
	indices,
	width,
	height,
	colors,
	keyIndex,
}: IndexedPicture): Steps<readonly Uint8Array<ArrayBuffer>[]> {
	// codes of less than two bits are not allowed
	const bits = Math.max(2, Math.ceil(Math.log2(colors.length)));
	const table = new Uint8Array(3 << bits);
	table.set(colors.flat());
	const size = [width & 255, width >> 8, height & 255, height >> 8];
	const blocks = yield* lzwBlocks(indices, bits);
	return [
		new TextEncoder().encode('GIF89a'),
		// a table of colours for all pictures, of eight bits a channel
		Uint8Array.of(...size, 0xf0 | (bits - 1), 0, 0),
		table,
		...(keyIndex === undefined ? [] : [Uint8Array.of(0x21, 0xf9, 4, 1, 0, 0, keyIndex, 0)]),
		Uint8Array.of(0x2c, 0, 0, 0, 0, ...size, 0, bits),
		blocks,
		Uint8Array.of(0x3b),
	];
}
