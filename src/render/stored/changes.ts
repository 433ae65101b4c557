import type { ImageRequest } from '../../protocol/image-request.js';

/** Names of the commands that act on the picture of layer 0, its mask and effects included, or on the composite. */
export function changesOf({ layers: [layer], composite, compositeEffects }: ImageRequest): readonly string[] {
	const hasMask = layer?.mask || (layer?.source.type === 'image' && layer.source.object.record?.MaskPath);
	const hasEffects = compositeEffects.length > 0 || (layer?.effects ?? []).length > 0;
	return [
		...Object.keys({ ...layer?.commands, ...composite }),
		...(hasMask ? ['mask'] : []),
		...(hasEffects ? ['effect'] : []),
	];
}
