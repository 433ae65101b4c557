import pixelmatch from 'pixelmatch';
import sharp from 'sharp';

/** A decoded picture: red, green, blue, alpha, row by row. */
export interface Pixels {
	readonly width: number;
	readonly height: number;
	readonly data: Buffer;
}

export interface Comparison {
	/** of pixels that differ visibly: 0 to 1; of pictures with different sizes 1 */
	readonly share: number;
	/** where they do, as PNG; undefined: the sizes differ */
	readonly difference: Buffer | undefined;
}

/** `npm run goldens` makes new goldens of what is drawn now. */
export const isRewriting = process.env.REWRITE_GOLDENS === '1';

/** Share of the pixels that may differ visibly: the rim of a shape, but not a shape. */
export const TOLERANCE = 0.002;

/**
 * How far a colour may be off before its pixel counts (0 exact, 1 anything): what nobody sees side by side.
 * Edges count as well: whether text is smoothed is a matter of edges.
 */
const THRESHOLD = 0.1;

async function decodePixels(bytes: Uint8Array): Promise<Pixels> {
	const { data, info } = await sharp(bytes).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
	return { width: info.width, height: info.height, data };
}

/**
 * With all its colours: `effort` would leave 256.
 * @param bytes encoded, in any format
 */
export async function asPng(bytes: Uint8Array): Promise<Buffer> {
	return sharp(bytes).png({ compressionLevel: 9 }).toBuffer();
}

/** Compares as an eye would (`pixelmatch`); both are encoded. */
export async function compare(one: Uint8Array, other: Uint8Array): Promise<Comparison> {
	const [a, b] = await Promise.all([decodePixels(one), decodePixels(other)]);
	const { width, height } = a;
	if (width !== b.width || height !== b.height) return { share: 1, difference: undefined };
	const output = Buffer.alloc(a.data.length);
	const count = pixelmatch(a.data, b.data, output, width, height, { threshold: THRESHOLD, includeAA: true });
	const difference = await sharp(output, { raw: { width, height, channels: 4 } })
		.png()
		.toBuffer();
	return { share: count / (width * height), difference };
}
