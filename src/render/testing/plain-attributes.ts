import type { RenderAttributes } from '../port.js';

const WHITE = { red: 255, green: 255, blue: 255, alpha: 1, type: 'rgb', sourceSpace: false } as const;
const NONE = { width: 0, height: 0 };

/** A catalog that bounds nothing and gives no size of its own, so that a request alone decides. */
export const PLAIN_ATTRIBUTES: RenderAttributes = {
	ApplyEffectMask: true,
	BkgColor: WHITE,
	DefaultPix: NONE,
	MaxPix: NONE,
	JpegQuality: { quality: 80, fullChroma: false },
	ResMode: undefined,
	DefaultFont: undefined,
	SynthesizeFontStyles: true,
	Resolution: undefined,
	PrintResolution: undefined,
	DefaultThumbPix: { width: 100, height: 100 },
	ThumbType: 'fit',
	ThumbHorizAlign: 'center',
	ThumbVertAlign: 'center',
	ThumbBkgColor: WHITE,
	ThumbRes: undefined,
};
