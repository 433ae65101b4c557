import { color } from '../value-types/color.js';
import { size } from '../value-types/geometry.js';
import { effectNumber, layerAddress, pathAttributes, textAttributes } from '../value-types/layer.js';
import { real } from '../value-types/numbers.js';
import { path } from '../value-types/path.js';
import { layerSource, maskSource } from '../value-types/source.js';
import { anyText, keyword } from '../value-types/words.js';
import { command } from './command-record.js';
import { NAIVE_COLORS } from './naive-colors.js';

/** Of `text` and `textPs`: the fonts of the image server are out of reach. */
const REPLACED_FONTS = {
	instead:
		'instead of an error, a font of no font map is replaced with one of the same widths (Arial, Times New Roman, Courier New, Calibri, Cambria) or a similar one',
	whenDrawn: true,
} as const;

/** What a layer is: a picture, text or a colour, and its mask. */
export const CONTENT_COMMANDS = {
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
		shortfalls: [REPLACED_FONTS],
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
			REPLACED_FONTS,
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
};
