import type { Rgb } from './rgb.js';

/** A picture whose pixels are numbers of colours. */
export interface IndexedPicture {
	readonly width: number;
	readonly height: number;
	readonly indices: Uint8Array;
	/** 2 to 256 */
	readonly colors: readonly Rgb[];
	/** number of transparent pixels; undefined: there are none */
	readonly keyIndex: number | undefined;
}
