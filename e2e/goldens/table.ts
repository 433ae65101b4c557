import type { Catalogs } from '../../src/protocol/index.js';

/** One golden: its name, which is that of its file, and what comes after `/is/image`; PNG unless `fmt=` is given. */
export type Row = readonly [name: string, request: string, options?: RowOptions];

export interface RowOptions {
	/** catalog attributes, as a catalog has them */
	readonly attributes?: Readonly<Record<string, string>>;
	/** id of the record in the catalog `Acme` that is put on top */
	readonly watermark?: string;
}

/** What the rows may refer to; the pictures are those of `pictures.ts`. */
export const CATALOGS: Catalogs = {
	Acme: {
		macros: {
			thumb: 'wid=40&hei=40&fit=crop,1',
			frame: 'extend=6,6,6,6&bgColor=1e785a',
			shadow: 'blendMode=mult&color=0,0,0&opac=75&op_grow=0&op_blur=5&pos=3,4',
			glow: 'blendMode=screen&color=255,255,190&opac=75&op_grow=0&op_blur=5&pos=0,0',
		},
		records: {
			photo: { Path: 'photo.png', Resolution: 100, Anchor: '80,30' },
			badge: { Path: 'badge.png' },
			ramp: { Path: 'ramp.png' },
			frame: { Path: 'frame.png' },
			masked: { Path: 'photo.png', MaskPath: 'ramp.png' },
			card: { Modifier: 'size=120,80&color=f3ece1&layer=1&src=photo&size=60,60&pos=$x$,0&$x=-20' },
			late: { Path: 'photo.png', PostModifier: 'flip=lr' },
			mark: { Modifier: 'layer=0&src=badge&size=30,30&opac=60&blendMode=mult&sizeN=0.4,0.4' },
		},
	},
};

const CARD = 'size=120,80&color=f3ece1';
const ON_CARD = `/Acme?${CARD}&layer=1`;
const OVER_PHOTO = '/Acme/photo?layer=1&src=badge&blendMode=';
const HELLO = 'size=120,60&color=ffffff&text=';
const LINES = 'The quick brown fox jumps over the lazy dog';
const COLORS = '{\\colortbl;\\red200\\green60\\blue50;\\red30\\green120\\blue90;}';

