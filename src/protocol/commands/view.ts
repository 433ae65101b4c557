import { color } from '../value-types/color.js';
import { region } from '../value-types/geometry.js';
import { flag, integer, onOff, real } from '../value-types/numbers.js';
import { outputFormat, outputProfile, palette } from '../value-types/output.js';
import { align, devicePixelRatio, fit, quality, tile } from '../value-types/view.js';
import { keyword } from '../value-types/words.js';
import { command } from './command-record.js';
import { NAIVE_COLORS } from './naive-colors.js';

/** Names and files of the one profile that browsers draw with. */
const SRGB = /(?:^|\/)srgb(?:[ _-]?iec61966-?2[.-]1)?(?:\.ic[cm])?$/i;

/** How large the reply is, what of the picture it shows, and how it is encoded. */
export const VIEW_COMMANDS = {
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
};
