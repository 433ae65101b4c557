import type { ImageObject, RequestCommands } from '../protocol/image-request.js';
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
	 * The bytes of a foreign source, `src={http...}`.
	 * @param url absolute, http or https
	 * @throws if its origin is not allowed, or it cannot be had; the rendering then fails
	 */
	loadUrl(url: string): Promise<ImageAsset>;
	/**
	 * Makes a font of the shop's font map known to the canvases of this port; once for all renderings.
	 * @returns undefined: the font map does not name it
	 * @throws if its file cannot be had or is no font; the text is then drawn in a similar font
	 */
	loadFont(face: FontName): Promise<LoadedFont | undefined>;
	/**
	 * Decodes to pixels, scaled to `size` with the engine's best filter if given.
	 * @throws if the bytes are no picture
	 */
	decode(asset: ImageAsset, size?: Size): Promise<ImageBitmap>;
	/** Encodes; the returned blob's `type` says what it really is (encoders fall back to PNG silently). */
	encode(canvas: OffscreenCanvas, type: string, quality: number): Promise<Blob>;
}

/** A font as a text names it. */
export interface FontName {
	/** as in the text's font table */
	readonly name: string;
	readonly bold: boolean;
	readonly italic: boolean;
}

/** A font that canvases know. */
export interface LoadedFont {
	/** what to call it in a canvas's `font`: a family of its own, which no installed font has */
	readonly family: string;
	/** false: the font map has no file for this style, which the engine makes of another one */
	readonly exact: boolean;
	/**
	 * Between the descent of a line and the ascent of the next one, in em, 0 or more, as `readLineGap` finds it
	 * in the file. undefined or absent: unknown, as with WOFF2; then that of a known font of the same name
	 * counts, else 0.
	 */
	readonly lineGap?: number | undefined;
}

/** A picture as it was fetched. */
export interface ImageAsset {
	readonly blob: Blob;
	/** MIME type without parameters, lower case */
	readonly type: string;
	/** natural size in pixels, known since the rules were installed */
	readonly size: Size;
}

export type Resampling = NonNullable<RequestCommands['resMode']>;

/** The catalog attributes that decide about pixels, with inheritance already done. */
export interface RenderAttributes {
	/** effects are cut away where their layer lies, if the request says nothing (`r-applyeffectmask.md`) */
	readonly ApplyEffectMask: boolean;
	/** fills what the picture does not cover (`r-bkgcolor.md`) */
	readonly BkgColor: Color;
	/** view size when the request gives none; a 0 is unconstrained (`r-defaultpix.md`) */
	readonly DefaultPix: Size;
	/** largest reply; a 0 is unconstrained (`r-maxpix.md`) */
	readonly MaxPix: Size;
	/** `r-jpegquality.md` */
	readonly JpegQuality: Quality;
	/** how pictures are scaled if the request does not say it; undefined: by the best filter (`r-is-cat-resmode.md`) */
	readonly ResMode: Resampling | undefined;
	/** font for text that names none; undefined: the engine's sans-serif */
	readonly DefaultFont: string | undefined;
	/** false: bold or italic text in a font without such a file is an error (`r-synthesizefontstyles.md`) */
	readonly SynthesizeFontStyles: boolean;
	/** of images without one of their own, in the unit of `res=`; undefined: unknown (`r-resolution.md`) */
	readonly Resolution: number | undefined;
	/** dots per inch, written into the file; undefined: none (`r-printresolution.md`) */
	readonly PrintResolution: number | undefined;
	/** view of `req=tmb` where the request gives no size (`r-defaultthumbpix.md`) */
	readonly DefaultThumbPix: Size;
	/** `r-thumbtype.md` */
	readonly ThumbType: 'crop' | 'fit' | 'texture';
	readonly ThumbHorizAlign: 'left' | 'center' | 'right';
	readonly ThumbVertAlign: 'top' | 'center' | 'bottom';
	/** fills what a thumbnail does not cover (`r-thumbbkgcolor.md`) */
	readonly ThumbBkgColor: Color;
	/** of textures, in the unit of `Resolution`; undefined: unknown (`r-thumbres.md`) */
	readonly ThumbRes: number | undefined;
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
