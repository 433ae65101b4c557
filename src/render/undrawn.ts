import type { ImageRequest, Layer } from '../protocol/image-request.js';
import { isSized } from '../protocol/is-sized.js';
import { shortfallSentence } from '../protocol/shortfalls.js';
import { formatRow } from './encode/formats.js';
import type { RenderAttributes } from './port.js';

/**
 * A sentence for everything in a request that is not done as documented: what its parser has told, and what
 * depends on the catalog as well. What depends on fonts, pictures and encoders is told where they are used.
 */
export function undrawn(
	{ problems, layers, commands }: ImageRequest,
	{ Resolution }: Pick<RenderAttributes, 'Resolution'>,
): readonly string[] {
	const told = problems.filter(({ code }) => code === 'unsupported').map(({ message }) => message);
	const { type, encoders } = formatRow(commands.fmt?.format);
	const hasPlace = type !== 'image/gif' && encoders[0] !== 'image/webp';
	return [
		...told,
		...(layers.some((layer) => isUnscaled(layer, Resolution)) ? [shortfallSentence('res')] : []),
		...(commands.printRes !== undefined && !hasPlace ? [shortfallSentence('printRes')] : []),
	];
}

/** True if `res=` counts for a layer, but nothing tells the resolution of its source. */
function isUnscaled({ source, mask, commands }: Layer, resolution: number | undefined): boolean {
	const { res, scale } = commands;
	if (res === undefined || scale !== undefined || isSized(commands)) return false;
	const scaled = source.type === 'solid' ? mask : source;
	switch (scaled?.type) {
		case 'image':
			return !(scaled.object.record?.Resolution || resolution);
		case 'nested':
		case 'foreign':
			return !resolution;
	}
	return false;
}