/** Adding a golden is adding a row, then `npm run goldens`. */
export const GOLDENS: readonly Row[] = [
	// view
	['view-wid', '/Acme/photo?wid=60'],
	['view-hei', '/Acme/photo?hei=60'],
	['view-wid-hei', '/Acme/photo?wid=100&hei=100&bgc=204060'],
	['view-scl', '/Acme/photo?scl=2'],
	['view-fit-fit', '/Acme/photo?wid=160&hei=100&fit=fit,1'],
	['view-fit-constrain', '/Acme/photo?wid=80&hei=80&fit=constrain'],
	['view-fit-crop', '/Acme/photo?wid=80&hei=80&fit=crop'],
	['view-fit-wrap', '/Acme/photo?wid=80&hei=80&fit=wrap'],
	['view-fit-stretch', '/Acme/photo?wid=60&hei=100&fit=stretch,1'],
	['view-fit-hfit', '/Acme/photo?wid=90&hei=40&fit=hfit'],
	['view-fit-vfit', '/Acme/photo?wid=90&hei=40&fit=vfit'],
	['view-align', '/Acme/photo?wid=100&hei=100&align=-1,1&bgc=204060'],
	['view-rgn', '/Acme/photo?rgn=50,10,60,50'],
	['view-rect', '/Acme/photo?scl=1&rect=20,20,60,40'],
	['view-rect-scale', '/Acme/photo?scl=1&rect=20,20,60,40,0.5'],
	['view-dpr', '/Acme/photo?wid=60&dpr=on,1.5'],
	['view-resmode', '/Acme/photo?wid=45&resMode=sharp2'],
	['view-default-pix', '/Acme/photo', { attributes: { DefaultPix: '70,70' } }],
	['view-tmb', '/Acme/photo?req=tmb&wid=60&hei=60'],
	['view-tmb-crop', '/Acme/photo?req=tmb&wid=60&hei=60', { attributes: { ThumbType: '1' } }],
	['view-mask', '/Acme/badge?req=mask'],

	// formats
	['format-alpha', '/Acme/badge?fmt=png-alpha'],
	['format-filled', '/Acme/badge?fmt=png&bgc=c43c32'],
	['format-jpeg', '/Acme/photo?fmt=jpeg&qlt=80,1'],
	['format-jpeg-quality', '/Acme/photo?fmt=jpeg&qlt=20'],
	['format-jpeg-size', '/Acme/photo?fmt=jpeg&qlt=95&jpegSize=2'],
	['format-gray', '/Acme/photo?fmt=png,gray'],
	['format-webp', '/Acme/badge?fmt=webp-alpha,,lossless'],
	['format-palette', '/Acme/photo?fmt=png8&quantize=adaptive,diffuse,16'],
	['format-gif', '/Acme/badge?fmt=gif-alpha&quantize=adaptive,off,32'],
	['format-web-colors', '/Acme/photo?fmt=gif&quantize=web,off&printRes=300'],

	// image layers and their geometry
	['layer-size', `${ON_CARD}&src=photo&size=60,60`],
	['layer-size-n', `${ON_CARD}&src=photo&sizeN=0.5,0.5`],
	['layer-scale', `${ON_CARD}&src=photo&scale=0.4`],
	['layer-res', `${ON_CARD}&src=photo&res=50`],
	['layer-crop', `${ON_CARD}&src=photo&crop=10,35,40,45`],
	['layer-crop-beyond', '/Acme/photo?crop=-10,-10,80,80&bgColor=c43c32'],
	['layer-crop-n', `${ON_CARD}&src=photo&cropN=0.5,0,0.5,0.6`],
	['layer-flip', `${ON_CARD}&src=photo&size=80,70&flip=lr`],
	['layer-flip-both', `${ON_CARD}&src=photo&size=80,70&flip=lrud`],
	['layer-rotate', `${ON_CARD}&src=photo&size=60,60&rotate=30`],
	['layer-rotate-fill', `${ON_CARD}&src=photo&size=50,50&rotate=-20&bgColor=1e785a`],
	['layer-extend', `${ON_CARD}&src=badge&size=50,50&extend=4,8,12,2&bgColor=1e785a`],
	['layer-extend-n', `${ON_CARD}&src=badge&size=40,40&extendN=0.1,0.1,0.1,0.5&bgColor=1e785a`],
	['layer-origin', `${ON_CARD}&src=badge&size=40,40&origin=0,0`],
	['layer-origin-n', `${ON_CARD}&src=badge&size=40,40&originN=0.5,0.5&posN=0.5,0.5`],
	['layer-anchor', `${ON_CARD}&src=photo&size=60,60&anchor=0,0`],
	['layer-anchor-n', `${ON_CARD}&src=photo&size=60,60&anchorN=-0.5,0.5`],
	['layer-pos', `${ON_CARD}&src=badge&size=40,40&pos=-30,12`],
	['layer-pos-n', `${ON_CARD}&src=badge&size=40,40&posN=0.25,-0.25`],
	['layer-hide', `${ON_CARD}&src=photo&size=60,60&hide=1&layer=2&src=badge&size=30,30`],
	['layer-names', `${ON_CARD},one&src=badge&size=40,40&layer=2&size=9,9&color=c43c32&layer=one&pos=20,20`],
	['layer-fill', `${ON_CARD}&src=badge&size=60,60&color=c43c3280`],
	['layer-perspective', `${ON_CARD}&src=photo&perspective=20,10,100,25,90,70,10,60`],
	['layer-perspective-n', '/Acme/photo?perspectiveN=0.1,0,0.9,0.2,1,0.9,0,1'],
	['layer-watermark', '/Acme/photo', { watermark: 'mark' }],

	// blending and opacity
	['blend-norm', `${OVER_PHOTO}norm`],
	['blend-mult', `${OVER_PHOTO}mult`],
	['blend-screen', `${OVER_PHOTO}screen`],
	['blend-darken', `${OVER_PHOTO}darken`],
	['blend-lighten', `${OVER_PHOTO}lighten`],
	['blend-dissolve', `${OVER_PHOTO}dissolve&opac=50`],
	['opac', `${ON_CARD}&src=photo&size=60,60&opac=40`],
	['opac-composite', '/Acme/photo?opac=50&bgc=204060'],

	// masks and clip paths
	['mask', `${ON_CARD}&src=photo&size=80,80&mask=ramp`],
	['mask-record', '/Acme/masked?bgc=c43c32'],
	['mask-solid', `${ON_CARD}&color=1e785a&mask=badge&size=50,50`],
	['mask-invert', `${ON_CARD}&src=photo&size=80,80&mask=ramp&maskUse=invert`],
	['mask-off', `${ON_CARD}&src=badge&size=60,60&maskUse=off`],
	['mask-grow', `${ON_CARD}&src=badge&size=40,40&op_growMask=-12`],
	['mask-grow-r', `${ON_CARD}&src=badge&size=40,40&op_growMaskR=-6`],
	['clip-path', `${ON_CARD}&color=1e785a&size=80,60&clipPath=M5,5L75,15C80,40,60,60,30,55Z`],
	[
		'clip-x-path',
		`${ON_CARD}&src=photo&size=80,60&clipPath=M0,0L80,0L80,60L0,60Z&clipXPath=M20,20L50,20L35,45Z`,
	],
	['clip-composite', '/Acme/photo?clipPath=M60,5L115,85L5,85Z&bgc=204060'],

	// effects
	['effect-shadow', `${ON_CARD}&src=badge&size=50,50&extend=0,0,12,12&effect=-1&$shadow$`],
	[
		'effect-glow',
		`/Acme?size=120,80&color=204060&layer=1&src=badge&size=50,50&extend=9,9,9,9&effect=-1&$glow$`,
	],
	['effect-inner-shadow', `${ON_CARD}&src=badge&size=60,60&effect=1&$shadow$`],
	['effect-inner-glow', `${ON_CARD}&src=badge&size=60,60&effect=1&$glow$`],
	['effect-border', `${ON_CARD}&src=badge&size=50,50&extend=6,6,6,6&effect=-1&op_grow=3&color=c43c32`],
	['effect-mask', `${ON_CARD}&src=badge&size=50,50&opac=100,30&effect=-1&color=000000&pos=5,5&effectMask=0`],
	[
		'effect-noise',
		`${ON_CARD}&src=badge&size=50,50&extend=9,9,9,9&effect=-1&op_grow=6&color=c43c32&op_noise=60`,
	],
	[
		'effect-text',
		`?size=120,50&color=ffffff&layer=1&text=\\fs56 Glow&effect=-1&op_blur=4&color=c43c32&pos=2,2`,
	],

	// operations
	['op-brightness', '/Acme/photo?op_brightness=30'],
	['op-contrast', '/Acme/photo?op_contrast=50'],
	['op-hue', '/Acme/photo?op_hue=120'],
	['op-saturation', '/Acme/photo?op_saturation=-70'],
	['op-colorbalance', '/Acme/photo?op_colorbalance=40,-20,-40'],
	['op-colorize', '/Acme/photo?op_colorize=a0b0c0'],
	['op-colorize-contrast', '/Acme/photo?op_colorize=306090,norm,30'],
	['op-invert', '/Acme/photo?op_invert=1'],
	['op-noise', '/Acme/photo?op_noise=30,uniform,1'],
	['op-grow', '/Acme/photo?op_grow=3'],
	['op-blur', '/Acme/photo?op_blur=6'],
	['op-blur-layer', `${ON_CARD}&src=badge&size=50,50&extend=9,9,9,9&op_blur=6`],
	['op-sharpen', '/Acme/photo?wid=60&op_sharpen=1'],
	['op-usm', '/Acme/photo?wid=90&op_usm=2,4,6,0'],
	['op-usm-r', '/Acme/photo?wid=90&op_usmR=2,2,0,1'],

	// text
	['text', `?${HELLO}Hello`],
	['text-wrap', `?size=120,0&color=ffffff&text=${LINES}`],
	['text-ps', `?size=120,60&color=ffffff&textPs=\\fs28 ${LINES}`],
	['text-self-sizing', `${ON_CARD}&text=\\fs48 Sale&bgColor=f0c846`],
	['text-styles', `?${HELLO}a {\\b bold} {\\i italic} {\\b\\i both} {\\ul under}`],
	['text-sizes', `?${HELLO}\\fs16 eight \\fs32 sixteen \\fs48 x`],
	['text-colors', `?${HELLO}${COLORS}\\cf1 red \\cf2 green`],
	['text-super-sub', `?${HELLO}\\fs36 a{\\super 2} b{\\sub 3} {\\up12 up}{\\dn12 down}`],
	['text-spacing', `?${HELLO}\\expndtw80 wide\\expndtw0\\par\\charscalex200 broad`],
	['text-center', `?${HELLO}\\qc ${LINES}`],
	['text-right', `?${HELLO}\\qr ${LINES}`],
	['text-justify', `?size=120,60&color=ffffff&textPs=\\qj ${LINES}`],
	['text-vertical-center', `?${HELLO}\\vertalc\\qc middle`],
	['text-vertical-bottom', `?${HELLO}\\vertalb\\qr end`],
	['text-indents', `?size=120,60&color=ffffff&textPs=\\li200\\fi-120\\ri100\\fs20 ${LINES}`],
	['text-paragraphs', `?${HELLO}\\fs24\\sb100 one\\par two\\sa200\\par\\sl480 three`],
	['text-margins', '?size=120,60&color=ffffff&textPs=\\margl400\\margt300 inside'],
	['text-copy-fit', `?size=120,60&color=ffffff&textPs=\\fs10\\copyfit100 ${LINES}`],
	['text-res', `?${HELLO}Hello&textAttr=144`],
	['text-auto-res', `?size=120,0&color=ffffff&text=Hello&textAttr=72,norm,autoRes`],
	['text-max-res', `?${HELLO}Hello&textAttr=72,norm,maxRes,noWrap`],
	['text-rotated', `${ON_CARD}&text=\\fs40 about&rotate=-90&originN=0.5,0&posN=0.5,0`],
	['text-clipped', `?size=60,24&color=ffffff&text=\\fs32 ${LINES}`],

	['text-angle', '?size=120,60&color=ffffff&textPs=\\fs28 Hello Hello&textAngle=20'],
	[
		'text-path',
		'?size=120,60&color=ffffff&textPs=\\fs28 along a curved path&textPath=M5,40C40,0,80,0,115,45',
	],
	[
		'text-path-part',
		'?size=120,60&color=ffffff&textPs=\\fs24 up the line&textPath=M5,55L115,5&pathAttr=norm,0.2,0.9',
	],
	[
		'text-flow',
		`?size=120,90&color=ffffff&textPs=\\fs16 ${LINES} ${LINES}&textFlowPath=M60,0L120,90L0,90Z&textFlowXPath=M50,60L70,60L70,80L50,80Z`,
	],
	['text-downwards', '?size=120,60&color=ffffff&textPs=\\stextflow1\\fs24 down'],
	['text-right-to-left', `?${HELLO}\\rtlpar\\fs32{\\rtlch right} to left`],
	['text-crisp', `?${HELLO}Hello&textAttr=72,off`],
	['text-perspective', `${ON_CARD}&text=\\fs56 Far&perspective=10,10,110,25,110,60,10,70`],

	// requests within requests, templates, macros
	['nested', `${ON_CARD}&src=is(Acme/photo?wid=60&rotate=20)`],
	['nested-mask', `${ON_CARD}&src=photo&size=80,80&mask=is(Acme/badge?rotate=45)`],
	['template', '/Acme/card?$x=25'],
	['template-command', '/Acme/badge?template=Acme/card'],
	['macros', '/Acme/photo?$frame$&$thumb$'],
	['post-modifier', '/Acme/late?wid=80'],
	['missing-source', '/Acme/photo?defaultImage=badge&locale=de&cache=off'],
	[
		'maps',
		'/Acme/photo?wid=80&map=rect,0,0,9,9,href=a&mapA=shape=rect%20coords=0,0,9,9&id=7&handler=h&imageSet=&type=x',
	],
];
