import type { LayerCommands } from './image-request.js';

/** False of `size=0,0`, too: it leaves both dimensions open, as if it were not there (`r-size-reference.md`). */
export function isSized({ size }: Pick<LayerCommands, 'size'>): boolean {
	return size !== undefined && (size.width > 0 || size.height > 0);
}
