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
	/** of type `cmyk`: cyan, magenta, yellow and black as written, each 0 to 100 */
	readonly cmyk?: readonly [number, number, number, number];
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

/** `align=`; each from -1 (left, top) to 1 (right, bottom); source page `r-align.md` */
export interface Align {
	readonly horizontal: number;
	readonly vertical: number;
}

/** `rect=`: a tile of the view, in pixels after the view was scaled by `scale`; source page `r-rect.md` */
export interface Tile extends Rectangle {
	readonly scale: number;
}

/** `dpr=`; without `ratio` the client's own one counts; source page `r-dpr.md` */
export interface DevicePixelRatio {
	readonly on: boolean;
	readonly ratio?: number;
}

/** `cache=`; source page `r-is-http-cache.md` */
export interface CacheUse {
	readonly client: 'on' | 'off';
	readonly server: 'on' | 'off' | 'validate' | 'update';
}

/** `icc=`; what is absent is up to the catalog; source page `r-icc.md` */
export interface OutputProfile {
	readonly profile: string;
	readonly renderIntent?: 'perceptual' | 'relative' | 'saturation' | 'absolute';
	readonly blackPointCompensation?: boolean;
	readonly dither?: boolean;
}

/** `quantize=`; source page `r-is-http-quantize.md` */
export interface Palette {
	readonly type: 'adaptive' | 'web' | 'mac';
	/** error diffusion */
	readonly dither: boolean;
	/** 2 to 256; sizes the adaptive palette only */
	readonly colors: number;
	/** colours that must be in the adaptive palette */
	readonly forced: readonly Color[];
}

/** `opac=`, percent; source page `r-opac.md` */
export interface Opacity {
	/** 0 to 100: the layer with its effects */
	readonly opacity: number;
	/** 0 to 100: the layer's own content only */
	readonly fill: number;
}

/** `op_colorbalance=`, each -100 to 100 */
export interface ColorBalance {
	readonly red: number;
	readonly green: number;
	readonly blue: number;
}

/** `op_colorize=`; source page `r-op-colorize.md` */
export interface Colorize {
	readonly color: Color;
	/** shift the brightness first so that the median lies at 50 % */
	readonly normalize: boolean;
	/** 0 to 100; 0 keeps the contrast; no use without `normalize` */
	readonly contrast: number;
}

/** `op_noise=` */
export interface Noise {
	/** 0 to 100 % */
	readonly amount: number;
	readonly distribution: 'uniform' | 'gaussian';
	/** the same value on red, green and blue */
	readonly monochrome: boolean;
}

/** `op_usm=`, `op_usmR=` */
export interface UnsharpMask {
	/** 0 to 5 */
	readonly amount: number;
	/** 0 to 250 pixels */
	readonly radius: number;
	/** 0 to 255 */
	readonly threshold: number;
	/** works on brightness only */
	readonly monochrome: boolean;
}

/** `perspective=`: where the corners go, top left first, clockwise; source page `r-perspective.md` */
export interface Perspective {
	readonly corners: readonly [Point, Point, Point, Point];
	readonly sampling: 'nearest' | 'bilinear' | 'supersampling';
	/** 0 to 200; only with supersampling */
	readonly jitter?: number;
}

/** One piece of a path, in absolute coordinates. */
export type PathSegment =
	| { readonly type: 'line'; readonly to: Point }
	| { readonly type: 'curve'; readonly control1: Point; readonly control2: Point; readonly to: Point };

export interface Subpath {
	readonly start: Point;
	readonly segments: readonly PathSegment[];
	/** closed explicitly, with `z` */
	readonly closed: boolean;
}

/** `clipPath=`, `textPath=` and others, in layer pixels; source page `r-clippath.md` */
export type Path = readonly Subpath[];

/** `textAttr=`; source page `r-textattr.md` */
export interface TextAttributes {
	/** pixels per inch; 1 point = resolution / 72 pixels */
	readonly resolution: number;
	readonly antiAliasing: 'off' | 'norm' | 'crisp' | 'sharp' | 'strong' | 'smooth';
	/** `maxRes`: lower the resolution as far as the box demands; `autoRes`: find the one that fills it */
	readonly resolutionMode: 'fixedRes' | 'autoRes' | 'maxRes';
	readonly wordWrap: 'wrap' | 'noWrap' | 'nbWrap';
}

/** `pathAttr=`: which part of `textPath=` is used, as fractions of its length; source page `r-pathattr.md` */
export interface PathAttributes {
	readonly direction: 'norm' | 'reverse';
	/** 0 up to, not including, 1 */
	readonly start: number;
	/** greater than `start`; beyond 1 only on a closed path */
	readonly end: number;
}

/** `layer=`; source page `r-layer.md` */
export interface LayerAddress {
	/** undefined: the layer is addressed by its name alone */
	readonly number: number | 'comp' | undefined;
	readonly name?: string;
}
