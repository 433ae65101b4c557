import type { ImageObject, ImageRequest } from '../../src/protocol/index.js';
import type { ImageAsset, Picture, RenderAttributes, RenderPort } from '../../src/render/index.js';
import { renderRequest } from '../../src/render/index.js';
import type { StoredPicture } from './pictures.js';

/** One golden's request with all that it needs, in a form that can be sent to a worker. */
export interface Drawing {
	readonly request: ImageRequest;
	readonly attributes: RenderAttributes;
	/** by file name */
	readonly pictures: Readonly<Record<string, StoredPicture>>;
	/** the record of a watermark, understood */
	readonly watermark: ImageRequest | undefined;
}

/** Draws with the port of the surroundings: the same code in the worker and in Node. */
export function draw(
	{ request, attributes, pictures, watermark }: Drawing,
	portOf: (loadAsset: (object: ImageObject) => Promise<ImageAsset>) => RenderPort,
): Promise<Picture> {
	const port = portOf(async ({ id, record }) => {
		const file = record?.Path ?? id;
		const stored = pictures[file];
		if (!stored) throw new Error(`there is no picture ${file}`);
		const { type, base64, size } = stored;
		const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
		return { blob: new Blob([bytes], { type }), type, size };
	});
	return renderRequest(request, attributes, port, {}, watermark);
}
