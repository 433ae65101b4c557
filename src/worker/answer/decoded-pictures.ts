import type { Size } from '../../protocol/values.js';
import type { ImageAsset } from '../../render/port.js';

/** Pixels that are kept at most, all pictures together: 16 MB. */
const MAX_PIXELS = 4_000_000;

/** How long a decoded picture is kept after its last use, in milliseconds. */
const KEPT_MS = 1000;

interface Decoded {
	readonly whole: Promise<ImageBitmap>;
	readonly pixels: number;
	/** who is making another size of it now */
	users: number;
	timer: ReturnType<typeof setTimeout> | undefined;
}

/**
 * A page of failing images shows one default image in many sizes. To decode it takes several times as long as to
 * scale it, so a picture that is wanted again stays decoded for a moment. One that is wanted once does not.
 */
export class DecodedPictures {
	readonly #wantedBefore = new WeakSet<Blob>();
	readonly #decoded = new Map<Blob, Decoded>();
	#pixels = 0;

	/**
	 * As `RenderPort.decode`; the pixels are those that decoding at that size gives, in all engines.
	 *
	 * @param decode of the port
	 */
	async decode(
		asset: ImageAsset,
		size: Size | undefined,
		decode: (asset: ImageAsset, size?: Size) => Promise<ImageBitmap>,
	): Promise<ImageBitmap> {
		const { blob } = asset;
		const decoded = this.#decoded.get(blob) ?? (size && this.#keep(asset, decode));
		this.#wantedBefore.add(blob);
		if (size === undefined || decoded === undefined) return decode(asset, size);
		clearTimeout(decoded.timer);
		decoded.users += 1;
		try {
			return await createImageBitmap(await decoded.whole, {
				resizeWidth: size.width,
				resizeHeight: size.height,
				resizeQuality: 'high',
			});
		} finally {
			decoded.users -= 1;
			if (decoded.users === 0) decoded.timer = setTimeout(() => this.#drop(blob, decoded), KEPT_MS);
		}
	}

	/** @returns undefined: it is wanted for the first time, or too large */
	#keep(asset: ImageAsset, decode: (asset: ImageAsset) => Promise<ImageBitmap>): Decoded | undefined {
		const pixels = asset.size.width * asset.size.height;
		if (!this.#wantedBefore.has(asset.blob) || this.#pixels + pixels > MAX_PIXELS) return undefined;
		const decoded = { whole: decode(asset), pixels, users: 0, timer: undefined };
		this.#decoded.set(asset.blob, decoded);
		this.#pixels += pixels;
		return decoded;
	}

	#drop(blob: Blob, { whole, pixels }: Decoded): void {
		this.#decoded.delete(blob);
		this.#pixels -= pixels;
		whole.then(
			(bitmap) => bitmap.close(),
			() => {},
		);
	}
}
