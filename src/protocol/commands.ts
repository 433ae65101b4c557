import { color } from './value-types/color.js';
import { edges, position, rectangle, region, size } from './value-types/geometry.js';
import {
	effectNumber,
	layerAddress,
	pathAttributes,
	perspective,
	textAttributes,
} from './value-types/layer.js';
import { flag, integer, limited, onOff, real } from './value-types/numbers.js';
import { colorBalance, colorize, noise, opacity, unsharpMask } from './value-types/operations.js';
import { cacheUse, outputFormat, outputProfile, palette, requestType } from './value-types/output.js';
import { path } from './value-types/path.js';
import { layerSource, maskSource, object, objectOrNothing } from './value-types/source.js';
import type { ValueType } from './value-types/value-type.js';
import { align, devicePixelRatio, fit, quality, tile } from './value-types/view.js';
import { anyText, keyword, names, textLike } from './value-types/words.js';
import type { Color } from './values.js';

/** What a layer command acts on when it stands before any `layer=`, or after `layer=comp`. */
export type CompTarget = 'layer0' | 'composite' | 'view' | 'ignored';

/** All there is to know about one command. */
export interface CommandRecord<T> {
	/**
	 * `request` and `view` commands act on the whole request wherever they stand, `layer` commands
	 * on the layer in whose segment they stand, `segment` commands begin a segment.
	 */
	readonly scope: 'request' | 'view' | 'layer' | 'segment';
	/** of `layer` commands */
	readonly atComp?: CompTarget;
	/** of `layer` commands: effect layers heed it too */
	readonly effects?: true;
	/** the value is read before it is percent-decoded, because it holds requests of its own */
	readonly encoded?: true;
	readonly type: ValueType<T>;
	/** of commands with a normalised spelling, e.g. `sizeN`: how that is read. Both fill one slot. */
	readonly normalised?: ValueType<T>;
	/** as `atComp`, of the normalised spelling where that differs; holds for layer 0 as well */
	readonly normalisedAtComp?: 'error';
	/** what `type` is called in the documentation besides */
	readonly alias?: string;
	/** what counts when it is not given, in the command's own notation or in words */
	readonly default: string;
	/** within `src=is(...)` */
	readonly nested: 'honoured' | 'ignored';
	/** how far a browser can honour it */
	readonly support: 'full' | 'partial' | 'none';
	/** of commands that are not honoured in full: each thing that is not done, at least one */
	readonly shortfalls?: readonly Shortfall<T>[];
	/** page of the documentation */
	readonly page: string;
	readonly summary: string;
}

/** Something that a command asks for and that is not done as documented. */
export interface Shortfall<T> {
	/** what happens instead; completes the sentence "icc= has no effect here: …" */
	readonly instead: string;
	/** the values that ask for it; absent: all do */
	when?(value: T): boolean;
	/** it depends on more than the value, so that only the renderer knows when to tell of it */
	readonly whenDrawn?: true;
}

/** Of `op_growMask` and `op_growMaskR`: a canvas keeps no colours of what is wholly transparent. */
const GROWN = {
	instead: 'where a picture without a separate mask was wholly transparent, it has the colours beside that',
	whenDrawn: true,
} as const;

/** Of commands that take any colour. */
const NAIVE_COLORS: readonly Shortfall<Color>[] = [
	{
		instead: 'CMYK and source colours become sRGB by the plain formula',
		when: ({ type, sourceSpace }) => type === 'cmyk' || sourceSpace,
	},
];

/** Names and files of the one profile that browsers draw with. */
const SRGB = /(?:^|\/)srgb(?:[ _-]?iec61966-?2[.-]1)?(?:\.ic[cm])?$/i;

/** Keeps the value's type while the record is checked; `nested` is `honoured` unless it says otherwise. */
function command<T>(
	record: Omit<CommandRecord<T>, 'nested'> & Partial<Pick<CommandRecord<T>, 'nested'>>,
): CommandRecord<T> {
	return { nested: 'honoured', ...record };
}

/**
 * Every command of the protocol, in the order in which requests are written. Nothing lists them a
 * second time: parser, formatter, manifest check, support table and tests read this.
 */
