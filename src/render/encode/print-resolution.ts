import type { ImageRequest } from '../../protocol/image-request.js';
import type { RenderAttributes } from '../port.js';

/**
 * The print resolution of a reply: `printRes=`, else that of the lowest image layer's record, else the
 * attribute (`r-printres.md`).
 * @returns dots per inch; undefined: none is to be written
 */
export function printResolution(
	{ commands, layers }: ImageRequest,
	{ PrintResolution }: Pick<RenderAttributes, 'PrintResolution'>,
): number | undefined {
	const first = layers.find(({ source }) => source.type === 'image')?.source;
	const own = first?.type === 'image' ? first.object.record?.PrintResolution : undefined;
	return commands.printRes ?? (typeof own === 'number' && own > 0 ? own : PrintResolution);
}
