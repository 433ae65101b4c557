import { ON_CARD } from '../catalogs.js';
import type { Row } from '../row.js';

const OVER_PHOTO = '/Acme/photo?layer=1&src=badge&blendMode=';

const IN_PERSPECTIVE = `${ON_CARD}&src=photo&perspective=10,8,110,30,110,50,10,72`;

/** Image layers with their geometry, how they are blended and masked. */
export const LAYER_ROWS: readonly Row[] = [
	['layer-size', 'layer src size', `${ON_CARD}&src=photo&size=60,60`],
	['layer-size-n', 'sizeN', `${ON_CARD}&src=photo&sizeN=0.5,0.5`],
	['layer-scale', 'scale', `${ON_CARD}&src=photo&scale=0.4`],
	['layer-res', 'res', `${ON_CARD}&src=photo&res=50`],
	['layer-crop', 'crop', `${ON_CARD}&src=photo&crop=10,35,40,45`],
	['layer-crop-beyond', 'crop bgColor', '/Acme/photo?crop=-10,-10,80,80&bgColor=c43c32'],
	['layer-crop-n', 'cropN', `${ON_CARD}&src=photo&cropN=0.5,0,0.5,0.6`],
	['layer-flip', 'flip', `${ON_CARD}&src=photo&size=80,70&flip=lr`],
	['layer-flip-both', 'flip', `${ON_CARD}&src=photo&size=80,70&flip=lrud`],
	['layer-rotate', 'rotate', `${ON_CARD}&src=photo&size=60,60&rotate=30`],
	['layer-rotate-fill', 'rotate bgColor', `${ON_CARD}&src=photo&size=50,50&rotate=-20&bgColor=1e785a`],
	['layer-extend', 'extend bgColor', `${ON_CARD}&src=badge&size=50,50&extend=4,8,12,2&bgColor=204060`],
	['layer-extend-n', 'extendN', `${ON_CARD}&src=badge&size=40,40&extendN=0.1,0.1,0.1,0.5&bgColor=204060`],
	['layer-origin', 'origin', `${ON_CARD}&src=badge&size=40,40&origin=0,0`],
	['layer-origin-n', 'originN posN', `${ON_CARD}&src=badge&size=40,40&originN=0.5,0.5&posN=0.5,0.5`],
	['layer-anchor', 'anchor', `${ON_CARD}&src=photo&size=60,60&anchor=0,0`],
	['layer-anchor-n', 'anchorN', `${ON_CARD}&src=photo&size=60,60&anchorN=-0.5,0.5`],
	['layer-pos', 'pos', `${ON_CARD}&src=badge&size=40,40&pos=-30,12`],
	['layer-pos-n', 'posN', `${ON_CARD}&src=badge&size=40,40&posN=0.25,-0.25`],
	['layer-hide', 'hide', `${ON_CARD}&src=photo&size=60,60&hide=1&layer=2&src=badge&size=30,30`],
	[
		'layer-names',
		'layer',
		`${ON_CARD},one&src=badge&size=40,40&layer=2&size=9,9&color=c43c32&layer=one&pos=20,20`,
	],
	['layer-solid', 'color', `${ON_CARD}&size=50,30&color=c43c3280`],
	['layer-fill', 'color', `${ON_CARD}&src=badge&size=60,60&color=c43c3280`],
	['layer-perspective', 'perspective', `${ON_CARD}&src=photo&perspective=20,10,100,25,90,70,10,60`],
	['layer-perspective-n', 'perspectiveN', '/Acme/photo?perspectiveN=0.1,0,0.9,0.2,1,0.9,0,1'],
	['layer-perspective-nearest', 'perspective', `${IN_PERSPECTIVE},R1`, { unlike: IN_PERSPECTIVE }],
	['layer-perspective-bilinear', 'perspective', `${IN_PERSPECTIVE},R2`, { unlike: IN_PERSPECTIVE }],
	['layer-perspective-jitter', 'perspective', `${IN_PERSPECTIVE},R3T200`, { unlike: IN_PERSPECTIVE }],
	[
		'layer-perspective-size',
		'size',
		'/Acme/photo?size=60,60&perspectiveN=0.1,0,0.9,0.2,1,0.9,0,1',
		{ same: 'an image in perspective heeds no size' },
	],
	[
		'layer-watermark-enlarged',
		'Watermark',
		'/Acme/photo?rgn=46,26,20,14&wid=120',
		{ attributes: { Watermark: 'mark' } },
	],
	['layer-watermark', 'Watermark', '/Acme/photo', { attributes: { Watermark: 'mark' } }],

	['blend-norm', 'blendMode', `${OVER_PHOTO}norm`, { same: 'it is the default' }],
	['blend-mult', 'blendMode', `${OVER_PHOTO}mult`],
	['blend-screen', 'blendMode', `${OVER_PHOTO}screen`],
	['blend-darken', 'blendMode', `${OVER_PHOTO}darken`],
	['blend-lighten', 'blendMode', `${OVER_PHOTO}lighten`],
	['blend-dissolve', 'blendMode opac', `${OVER_PHOTO}dissolve&opac=50`],
	['opac', 'opac', `${ON_CARD}&src=photo&size=60,60&opac=40`],
	['opac-composite', 'opac', '/Acme/photo?opac=50&bgc=204060'],

	['mask', 'mask', `${ON_CARD}&src=photo&size=80,80&mask=ramp`],
	['mask-over-alpha', 'mask', `${ON_CARD}&src=badge&size=60,60&mask=ramp`],
	['mask-record', 'MaskPath', '/Acme/masked?bgc=c43c32', { unlike: '/Acme/photo?bgc=c43c32' }],
	['mask-solid', 'mask', `${ON_CARD}&color=1e785a&size=50,50&mask=badge`],
	['mask-invert', 'maskUse', `${ON_CARD}&src=photo&size=80,80&mask=ramp&maskUse=invert`],
	['mask-off', 'maskUse', `${ON_CARD}&src=badge&size=60,60&maskUse=off`],
	['mask-grow', 'op_growMask', `${ON_CARD}&src=badge&size=40,40&op_growMask=-12`],
	['mask-grow-r', 'op_growMaskR', `${ON_CARD}&src=badge&size=40,40&op_growMaskR=-6`],
	[
		'mask-grow-text',
		'op_growMask',
		`${ON_CARD}&text={\\colortbl;\\red30\\green120\\blue90;\\red200\\green60\\blue50;}\\fs60{\\cf1 ab}{\\cf2 cd}&op_growMask=3`,
	],
	['clip-path', 'clipPath', `${ON_CARD}&color=1e785a&size=80,60&clipPath=M5,5L75,15C80,40,60,60,30,55Z`],
	[
		'clip-x-path',
		'clipXPath',
		`${ON_CARD}&src=photo&size=80,60&clipPath=M0,0L80,0L80,60L0,60Z&clipXPath=M20,20L50,20L35,45Z`,
	],
	['clip-composite', 'clipPath', '/Acme/photo?clipPath=M60,5L115,85L5,85Z&bgc=204060'],
	[
		'paths-of-files',
		'clipPathE clipXPathE cropPathE',
		`${ON_CARD}&src=photo&size=60,60&clipPathE=a&clipXPathE=b&cropPathE=c`,
		{ same: 'no browser reads the paths of a file' },
	],
];
