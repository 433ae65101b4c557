import type { Palette } from '../../protocol/values.js';
import type { Raster } from '../pixels/raster.js';
import { pngFile } from '../png-file.js';
import { gifLibrary } from './gif-library.js';
import { indexPixels } from './index-pixels.js';
import { DEFAULT_PALETTE, paletteColors, type Rgb } from './palettes.js';

/** A picture whose pixels are numbers of colours. */
interface Indexed {
	readonly width: number;
	readonly height: number;
	readonly indices: Uint8Array;
	readonly colors: readonly Rgb[];
	/** number of transparent pixels; undefined: there are none */
	readonly keyIndex: number | undefined;
}

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
	const { type: kind, ...asked } = palette ?? DEFAULT_PALETTE;
	const isMac = kind === 'mac';
	const colors = paletteColors(raster, { ...asked, type: keyed && isMac ? 'web' : kind }, keyed ? 255 : 256);
	const keyIndex = keyed ? colors.length : undefined;
	const indices = indexPixels(raster, colors, asked.dither, keyIndex);
	const { width, height } = raster;
	const picture = { width, height, indices, colors: keyed ? [...colors, KEY_COLOR] : colors, keyIndex };
	const bytes = type === 'image/gif' ? gif(picture) : await png(picture);
	const notes = keyed && isMac ? ['The mac palette has no room for a key colour: web instead.'] : [];
	return { blob: new Blob([bytes], { type }), notes };
}

/** What programs without transparency show there. */
const KEY_COLOR: Rgb = [255, 255, 255];

function gif({ indices, width, height, colors, keyIndex }: Indexed): Uint8Array<ArrayBuffer> {
	const encoder = gifLibrary().GIFEncoder();
	encoder.writeFrame(indices, width, height, {
		palette: colors,
		repeat: -1,
		...(keyIndex !== undefined && { transparent: true, transparentIndex: keyIndex }),
	});
	encoder.finish();
	return encoder.bytes();
}

/** Colour type 3, eight bits per pixel. */
async function png({ indices, width, height, colors }: Indexed): Promise<Uint8Array<ArrayBuffer>> {
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
