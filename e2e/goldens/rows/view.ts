import type { Row } from '../row.js';

const BARS = '/Acme/photo?wid=100&hei=100&bgc=204060';
const REGION = '/Acme/photo?rgn=50,10,60,50';
const TILE = '/Acme/photo?scl=1&rect=20,20,60,40';
const SHADOW = 'layer=comp&effect=-1&$shadow$';

/** The view, formats, and what is computed on a part of the composite. */
export const VIEW_ROWS: readonly Row[] = [
	['view-wid', 'wid', '/Acme/photo?wid=60'],
	['view-hei', 'hei', '/Acme/photo?hei=60'],
	['view-wid-hei', 'wid hei bgc', BARS],
	['view-scl', 'scl', '/Acme/photo?scl=2'],
	['view-fit-fit', 'fit', '/Acme/photo?wid=160&hei=100&fit=fit,1'],
	['view-fit-constrain', 'fit', '/Acme/photo?wid=80&hei=80&fit=constrain'],
	['view-fit-crop', 'fit', '/Acme/photo?wid=80&hei=80&fit=crop'],
	['view-fit-wrap', 'fit', '/Acme/photo?wid=80&hei=80&fit=wrap'],
	['view-fit-stretch', 'fit', '/Acme/photo?wid=60&hei=100&fit=stretch,1'],
	['view-fit-hfit', 'fit', '/Acme/photo?wid=90&hei=40&fit=hfit'],
	['view-fit-vfit', 'fit', '/Acme/photo?wid=40&hei=60&fit=vfit'],
	['view-align', 'align', '/Acme/photo?wid=100&hei=100&align=-1,1&bgc=204060'],
	['view-rgn', 'rgn', REGION],
	['view-rect', 'rect', TILE],
	['view-rect-scale', 'rect', '/Acme/photo?scl=1&rect=20,20,60,40,0.5'],
	['view-dpr', 'dpr', '/Acme/photo?wid=60&dpr=on,1.5'],
	['view-resmode', 'resMode', '/Acme/photo?wid=45&resMode=sharp2', { same: 'one filter shrinks all' }],
	[
		'view-resmode-lines',
		'resMode',
		'/Acme?src=is(?size=5,5&color=ffffff&layer=1&size=1,5&color=204060&pos=-1,0&layer=2&size=5,1&color=c83c32&pos=0,1)&size=100,100&op_usmR=5,4,0,0&resMode=bilin',
	],
	['view-default-pix', 'DefaultPix', '/Acme/photo', { attributes: { DefaultPix: '70,70' } }],
	['view-background', 'BkgColor', '/Acme/badge', { attributes: { BkgColor: '0x204060' } }],
	['view-tmb', 'req', '/Acme/photo?req=tmb&wid=60'],
	['view-tmb-crop', 'ThumbType', '/Acme/photo?req=tmb&wid=60&hei=60', { attributes: { ThumbType: '1' } }],
	[
		'view-tmb-texture',
		'ThumbType ThumbRes',
		'/Acme/photo?req=tmb&wid=60&hei=60',
		{ attributes: { ThumbType: '3', ThumbRes: '60' } },
	],
	[
		'view-tmb-align',
		'ThumbVertAlign ThumbBkgColor',
		'/Acme/photo?req=tmb&wid=60&hei=60',
		{ attributes: { ThumbVertAlign: '3', ThumbBkgColor: '0x204060' } },
	],
	[
		'view-tmb-crop-align',
		'ThumbHorizAlign',
		'/Acme/photo?req=tmb&wid=60&hei=60',
		{ attributes: { ThumbType: '1', ThumbHorizAlign: '3' } },
	],
	['view-mask', 'req', '/Acme/badge?req=mask'],

	['format-alpha', 'fmt', '/Acme/badge?fmt=png-alpha'],
	['format-filled', 'bgc', '/Acme/badge?fmt=png&bgc=c43c32'],
	['format-jpeg', 'fmt', '/Acme/photo?fmt=jpeg&qlt=80,1'],
	['format-jpeg-quality', 'qlt', '/Acme/photo?fmt=jpeg&qlt=20'],
	['format-jpeg-size', 'jpegSize', '/Acme/photo?fmt=jpeg&qlt=95&jpegSize=1.5'],
	['format-gray', 'fmt', '/Acme/photo?fmt=png,gray'],
	['format-webp', 'fmt', '/Acme/badge?fmt=webp-alpha,,lossless'],
	['format-palette', 'fmt quantize', '/Acme/photo?fmt=png8&quantize=adaptive,diffuse,16'],
	['format-gif', 'fmt', '/Acme/badge?fmt=gif-alpha&quantize=adaptive,off,32'],
	['format-palette-off', 'quantize', '/Acme/photo?fmt=png8&quantize=adaptive,off,8'],
	['format-web-colors', 'quantize', '/Acme/photo?fmt=gif&quantize=web,diffuse'],
	['format-mac-colors', 'quantize', '/Acme/photo?fmt=gif&quantize=mac,diffuse'],
	[
		'format-print-resolution',
		'printRes',
		'/Acme/photo?printRes=300',
		{ same: 'it stands in the file beside the pixels' },
	],

	['region-blur', 'rgn op_blur', `${REGION}&op_blur=6`],
	['region-noise', 'rgn op_noise', `${REGION}&op_noise=30`],
	['region-sharpen', 'rgn op_sharpen', `${REGION}&op_sharpen=1`],
	['region-shadow', 'rgn effect', `/Acme/badge?rgn=20,20,50,50&${SHADOW}`],
	['tile-blur', 'rect op_blur', `${TILE}&op_blur=6`],
	['tile-noise', 'rect op_noise', `${TILE}&op_noise=30`],
	['tile-sharpen', 'rect op_sharpen', `${TILE}&op_sharpen=1`],
	['tile-shadow', 'rect effect', `/Acme/badge?scl=1&rect=20,20,40,40&${SHADOW}`],
	['bars-blur', 'op_blur', `${BARS}&op_blur=6`],
	['bars-noise', 'op_noise', `${BARS}&op_noise=30`],
	['bars-sharpen', 'op_sharpen', `${BARS}&op_sharpen=1`],
	['bars-shadow', 'effect', `/Acme/badge?wid=100&hei=80&bgc=f3ece1&${SHADOW}`],
];
