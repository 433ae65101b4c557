import { ON_CARD } from '../catalogs.js';
import type { Row } from '../row.js';

const GLOWING = '/Acme?size=120,80&color=204060&layer=1&src=badge&size=50,50';

/** Effect layers, and the operations on pixels. */
export const EFFECT_ROWS: readonly Row[] = [
	['effect-shadow', 'effect $shadow$', `${ON_CARD}&src=badge&size=50,50&extend=0,0,12,12&effect=-1&$shadow$`],
	['effect-glow', 'effect $glow$', `${GLOWING}&extend=9,9,9,9&effect=-1&$glow$`],
	['effect-inner-shadow', 'effect', `${ON_CARD}&src=badge&size=60,60&effect=1&$shadow$`],
	['effect-inner-glow', 'effect', `${GLOWING}&effect=1&$glow$`],
	[
		'effect-border',
		'op_grow',
		`${ON_CARD}&src=badge&size=50,50&extend=6,6,6,6&effect=-1&op_grow=3&color=c43c32`,
	],
	[
		'effect-mask',
		'effectMask',
		`${ON_CARD}&src=badge&size=50,50&opac=100,30&effect=-1&color=000000&pos=5,5&effectMask=0`,
	],
	['effect-mask-use-off', 'maskUse', `${ON_CARD}&src=badge&size=50,50&effect=-1&color=c43c32&maskUse=off`],
	[
		'effect-mask-use-invert',
		'maskUse',
		`${ON_CARD}&src=badge&size=50,50&effect=-1&color=c43c32&op_blur=4&maskUse=invert&effectMask=0`,
	],
	['effect-mask-use-inner', 'maskUse', `${GLOWING}&effect=1&color=c43c32a0&maskUse=invert`],
	[
		'effect-noise',
		'op_noise',
		`${ON_CARD}&src=badge&size=50,50&extend=9,9,9,9&effect=-1&op_grow=6&color=c43c32&op_noise=60`,
	],
	[
		'effect-text',
		'effect op_blur',
		`?size=120,50&color=ffffff&layer=1&text=\\fs56 Glow&effect=-1&op_blur=4&color=c43c32&pos=2,2`,
	],

	['op-brightness', 'op_brightness', '/Acme/photo?op_brightness=30'],
	['op-contrast', 'op_contrast', '/Acme/photo?op_contrast=50'],
	['op-hue', 'op_hue', '/Acme/photo?op_hue=120'],
	['op-saturation', 'op_saturation', '/Acme/photo?op_saturation=-70'],
	['op-colorbalance', 'op_colorbalance', '/Acme/photo?op_colorbalance=40,-20,-40'],
	['op-colorize', 'op_colorize', '/Acme/photo?op_colorize=a0b0c0'],
	['op-colorize-contrast', 'op_colorize', '/Acme/photo?op_colorize=306090,norm,30'],
	['op-invert', 'op_invert', '/Acme/photo?op_invert=1'],
	['op-noise', 'op_noise', '/Acme/photo?op_noise=30,uniform,1'],
	['op-grow', 'op_grow', '/Acme/photo?op_grow=3'],
	['op-grow-half', 'op_grow', '/Acme/photo?op_grow=3&scl=2'],
	['op-blur', 'op_blur', '/Acme/photo?op_blur=6'],
	['op-blur-layer', 'op_blur', `${ON_CARD}&src=badge&size=50,50&extend=9,9,9,9&op_blur=6`],
	['op-sharpen', 'op_sharpen', '/Acme/photo?wid=60&op_sharpen=1'],
	['op-usm', 'op_usm', '/Acme/photo?wid=90&op_usm=2,4,6,0'],
	['op-usm-r', 'op_usmR', '/Acme/photo?wid=90&op_usmR=2,2,0,1'],
];
