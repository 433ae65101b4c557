/** The part of `gifenc` that is used here; the package has no types of its own. */
declare module 'gifenc' {
	interface GifEncoder {
		writeFrame(
			index: Uint8Array,
			width: number,
			height: number,
			options: {
				readonly palette: readonly (readonly [number, number, number])[];
				readonly transparent?: boolean;
				readonly transparentIndex?: number;
				/** -1: an image that does not move */
				readonly repeat?: number;
			},
		): void;
		finish(): void;
		bytes(): Uint8Array<ArrayBuffer>;
	}

	interface Gifenc {
		GIFEncoder(): GifEncoder;
		quantize(rgba: Uint8ClampedArray, maxColors: number): [number, number, number][];
	}

	export const GIFEncoder: Gifenc['GIFEncoder'] | undefined;
	export const quantize: Gifenc['quantize'] | undefined;
	const all: Gifenc;
	export default all;
}
