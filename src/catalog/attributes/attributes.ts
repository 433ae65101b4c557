import { addressFilter } from './address-filter.js';
import {
	type AttributeType,
	choice,
	color,
	extension,
	flag,
	hours,
	integer,
	object,
	path,
	positiveReal,
	quality,
	size,
	text,
	url,
} from './attribute-types.js';
import { directAccess, EVERYTHING } from './direct-access.js';
import { timeStamp } from './time-stamp.js';

/**
 * What a catalog without a value of its own gets:
 * - `A`: not defined **or empty** -> the default catalog's value;
 * - `B`: not defined -> the default catalog's value; **defined but empty** -> off;
 * - `C`: never inherited;
 * - `D`: the pages say nothing of inheritance; the general rule of `c-default-catalog.md` is applied, as for `B`.
 */
export type Inheritance = 'A' | 'B' | 'C' | 'D';

/** Can a browser honour it: yes, partly, or has it no meaning there. */
export type BrowserSupport = 'Y' | 'P' | 'N';

export interface AttributeRecord<T, Initial extends T | undefined = T | undefined> {
	readonly type: AttributeType<T>;
	readonly inheritance: Inheritance;
	readonly browser: BrowserSupport;
	/** page of the documentation */
	readonly page: string;
	/** value where no catalog says anything; undefined: none */
	readonly initial: Initial;
}

function attribute<T>(
	type: AttributeType<T>,
	inheritance: Inheritance,
	browser: BrowserSupport,
	page: string,
): AttributeRecord<T, undefined>;
function attribute<T>(
	type: AttributeType<T>,
	inheritance: Inheritance,
	browser: BrowserSupport,
	page: string,
	initial: NoInfer<T>,
): AttributeRecord<T, T>;
function attribute<T>(
	type: AttributeType<T>,
	inheritance: Inheritance,
	browser: BrowserSupport,
	page: string,
	initial?: T,
): AttributeRecord<T> {
	return { type, inheritance, browser, page, initial };
}

const WHITE = { red: 255, green: 255, blue: 255, alpha: 1, type: 'rgb', sourceSpace: false } as const;
const UNCONSTRAINED = { width: 0, height: 0 };
const RESAMPLING = { 1: 'sharp', 2: 'bilin', 3: 'bicub', 4: 'sharp2' } as const;

/**
 * Every documented catalog attribute, once. The manifest schema, inheritance, the manifest check and
 * the reference in the docs read this table. Initial values: the three expirations, `ApplyEffectMask`
 * and `Bfc` are documented; a server takes the others from its `default.ini`, whose contents no page
 * gives, so these are this project's choice.
 */
