import type { Color, Quality, Size } from '../../protocol/values.js';

/** A parsed attribute value in the notation of a manifest; `undefined` is `''`. */
export function valueText(value: unknown): string {
	if (value === undefined) return '';
	if (typeof value === 'boolean') return value ? '1' : '0';
	if (typeof value !== 'object' || value === null) return String(value);
	if (isSize(value)) return `${value.width},${value.height}`;
	if (isColor(value)) return [value.red, value.green, value.blue].map(hexPair).join('');
	if (isQuality(value)) return `${value.quality},${value.fullChroma ? 1 : 0}`;
	return JSON.stringify(value);
}

function isSize(value: object): value is Size {
	return 'width' in value && 'height' in value;
}

function isColor(value: object): value is Color {
	return 'red' in value && 'green' in value && 'blue' in value;
}

function isQuality(value: object): value is Quality {
	return 'quality' in value && 'fullChroma' in value;
}

function hexPair(value: number): string {
	return Math.round(value).toString(16).padStart(2, '0');
}
