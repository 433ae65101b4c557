import type { ImageRequest, Layer } from '../protocol/image-request.js';

/** One sentence for everything in a request that is not drawn as documented. */
export function undrawn({ layers, commands }: ImageRequest): readonly string[] {
	const filter =
		commands.resMode === undefined ? [] : ['resMode= is not applied: scaling has the best filter there is.'];
	return [...filter, ...layers.flatMap(undrawnOfLayer)];
}

function undrawnOfLayer({ source }: Layer): readonly string[] {
	if (source.type !== 'text') return [];
	const styles = source.document.paragraphs.flatMap(({ runs }) => runs.map(({ style }) => style));
	return styles.some(({ kerning }) => kerning === 'optical')
		? ['\\kerningoptical kerns by the metrics of the font.']
		: [];
}