export const ATTRIBUTES = {
	AllowDirectAccess: attribute(directAccess, 'D', 'N', 'r-allowdirectaccess.md', EVERYTHING),
	AllowDirectUrls: attribute(flag, 'A', 'Y', 'r-allowdirecturls.md', false),
	ApplyEffectMask: attribute(flag, 'D', 'Y', 'r-applyeffectmask.md', true),
	AudioBitRate: attribute(integer(0), 'D', 'N', 'r-audiobitrate.md'),
	Bfc: attribute(choice({ true: true, false: false, 0: false, 1: true }), 'D', 'N', 'r-bfc.md', false),
	BkgColor: attribute(color, 'A', 'Y', 'r-bkgcolor.md', WHITE),
	CacheValidationPolicy: attribute(integer(0, 1), 'A', 'N', 'r-cachevalidationpolicy.md'),
	CatalogFile: attribute(text, 'C', 'Y', 'r-catalogfile.md'),
	ClientAddressFilter: attribute(addressFilter, 'A', 'N', 'r-clientaddressfilter.md'),
	DefaultExpiration: attribute(hours, 'A', 'Y', 'r-defaultexpiration.md', 1),
	DefaultExt: attribute(extension, 'B', 'Y', 'r-defaultext.md'),
	DefaultFont: attribute(text, 'A', 'Y', 'r-defaultfont.md'),
	DefaultImage: attribute(object, 'B', 'Y', 'r-is-cat-defaultimage.md'),
	DefaultImageMode: attribute(choice({ 0: 0, 1: 1 }), 'A', 'Y', 'r-defaultimagemode.md', 0),
	DefaultLocale: attribute(text, 'D', 'Y', 'r-defaultlocale.md'),
	DefaultPix: attribute(size, 'A', 'Y', 'r-defaultpix.md', UNCONSTRAINED),
	DefaultThumbPix: attribute(size, 'A', 'Y', 'r-defaultthumbpix.md', { width: 100, height: 100 }),
	DigimarcId: attribute(text, 'A', 'N', 'r-digimarcid.md'),
	DigimarcInfo: attribute(text, 'A', 'N', 'r-digimarcinfo.md'),
	ErrorDetail: attribute(choice({ 0: 0, 1: 1, 2: 2, 3: 3 }), 'A', 'Y', 'r-errordetail.md', 0),
	ErrorImage: attribute(object, 'B', 'Y', 'r-errorimage.md'),
	Expiration: attribute(hours, 'A', 'Y', 'r-expiration.md', 10),
	FontMapFile: attribute(text, 'C', 'P', 'r-fontmapfile.md'),
	FullMatch: attribute(flag, 'A', 'Y', 'r-fullmatch.md', false),
	HttpAppleStreamingContext: attribute(text, 'D', 'N', 'r-httpapplestreamingcontext.md'),
	HttpFlashStreamingContext: attribute(text, 'D', 'N', 'r-httpflashstreamingcontext.md'),
	IccBlackPointCompensation: attribute(flag, 'A', 'N', 'r-iccblackpointcompensation.md'),
	IccDither: attribute(flag, 'A', 'N', 'r-iccdither.md'),
	IccProfileCmyk: attribute(text, 'A', 'N', 'r-iccprofilecmyk.md'),
	IccProfileGray: attribute(text, 'A', 'N', 'r-iccprofilegray.md'),
	IccProfileMapFile: attribute(text, 'C', 'N', 'r-iccprofilemapfile.md'),
	IccProfileRgb: attribute(text, 'A', 'P', 'r-iccprofilergb.md'),
	IccProfileSrcCmyk: attribute(text, 'A', 'N', 'r-iccprofilesrccmyk.md'),
	IccProfileSrcGray: attribute(text, 'A', 'N', 'r-iccprofilesrcgray.md'),
	IccProfileSrcRgb: attribute(text, 'A', 'N', 'r-iccprofilesrcrgb.md'),
	IccRenderIntent: attribute(integer(0, 3), 'A', 'N', 'r-iccrenderintent.md'),
	JpegQuality: attribute(quality, 'A', 'P', 'r-jpegquality.md', { quality: 80, fullChroma: false }),
	LocaleMap: attribute(text, 'D', 'Y', 'r-localemap.md'),
	LocaleStrMap: attribute(text, 'D', 'Y', 'r-localestrmap.md'),
	MacroFile: attribute(text, 'C', 'Y', 'r-macrofile.md'),
	MaxPix: attribute(size, 'A', 'Y', 'r-maxpix.md', UNCONSTRAINED),
	NonImgExpiration: attribute(hours, 'A', 'Y', 'r-nonimgexpiration.md', 0.1),
	PrintResolution: attribute(integer(1), 'A', 'P', 'r-printresolution.md'),
	PublishInfo: attribute(text, 'A', 'Y', 'r-publishinfo.md'),
	RequestLock: attribute(flag, 'A', 'Y', 'r-requestlock.md', false),
	RequestObfuscation: attribute(flag, 'A', 'Y', 'r-requestobfuscation.md', false),
	ResMode: attribute(choice(RESAMPLING), 'A', 'Y', 'r-is-cat-resmode.md'),
	Resolution: attribute(positiveReal, 'A', 'Y', 'r-resolution.md'),
	RootId: attribute(text, 'C', 'Y', 'r-rootid.md'),
	RootPath: attribute(path, 'B', 'P', 'r-rootpath.md'),
	RootUrl: attribute(url, 'B', 'Y', 'r-rooturl.md'),
	RuleSetFile: attribute(text, 'C', 'P', 'r-rulesetfile.md'),
	SavePath: attribute(text, 'B', 'N', 'r-savepath.md'),
	StaticContentCatalogFile: attribute(text, 'C', 'Y', 'r-staticcontentcatalogfile.md'),
	StaticContentRootPath: attribute(text, 'B', 'N', 'r-staticcontentrootpath.md'),
	SvgCatalogFile: attribute(text, 'C', 'Y', 'r-svgcatalogfile.md'),
	SynthesizeFontStyles: attribute(flag, 'A', 'Y', 'r-synthesizefontstyles.md', true),
	ThumbBkgColor: attribute(color, 'A', 'Y', 'r-thumbbkgcolor.md', WHITE),
	ThumbHorizAlign: attribute(
		choice({ 1: 'left', 2: 'center', 3: 'right' }),
		'A',
		'Y',
		'r-thumbhorizalign.md',
		'center',
	),
	ThumbRes: attribute(positiveReal, 'A', 'Y', 'r-thumbres.md'),
	ThumbType: attribute(choice({ 1: 'crop', 2: 'fit', 3: 'texture' }), 'A', 'Y', 'r-thumbtype.md', 'fit'),
	ThumbVertAlign: attribute(
		choice({ 1: 'top', 2: 'center', 3: 'bottom' }),
		'A',
		'Y',
		'r-thumbvertalign.md',
		'center',
	),
	TimeStamp: attribute(timeStamp, 'C', 'Y', 'r-timestamp.md'),
	TotalStreamBitRate: attribute(integer(0), 'D', 'N', 'r-totalstreambitrate.md'),
	TrustedDomains: attribute(text, 'B', 'N', 'r-trusteddomains.md'),
	UseLastModified: attribute(flag, 'A', 'N', 'r-uselastmodified.md'),
	VideoBitRate: attribute(integer(0), 'D', 'N', 'r-videobitrate-cat.md'),
	VideoSize: attribute(size, 'D', 'N', 'r-videosize-cat.md'),
	Watermark: attribute(object, 'B', 'Y', 'r-watermark.md'),
} as const;

export type AttributeName = keyof typeof ATTRIBUTES;

/** The attributes in force for one request, every value parsed. */
export type Attributes = {
	readonly [Name in AttributeName]: (typeof ATTRIBUTES)[Name] extends AttributeRecord<infer T, infer Initial>
		? T | Initial
		: never;
};

export const ATTRIBUTE_NAMES = Object.keys(ATTRIBUTES) as AttributeName[];

export function isAttributeName(name: string): name is AttributeName {
	return Object.hasOwn(ATTRIBUTES, name);
}