export const COMMANDS = {
	wid: command({
		scope: 'view',
		type: integer({ above: 0 }),
		default: 'from hei=, scl= or DefaultPix',
		support: 'full',
		page: 'r-is-http-wid.md',
		summary: 'Width of the reply in pixels.',
	}),
	hei: command({
		scope: 'view',
		type: integer({ above: 0 }),
		default: 'from wid=, scl= or DefaultPix',
		support: 'full',
		page: 'r-is-http-hei.md',
		summary: 'Height of the reply in pixels.',
	}),
	fmt: command({
		scope: 'request',
		type: outputFormat,
		default: 'jpeg',
		nested: 'ignored',
		support: 'partial',
		shortfalls: [
			{
				instead:
					'a format that no browser writes (AVIF, HEIC, JPEG 2000, JPEG XR, TIFF, PDF, EPS, SWF, F4M, M3U8; in Safari WebP, too) becomes WebP, PNG or JPEG, as the Content-Type tells, and CMYK becomes RGB',
				whenDrawn: true,
			},
			{ instead: 'a progressive JPEG becomes a baseline one', when: ({ format }) => format === 'pjpeg' },
		],
		page: 'r-is-http-fmt.md',
		summary: 'Format of the reply; what no browser encodes is answered in a similar format.',
	}),
	qlt: command({
		scope: 'request',
		type: quality,
		default: 'JpegQuality',
		nested: 'ignored',
		support: 'partial',
		shortfalls: [
			{
				instead: 'with ,1 too the encoder decides about chroma: those of browsers take one number',
				whenDrawn: true,
			},
		],
		page: 'r-is-http-qlt.md',
		summary: 'Quality of lossy formats; chroma down-sampling is up to the browser.',
	}),
	fit: command({
		scope: 'view',
		type: fit,
		default: 'fit,0',
		support: 'full',
		page: 'r-fit.md',
		summary: 'How the image is brought into wid= and hei=.',
	}),
	scl: command({
		scope: 'view',
		type: real({ above: 0 }),
		default: 'from wid=, hei= or DefaultPix',
		support: 'full',
		page: 'r-scl.md',
		summary: 'Inverse scale of the view: 2 halves, 1 keeps.',
	}),
	align: command({
		scope: 'view',
		type: align,
		default: '0,0',
		support: 'full',
		page: 'r-align.md',
		summary: 'Where the image lies in a view of another shape.',
	}),
	rgn: command({
		scope: 'view',
		type: region,
		default: 'the whole composite',
		support: 'full',
		page: 'r-rgn.md',
		summary: 'Region of the composite that fills the view.',
	}),
	rect: command({
		scope: 'view',
		type: tile,
		default: 'the whole view',
		support: 'full',
		page: 'r-rect.md',
		summary: 'Tile cut out of the finished view.',
	}),
	dpr: command({
		scope: 'request',
		type: devicePixelRatio,
		default: 'off',
		support: 'partial',
		shortfalls: [
			{
				instead: 'the ratio of the display is not known here and counts as 1',
				when: ({ on, ratio }) => on && ratio === undefined,
			},
		],
		page: 'r-dpr.md',
		summary: 'Multiplies the requested size for dense displays.',
	}),
	bgc: command({
		scope: 'view',
		type: color,
		default: 'BkgColor',
		nested: 'ignored',
		support: 'partial',
		shortfalls: NAIVE_COLORS,
		page: 'r-bgc.md',
		summary: 'Colour of what the image leaves free; its alpha is ignored.',
	}),
	resMode: command({
		scope: 'request',
		type: keyword('bilin', 'bicub', 'sharp2', 'bisharp', 'sharp'),
		default: 'ResMode',
		support: 'partial',
		shortfalls: [
			{
				instead: 'no filter of a browser sharpens: sharp2 and bisharp are its best one, as bicub is',
				when: (mode) => mode !== 'bilin' && mode !== 'bicub',
			},
		],
		page: 'r-is-http-resmode.md',
		summary: 'Filter of all scaling.',
	}),
	jpegSize: command({
		scope: 'request',
		type: real({ min: 0 }),
		default: '0',
		support: 'full',
		page: 'r-jpegsize.md',
		summary: 'Greatest size of a JPEG reply in kilobytes; 0 sets none.',
	}),
	quantize: command({
		scope: 'request',
		type: palette,
		default: 'adaptive,diffuse,256',
		nested: 'ignored',
		support: 'partial',
		shortfalls: [
			{
				instead: 'all colours of png8-alpha are kept, and gif-alpha has the web palette instead of mac',
				whenDrawn: true,
			},
		],
		page: 'r-is-http-quantize.md',
		summary: 'Palette of GIF and PNG8 replies; PNG8 with alpha keeps all its colours.',
	}),
	icc: command({
		scope: 'request',
		type: outputProfile,
		default: 'IccProfileRgb, IccProfileGray or IccProfileCmyk',
		support: 'none',
		shortfalls: [{ instead: 'a canvas draws sRGB', when: ({ profile }) => !SRGB.test(profile) }],
		page: 'r-icc.md',
		summary: 'Output colour profile; a browser draws sRGB.',
	}),
	iccEmbed: command({
		scope: 'request',
		type: flag,
		default: '0',
		nested: 'ignored',
		support: 'none',
		shortfalls: [
			{
				instead: 'the picture is sRGB, and whether its profile is in the file is up to the browser',
				when: (embeds) => embeds,
			},
		],
		page: 'r-iccembed.md',
		summary: 'Embeds the output profile.',
	}),
	xmpEmbed: command({
		scope: 'request',
		type: flag,
		default: '0',
		support: 'none',
		shortfalls: [{ instead: 'decoders give no metadata out', when: (embeds) => embeds }],
		page: 'r-xmpembed.md',
		summary: 'Embeds the metadata of the source of layer 0.',
	}),
	pathEmbed: command({
		scope: 'request',
		type: flag,
		default: '0',
		support: 'none',
		shortfalls: [{ instead: 'decoders give no paths out', when: (embeds) => embeds }],
		page: 'r-pathembed.md',
		summary: 'Embeds the paths of the source of layer 0.',
	}),
	printRes: command({
		scope: 'request',
		type: real({ above: 0 }),
		default: 'PrintResolution',
		nested: 'ignored',
		support: 'partial',
		shortfalls: [{ instead: 'only JPEG and PNG have a place for it here', whenDrawn: true }],
		page: 'r-printres.md',
		summary: 'Print resolution written into JPEG and PNG replies; never changes pixels.',
	}),
	pscan: command({
		scope: 'request',
		type: keyword('auto', '3', '4', '5'),
		default: 'auto',
		support: 'none',
		shortfalls: [{ instead: 'a JPEG has one scan', when: (scans) => scans !== 'auto' }],
		page: 'r-pscan.md',
		summary: 'Scans of a progressive JPEG.',
	}),
	bfc: command({
		scope: 'request',
		type: onOff,
		default: 'off',
		support: 'none',
		shortfalls: [{ instead: 'the format is that of fmt=', when: (on) => on }],
		page: 'r-bfc.md',
		summary: 'Lets the server choose a smaller format for the browser.',
	}),
	effectMask: command({
		scope: 'request',
		type: flag,
		default: 'ApplyEffectMask',
		support: 'full',
		page: 'r-effectmask.md',
		summary: 'Whether effects are cut away where their layer lies.',
	}),
	template: command({
		scope: 'request',
		type: object,
		default: 'none',
		support: 'full',
		page: 'r-template.md',
		summary: 'Record whose Modifier is the body of the request.',
	}),
	defaultImage: command({
		scope: 'request',
		type: objectOrNothing,
		default: 'DefaultImage',
		support: 'full',
		page: 'r-is-http-defaultimage.md',
		summary: 'Shown in place of a missing image; empty: nothing is.',
	}),
	locale: command({
		scope: 'request',
		type: textLike(/^[ -~]*$/, 'printable ASCII characters'),
		default: 'DefaultLocale',
		support: 'full',
		page: 'r-locale.md',
		summary: 'Selects the localized objects and strings.',
	}),
	req: command({
		scope: 'request',
		type: requestType,
		default: 'img',
		nested: 'ignored',
		support: 'partial',
		shortfalls: [
			{
				instead:
					"data about an image is answered as far as the shop's catalog knows it; drawn, such a request is the image",
				when: ({ type }) => !['img', 'tmb', 'mask'].includes(type),
			},
		],
		page: 'r-req.md',
		summary: 'What is requested: the image, a thumbnail, a mask or data about it.',
	}),
	id: command({
		scope: 'request',
		type: anyText,
		default: 'none',
		support: 'full',
		page: 'r-id.md',
		summary: 'Version for caches; in JSON replies the identifier that is returned.',
	}),
	handler: command({
		scope: 'request',
		type: textLike(/^[A-Za-z0-9]{1,100}$/, 'letters and digits only'),
		default: 's7jsonResponse',
		support: 'full',
		page: 'r-req.md',
		summary: 'Name of the function that a JSON reply calls.',
	}),
	imageSet: command({
		scope: 'request',
		type: anyText,
		default: 'ImageSet of the record',
		support: 'full',
		page: 'r-imageset.md',
		summary: 'Members of the set that req=set describes.',
	}),
	labelKey: command({
		scope: 'request',
		type: anyText,
		default: 'none',
		support: 'none',
		shortfalls: [{ instead: 'sets are described by their server only' }],
		page: 'r-set.md',
		summary: 'Key of the user data that labels the members of a set.',
	}),
	name: command({
		scope: 'request',
		type: anyText,
		default: 'none',
		support: 'none',
		shortfalls: [{ instead: 'nothing is saved' }],
		page: 'r-savetofile.md',
		summary: 'File of req=saveToFile.',
	}),
	timeout: command({
		scope: 'request',
		type: integer({ min: 0 }),
		default: '60000',
		support: 'none',
		shortfalls: [{ instead: 'nothing is saved' }],
		page: 'r-savetofile.md',
		summary: 'Milliseconds that req=saveToFile may take.',
	}),
	message: command({
		scope: 'request',
		type: anyText,
		default: 'none',
		support: 'none',
		shortfalls: [{ instead: 'nothing is logged' }],
		page: 'r-req.md',
		summary: 'Text that req=message writes to the log of the server.',
	}),
	cache: command({
		scope: 'request',
		type: cacheUse,
		default: 'on,on',
		support: 'none',
		shortfalls: [
			{
				instead: 'how long a substitute is kept is up to the catalog',
				when: ({ client, server }) => client !== 'on' || server !== 'on',
			},
		],
		page: 'r-is-http-cache.md',
		summary: 'Which caches may keep the reply.',
	}),
	network: command({
		scope: 'request',
		type: onOff,
		default: 'off',
		support: 'none',
		shortfalls: [{ instead: 'the quality does not depend on the bandwidth', when: (on) => on }],
		page: 'r-network.md',
		summary: 'Adapts the quality to the measured bandwidth.',
	}),
	type: command({
		scope: 'request',
		type: anyText,
		default: 'no filtering',
		support: 'full',
		page: 'r-type.md',
		summary: 'Of static content: answered only if the item is of this type.',
	}),
	layer: command({
		scope: 'segment',
		type: layerAddress,
		default: 'comp',
		support: 'full',
		page: 'r-layer.md',
		summary: 'Begins the commands of a layer.',
	}),
	effect: command({
		scope: 'segment',
		type: effectNumber,
		default: 'none',
		support: 'full',
		page: 'r-effect.md',
		summary: 'Begins the commands of an effect of the current layer.',
	}),
	src: command({
		scope: 'layer',
		atComp: 'layer0',
		encoded: true,
		type: layerSource,
		default: 'layer 0: the path object; other layers: none',
		support: 'partial',
		shortfalls: [
			{
				instead: 'no browser renders ir() and fxg(): such a layer is left out, and as layer 0 it is an error',
				when: (value) => value.type === 'embedded' && value.renderer !== 'is',
			},
		],
		page: 'r-src.md',
		summary: 'Image of the layer.',
	}),
	mask: command({
		scope: 'layer',
		atComp: 'layer0',
		encoded: true,
		type: maskSource,
		default: 'MaskPath of the record, else the alpha of the image',
		support: 'partial',
		shortfalls: [
			{
				instead: 'no browser renders ir() and fxg(): such a mask is left out',
				when: (value) => value.type === 'embedded' && value.renderer !== 'is',
			},
			{
				instead: 'nothing shows where the picture itself is wholly transparent',
				whenDrawn: true,
			},
		],
		page: 'r-mask.md',
		summary: 'Separate mask of the layer.',
	}),
	text: command({
		scope: 'layer',
		atComp: 'layer0',
		type: anyText,
		default: 'none',
		support: 'partial',
		shortfalls: [
			{
				instead:
					'instead of an error, a font of no font map is replaced with one of the same widths (Arial, Times New Roman, Courier New, Calibri, Cambria) or a similar one',
				whenDrawn: true,
			},
		],
		page: 'r-text.md',
		summary: 'Text of the layer, as RTF or plain.',
	}),
	textPs: command({
		scope: 'layer',
		atComp: 'layer0',
		type: anyText,
		default: 'none',
		support: 'partial',
		shortfalls: [
			{
				instead:
					'instead of an error, a font of no font map is replaced with one of the same widths (Arial, Times New Roman, Courier New, Calibri, Cambria) or a similar one',
				whenDrawn: true,
			},
			{
				instead: '\\kerningoptical kerns by the metrics of the font',
				when: (text) => /\\kerningoptical(?![a-z])/i.test(text),
			},
			{
				instead: 'CMYK and source colours of \\iscolortbl become sRGB by the plain formula',
				when: (text) => /\\iscolortbl[^}\\]*[\da-f][gr]?[ks]s?\s*;/i.test(text),
			},
		],
		page: 'r-textps.md',
		summary: 'Text of the layer, as RTF, laid out in the other manner.',
	}),
	maskUse: command({
		scope: 'layer',
		atComp: 'layer0',
		effects: true,
		type: keyword('norm', 'invert', 'off'),
		default: 'norm',
		support: 'partial',
		shortfalls: [
			{
				instead: 'a picture without a separate mask is black where it was wholly transparent',
				whenDrawn: true,
			},
		],
		page: 'r-maskuse.md',
		summary: 'Whether the mask counts, inverted or not.',
	}),
	size: command({
		scope: 'layer',
		atComp: 'layer0',
		type: size.pixels,
		normalised: size.relative,
		normalisedAtComp: 'error',
		default: '0,0',
		support: 'full',
		page: 'r-size-reference.md',
		summary: 'Size of the layer; normalised: as parts of layer 0. A 0 leaves that dimension open.',
	}),
	color: command({
		scope: 'layer',
		atComp: 'layer0',
		effects: true,
		type: color,
		default: '0,0,0,0',
		support: 'partial',
		shortfalls: NAIVE_COLORS,
		page: 'r-color-commandref.md',
		summary: 'Colour of a solid layer or effect; beneath image and text otherwise.',
	}),
	bgColor: command({
		scope: 'layer',
		atComp: 'layer0',
		type: color,
		default: '0,0,0,0',
		support: 'partial',
		shortfalls: NAIVE_COLORS,
		page: 'r-bgcolor.md',
		summary: 'Colour beneath the finished layer, margins and corners included.',
	}),
	textAttr: command({
		scope: 'layer',
		atComp: 'layer0',
		type: textAttributes,
		default: '72,norm,fixedRes,wrap',
		support: 'partial',
		shortfalls: [
			{
				instead: 'canvases smooth text in one way: only off differs',
				when: ({ antiAliasing }) => !['off', 'norm'].includes(antiAliasing),
			},
		],
		page: 'r-textattr.md',
		summary: 'Resolution, anti-aliasing, fitting and wrapping of text.',
	}),
	textAngle: command({
		scope: 'layer',
		atComp: 'layer0',
		type: real(),
		default: '0',
		support: 'full',
		page: 'r-textangle.md',
		summary: 'Direction of textPs= in its box, degrees clockwise.',
	}),
	textPath: command({
		scope: 'layer',
		atComp: 'layer0',
		type: path,
		default: 'none',
		support: 'full',
		page: 'r-textpath.md',
		summary: 'Path that textPs= runs along.',
	}),
	textFlowPath: command({
		scope: 'layer',
		atComp: 'layer0',
		type: path,
		default: 'the layer rectangle',
		support: 'full',
		page: 'r-textflowpath.md',
		summary: 'Shape that textPs= fills.',
	}),
	textFlowXPath: command({
		scope: 'layer',
		atComp: 'layer0',
		type: path,
		default: 'none',
		support: 'full',
		page: 'r-textflowxpath.md',
		summary: 'Shape that textPs= leaves free.',
	}),
	pathAttr: command({
		scope: 'layer',
		atComp: 'layer0',
		type: pathAttributes,
		default: 'norm,0,1',
		support: 'full',
		page: 'r-pathattr.md',
		summary: 'Direction and used part of textPath=.',
	}),
	crop: command({
		scope: 'layer',
		atComp: 'layer0',
		type: rectangle.pixels,
		normalised: rectangle.relative,
		default: 'the whole source',
		support: 'full',
		page: 'r-crop.md',
		summary: 'Part of the source that is used, counted from its top left.',
	}),
	cropPathE: command({
		scope: 'layer',
		atComp: 'composite',
		type: names,
		default: 'none',
		support: 'none',
		shortfalls: [{ instead: 'decoders give no paths out: nothing is cropped' }],
		page: 'r-croppath.md',
		summary: 'Crops to paths embedded in the source file.',
	}),
	scale: command({
		scope: 'layer',
		atComp: 'layer0',
		type: real({ above: 0 }),
		default: 'from size= or res=',
		support: 'full',
		page: 'r-is-http-scale.md',
		summary: 'Scale of the source: 0.5 halves.',
	}),
	res: command({
		scope: 'layer',
		atComp: 'layer0',
		type: real({ above: 0 }),
		default: 'full resolution',
		support: 'partial',
		shortfalls: [
			{
				instead: 'without a Resolution of the record or of the catalog the source keeps its size',
				whenDrawn: true,
			},
		],
		page: 'r-res.md',
		summary: 'Scale of the source relative to the Resolution of its record.',
	}),
	flip: command({
		scope: 'layer',
		atComp: 'composite',
		type: keyword('lr', 'ud', 'lrud'),
		default: 'none',
		support: 'full',
		page: 'r-flip.md',
		summary: 'Mirrors left to right, upside down, or both.',
	}),
	rotate: command({
		scope: 'layer',
		atComp: 'layer0',
		type: real(),
		default: '0',
		support: 'full',
		page: 'r-rotate.md',
		summary: 'Rotates about the anchor, degrees clockwise.',
	}),
	perspective: command({
		scope: 'layer',
		atComp: 'layer0',
		type: perspective('pixels'),
		normalised: perspective('relative'),
		default: 'none',
		support: 'full',
		page: 'r-perspective.md',
		summary: 'Where the four corners of the layer go in the composite.',
	}),
	extend: command({
		scope: 'layer',
		atComp: 'layer0',
		type: edges.pixels,
		normalised: edges.relative,
		default: '0,0,0,0',
		support: 'full',
		page: 'r-extend.md',
		summary: 'Margins added to the finished layer; negative ones crop.',
	}),
	hide: command({
		scope: 'layer',
		atComp: 'layer0',
		type: flag,
		default: '0',
		support: 'full',
		page: 'r-hide.md',
		summary: 'Leaves the layer out.',
	}),
	anchor: command({
		scope: 'layer',
		atComp: 'layer0',
		type: position.pixels,
		normalised: position.relative,
		default: 'Anchor of the record, else the centre',
		support: 'full',
		page: 'r-anchor.md',
		summary: 'Point of the source that rotation and placement count from.',
	}),
	origin: command({
		scope: 'layer',
		atComp: 'layer0',
		type: position.pixels,
		normalised: position.relative,
		default: 'the anchor, else the centre',
		support: 'full',
		page: 'r-origin.md',
		summary: 'Point of the finished layer that is placed.',
	}),
	pos: command({
		scope: 'layer',
		atComp: 'ignored',
		effects: true,
		type: position.pixels,
		normalised: position.relative,
		default: '0,0',
		support: 'full',
		page: 'r-pos.md',
		summary: 'From the origin of layer 0 to the origin of the layer.',
	}),
	clipPath: command({
		scope: 'layer',
		atComp: 'composite',
		type: path,
		default: 'none',
		support: 'full',
		page: 'r-clippath.md',
		summary: 'Shape outside of which the layer is transparent.',
	}),
	clipPathE: command({
		scope: 'layer',
		atComp: 'composite',
		type: names,
		default: 'none',
		support: 'none',
		shortfalls: [{ instead: 'decoders give no paths out: nothing is clipped' }],
		page: 'r-clippath.md',
		summary: 'As clipPath=, with paths embedded in the source file.',
	}),
	clipXPath: command({
		scope: 'layer',
		atComp: 'composite',
		type: path,
		default: 'none',
		support: 'full',
		page: 'r-clipxpath.md',
		summary: 'Shape inside of which the layer is transparent.',
	}),
	clipXPathE: command({
		scope: 'layer',
		atComp: 'composite',
		type: names,
		default: 'none',
		support: 'none',
		shortfalls: [{ instead: 'decoders give no paths out: nothing is clipped' }],
		page: 'r-clipxpath.md',
		summary: 'As clipXPath=, with paths embedded in the source file.',
	}),
	opac: command({
		scope: 'layer',
		atComp: 'composite',
		effects: true,
		type: opacity,
		default: '100,100',
		support: 'full',
		page: 'r-opac.md',
		summary: 'Opacity of the layer and of its own content, in percent.',
	}),
	blendMode: command({
		scope: 'layer',
		atComp: 'ignored',
		effects: true,
		type: keyword('norm', 'dissolve', 'lighten', 'darken', 'mult', 'screen'),
		default: 'norm',
		support: 'full',
		page: 'r-blendmode.md',
		summary: 'How the layer mixes with what lies below.',
	}),
	op_growMask: command({
		scope: 'layer',
		atComp: 'layer0',
		type: limited('integer', -100, 100),
		default: '0',
		support: 'partial',
		shortfalls: [GROWN],
		page: 'r-op-growmask.md',
		summary: 'Grows or shrinks the mask, in pixels of the full-resolution mask.',
	}),
	op_growMaskR: command({
		scope: 'layer',
		atComp: 'layer0',
		type: limited('integer', -100, 100),
		default: '0',
		support: 'partial',
		shortfalls: [GROWN],
		page: 'r-op-growmaskr.md',
		summary: 'Grows or shrinks the mask, in pixels of the scaled layer.',
	}),
	op_brightness: command({
		scope: 'layer',
		atComp: 'composite',
		type: limited('integer', -100, 100),
		default: '0',
		support: 'full',
		page: 'r-op-brightness.md',
		summary: 'Lowers or raises the brightness.',
	}),
	op_contrast: command({
		scope: 'layer',
		atComp: 'composite',
		type: limited('integer', -100, 100),
		default: '0',
		support: 'full',
		page: 'r-op-contrast.md',
		summary: 'Lowers or raises the contrast about 50 %.',
	}),
	op_hue: command({
		scope: 'layer',
		atComp: 'composite',
		type: limited('integer', -180, 180),
		default: '0',
		support: 'full',
		page: 'r-op-hue.md',
		summary: 'Turns the hue, in degrees.',
	}),
	op_saturation: command({
		scope: 'layer',
		atComp: 'composite',
		type: limited('integer', -100, 100),
		default: '0',
		support: 'full',
		page: 'r-op-saturation.md',
		summary: 'Lowers or raises the saturation; -100 leaves grays.',
	}),
	op_colorbalance: command({
		scope: 'layer',
		atComp: 'composite',
		type: colorBalance,
		default: '0,0,0',
		support: 'full',
		page: 'r-op-colorbalance.md',
		summary: 'Lowers or raises red, green and blue by themselves.',
	}),
	op_colorize: command({
		scope: 'layer',
		atComp: 'composite',
		type: colorize,
		alias: 'colorize',
		default: 'none',
		support: 'partial',
		shortfalls: [{ instead: 'a source colour counts as sRGB', when: ({ color }) => color.sourceSpace }],
		page: 'r-op-colorize.md',
		summary: 'Recolours by luminance.',
	}),
	op_invert: command({
		scope: 'layer',
		atComp: 'composite',
		type: flag,
		default: '0',
		support: 'full',
		page: 'r-op-invert.md',
		summary: 'Inverts every colour component.',
	}),
	op_noise: command({
		scope: 'layer',
		atComp: 'composite',
		effects: true,
		type: noise,
		default: '0,uniform,0',
		support: 'full',
		page: 'r-op-noise.md',
		summary: 'Adds random noise.',
	}),
	op_grow: command({
		scope: 'layer',
		atComp: 'composite',
		effects: true,
		type: limited('integer', -100, 100),
		default: '0',
		support: 'full',
		page: 'r-op-grow.md',
		summary: 'Dilates or erodes, in pixels of the composite.',
	}),
	op_blur: command({
		scope: 'layer',
		atComp: 'composite',
		effects: true,
		type: limited('real', 0, 100),
		default: '0',
		support: 'full',
		page: 'r-op-blur.md',
		summary: 'Blurs, in pixels of the composite.',
	}),
	op_sharpen: command({
		scope: 'layer',
		atComp: 'view',
		type: flag,
		default: '0',
		support: 'full',
		page: 'r-op-sharpen.md',
		summary: 'Basic sharpening after all scaling.',
	}),
	op_usm: command({
		scope: 'layer',
		atComp: 'view',
		type: unsharpMask,
		default: '0,0,0,0',
		support: 'full',
		page: 'r-op-usm.md',
		summary: 'Unsharp mask; its radius is meant for the full resolution.',
	}),
	op_usmR: command({
		scope: 'layer',
		atComp: 'view',
		type: unsharpMask,
		default: '0,0,0,0',
		support: 'full',
		page: 'r-op-usmr.md',
		summary: 'Unsharp mask; its radius is meant for the reply.',
	}),
	map: command({
		scope: 'layer',
		atComp: 'composite',
		type: anyText,
		default: 'Map of the record',
		support: 'partial',
		shortfalls: [{ instead: 'a map is part of a req=map of one image that is neither turned nor mirrored' }],
		page: 'r-map.md',
		summary: 'Image map in layer coordinates; empty: none.',
	}),
	mapA: command({
		scope: 'layer',
		atComp: 'layer0',
		type: anyText,
		default: 'Map of the record',
		support: 'partial',
		shortfalls: [{ instead: 'a map is part of a req=map of one image that is neither turned nor mirrored' }],
		page: 'r-map.md',
		summary: 'Image map in coordinates of the unmodified source.',
	}),
};

