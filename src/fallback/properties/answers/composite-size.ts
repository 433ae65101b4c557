import type { CatalogRecord } from '../../../protocol/catalogs.js';
import type { ImageRequest, LayerCommands } from '../../../protocol/image-request.js';
import type { Size } from '../../../protocol/values.js';
import { fieldText } from './record-fields.js';

/** Width and height of a record's image in pixels; undefined: the field `Size` does not tell. */
export function recordSize(record: CatalogRecord | undefined): Size | undefined {
	const match = /^(\d{1,9})\s*,\s*(\d{1,9})$/.exec(fieldText(record, 'Size'));
	const [width, height] = [Number(match?.[1]), Number(match?.[2])];
	return width > 0 && height > 0 ? { width, height } : undefined;
}

/** With any of these the composite is no longer its image. */
const RESHAPING = [
	'crop',
	'cropPathE',
	'size',
	'scale',
	'res',
	'rotate',
	'perspective',
	'extend',
] as const satisfies readonly (keyof LayerCommands)[];

/** The size of a composite that is nothing but an image whose record tells its size; else undefined. */
export function compositeSize({ layers, composite }: ImageRequest): Size | undefined {
	const [layer, ...others] = layers;
	if (layer?.source.type !== 'image' || others.length > 0) return undefined;
	const isReshaped = RESHAPING.some((name) => name in layer.commands || name in composite);
	return isReshaped ? undefined : recordSize(layer.source.object.record);
}
