/**
 * The values that commands carry once they are parsed. Later floors read these, never strings.
 */

/** Width and height, in pixels unless the owner says otherwise. */
export interface Size {
	readonly width: number;
	readonly height: number;
}

/** An offset from a top-left corner; grows right and down. */
export interface Point {
	readonly x: number;
	readonly y: number;
}

export interface Rectangle extends Point, Size {}

/** One amount per edge, e.g. of `extend=`; positive adds, negative crops. */
export interface Edges {
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
}

/**
 * A value that has a pixel spelling and a normalised one (`size=`/`sizeN=`, `pos=`/`posN=`).
 * Both fill one slot: the last one written wins.
 */
export type Measured<T> = T & { readonly unit: 'pixels' | 'relative' };

/** A colour, already brought to RGB by the documented naive conversion. */
export interface Color {
	/** 0 to 255 */
	readonly red: number;
	/** 0 to 255 */
	readonly green: number;
	/** 0 to 255 */
	readonly blue: number;
	/** 0 to 1, not premultiplied */
	readonly alpha: number;
	/** how it was written */
	readonly type: 'rgb' | 'gray' | 'cmyk';
	/** suffix `s`: the colour lives in the source colour space */
	readonly sourceSpace: boolean;
}

/** `fmt=`; source page `r-is-http-fmt.md` */
export interface OutputFormat {
	/** lower case, e.g. `jpeg`, `png-alpha`; `jpg` is read as `jpeg` */
	readonly format: string;
	readonly pixelType?: 'rgb' | 'gray' | 'cmyk';
	readonly compression?: 'jpeg' | 'lossy' | 'lossless' | 'lzw' | 'none' | 'zip';
}

/** `qlt=`; source page `r-is-http-qlt.md` */
export interface Quality {
	/** 1 to 100 */
	readonly quality: number;
	/** true: chroma down-sampling is switched off */
	readonly fullChroma: boolean;
}

export type FitMode = 'fit' | 'constrain' | 'crop' | 'wrap' | 'stretch' | 'hfit' | 'vfit';

/** `fit=`; source page `r-fit.md` */
export interface Fit {
	readonly mode: FitMode;
	readonly upscale: boolean;
}

/** `req=`; source page `r-req.md` */
export interface RequestType {
	/** lower case, e.g. `img`, `tmb`, `mask`, `exists`, `props` */
	readonly type: string;
	readonly format?: 'text' | 'javascript' | 'xml' | 'json';
	readonly encoding?: string;
}