export type CommandName = keyof typeof COMMANDS;

/** Command -> type of its value. */
export type CommandValues = {
	readonly [Name in CommandName]: (typeof COMMANDS)[Name] extends CommandRecord<infer T> ? T : never;
};

/** A command as a request spells it. */
export interface Spelling {
	readonly name: CommandName;
	/** the normalised spelling, e.g. `sizeN` */
	readonly normalised: boolean;
}

export const COMMAND_NAMES = Object.keys(COMMANDS) as readonly CommandName[];

/** The record of a command, for those who treat all commands alike. */
export function commandRecord(name: CommandName): CommandRecord<unknown> {
	return COMMANDS[name];
}

const spellings = new Map<string, Spelling>();
for (const name of COMMAND_NAMES) {
	const { normalised, alias } = commandRecord(name);
	spellings.set(name.toLowerCase(), { name, normalised: false });
	if (normalised) spellings.set(`${name}n`.toLowerCase(), { name, normalised: true });
	if (alias) spellings.set(alias, { name, normalised: false });
}

/** Finds a command by its name in any case; undefined: there is none of that name. */
export function findCommand(name: string): Spelling | undefined {
	return spellings.get(name.toLowerCase());
}

/** A command as the documentation spells it. */
export function spelled({ name, normalised }: Spelling): string {
	return normalised ? `${name}N` : name;
}
