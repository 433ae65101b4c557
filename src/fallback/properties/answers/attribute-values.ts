import type { Attributes } from '../../../catalog/attributes/attributes.js';
import type { Color, Quality, Size } from '../../../protocol/values.js';

/** How values of attributes are written in a reply: as the attribute files write them. */

export function colorText({ red, green, blue }: Color): string {
	return [red, green, blue].map((part) => Math.round(part).toString(16).padStart(2, '0')).join('');
}

export function sizeText({ width, height }: Size): string {
	return `${width},${height}`;
}

export function qualityText({ quality, fullChroma }: Quality): string {
	return `${quality},${fullChroma ? 1 : 0}`;
}

/** Enumerations, the first member being 1. */
const ENUMERATIONS = {
	ResMode: ['sharp', 'bilin', 'bicub', 'sharp2'],
	ThumbHorizAlign: ['left', 'center', 'right'],
	ThumbType: ['crop', 'fit', 'texture'],
	ThumbVertAlign: ['top', 'center', 'bottom'],
} as const satisfies { readonly [Name in keyof Attributes]?: readonly Attributes[Name][] };

export function enumText(name: keyof typeof ENUMERATIONS, attributes: Attributes): string {
	const words: readonly (string | undefined)[] = ENUMERATIONS[name];
	return String(words.indexOf(attributes[name]) + 1);
}
