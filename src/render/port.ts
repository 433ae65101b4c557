import type { ImageObject } from '../protocol/image-request.js';
import type { Color, Quality, Size } from '../protocol/values.js';

/**
 * What the renderer needs of the world. A worker and Node each give their own: the renderer itself
 * knows no catalog, no cache and no network.
 */
export interface RenderPort {
	createCanvas(width: number, height: number): OffscreenCanvas;
	/**
	 * The stored bytes of an object.
	 * @throws if there is none; the rendering then fails
	 */
	loadAsset(object: ImageObject): Promise<ImageAsset>;
	/**
	 * Decodes to pixels, scaled to `size` with the engine's best filter if given.
	 * @throws if the bytes are no picture
	 */
	decode(asset: ImageAsset, size?: Size): Promise<ImageBitmap>;
	/** Encodes; the returned blob's `type` says what it really is (encoders fall back to PNG silently). */
	encode(canvas: OffscreenCanvas, type: string, quality: number): Promise<Blob>;
}

/** A picture as it was fetched. */
export interface ImageAsset {
	readonly blob: Blob;
	/** MIME type without parameters, lower case */
	readonly type: string;
	/** natural size in pixels, known since the rules were installed */
	readonly size: Size;
}

/** The catalog attributes that decide about pixels, with inheritance already done. */
export interface RenderAttributes {
	/** fills what the picture does not cover (`r-bkgcolor.md`) */
	readonly BkgColor: Color;
	/** view size when the request gives none; a 0 is unconstrained (`r-defaultpix.md`) */
	readonly DefaultPix: Size;
	/** largest reply; a 0 is unconstrained (`r-maxpix.md`) */
	readonly MaxPix: Size;
	/** `r-jpegquality.md` */
	readonly JpegQuality: Quality;
	/** font for text that names none; undefined: the engine's sans-serif */
	readonly DefaultFont: string | undefined;
}

/** A finished picture. */
export interface Picture {
	readonly blob: Blob;
	/** MIME type of the bytes, which may be the documented substitute of the one asked for */
	readonly type: string;
	readonly size: Size;
	/** what could not be done as documented, one sentence each */
	readonly notes: readonly string[];
}
