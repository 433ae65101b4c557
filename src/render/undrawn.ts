import type { ImageRequest } from '../protocol/image-request.js';
import { shortfallSentence } from '../protocol/shortfalls.js';
import { formatRow } from './formats.js';
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
	const isUnscaled = layers.some(
		({ source, commands: { res } }) =>
			res !== undefined && source.type === 'image' && !(source.object.record?.Resolution || Resolution),
	);
	const { type, encoders } = formatRow(commands.fmt?.format);
	const hasPlace = type !== 'image/gif' && encoders[0] !== 'image/webp';
	return [
		...told,
		...(isUnscaled ? [shortfallSentence('res')] : []),
		...(commands.printRes !== undefined && !hasPlace ? [shortfallSentence('printRes')] : []),
	];
}
