import { inTurns } from '../../../in-turns.js';
import type { Palette } from '../../../protocol/values.js';
import type { Raster } from '../../pixels/raster.js';
import type { Steps } from '../../pixels/steps.js';
import { pngFile } from '../png-file.js';
import { gifFile } from './gif-file.js';
import { indexPixels } from './index-pixels.js';
import type { IndexedPicture } from './indexed-picture.js';
import { DEFAULT_PALETTE, paletteColors } from './palettes.js';
import type { Rgb } from './rgb.js';

/**
 * Writes a picture with at most 256 colours.
 * @param keyed one of the colours is the key colour, which stands for transparent pixels
 */
export async function encodePalette(
	raster: Raster,
	palette: Palette | undefined,
	type: 'image/gif' | 'image/png',
	keyed: boolean,
): Promise<{ blob: Blob; notes: readonly string[] }> {
	const asked = palette ?? DEFAULT_PALETTE;
	const isInstead = keyed && asked.type === 'mac';
	const picture = await inTurns(indexed(raster, isInstead ? { ...asked, type: 'web' } : asked, keyed));
	const parts = type === 'image/gif' ? await inTurns(gifFile(picture)) : [await png(picture)];
	const notes = isInstead ? ['The mac palette has no room for a key colour: web instead.'] : [];
	return { blob: new Blob([...parts], { type }), notes };
}

function* indexed(raster: Raster, palette: Palette, keyed: boolean): Steps<IndexedPicture> {
	const { width, height } = raster;
	const colors = yield* paletteColors(raster, palette, keyed ? 255 : 256);
	const keyIndex = keyed ? colors.length : undefined;
	const indices = yield* indexPixels(raster, colors, palette.dither, keyIndex);
	return { width, height, indices, colors: keyed ? [...colors, KEY_COLOR] : colors, keyIndex };
}

/** What programs without transparency show there. */
const KEY_COLOR: Rgb = [255, 255, 255];

/** Colour type 3, eight bits per pixel. */
async function png({ indices, width, height, colors }: IndexedPicture): Promise<Uint8Array<ArrayBuffer>> {
	const header = new DataView(new ArrayBuffer(13));
	header.setUint32(0, width);
	header.setUint32(4, height);
	header.setUint8(8, 8);
	header.setUint8(9, 3);
	// each row begins with the number of its filter: 0, none, is best for palettes
	const rows = new Uint8Array((width + 1) * height);
	for (let y = 0; y < height; y++)
		rows.set(indices.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
	return pngFile([
		{ type: 'IHDR', data: new Uint8Array(header.buffer) },
		{ type: 'PLTE', data: new Uint8Array(colors.flat()) },
		{ type: 'IDAT', data: await deflated(rows) },
		{ type: 'IEND', data: new Uint8Array() },
	]);
}

async function deflated(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
	const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'));
	return new Uint8Array(await new Response(stream).arrayBuffer());
}
