import { createHash } from 'node:crypto';
import { encodeView } from './encode-view.js';
import { ImageError } from './image-error.js';
import { FORMATS, type ImageQuery, parseImageQuery } from './image-query.js';
import { computeView } from './image-view.js';
import type { Picture, PictureStore } from './pictures.js';
import { errorReply, propertyReply } from './property-reply.js';
import type { Reply } from './reply.js';

export interface ReplyContext {
	readonly pictures: PictureStore;
	/** of good replies; errors are never to be cached */
	readonly cacheControl: string;
	/** true: as if the server had no such picture */
	isGone(object: string): boolean;
}

/**
 * The answer to `/is/image/<object>?<commands>`: a picture, its properties, or an error in words.
 * @param object decoded, e.g. `Acme/shoes/red`
 * @param search with its question mark, or empty
 */
export async function imageReply(object: string, search: string, context: ReplyContext): Promise<Reply> {
	try {
		const query = parseImageQuery(search);
		const reply = await answer(object, query, context);
		const etag = `"${createHash('md5').update(reply.body).digest('hex')}"`;
		return { ...reply, headers: { ...reply.headers, etag, 'cache-control': context.cacheControl } };
	} catch (error) {
		if (error instanceof ImageError) return errorReply(error, search);
		throw error;
	}
}

async function answer(object: string, query: ImageQuery, context: ReplyContext): Promise<Reply> {
	const [type] = query.request;
	if (type === 'exists') {
		const exists = context.pictures.has(object) && !context.isGone(object);
		return propertyReply({ 'catalogRecord.exists': exists ? '1' : '0' }, query);
	}

	const picture = await find(object, query, context);
	for (const source of query.objects) await find(source, query, context);

	switch (type) {
		case 'img':
		case 'tmb': {
			const body = await encodeView(picture, computeView(picture, query), query);
			return { status: 200, headers: { 'content-type': FORMATS[query.fmt].mime }, body };
		}
		case 'props': {
			const { width, height } = computeView(picture, query).reply;
			const { mime, alpha } = FORMATS[query.fmt];
			return propertyReply(
				{
					'image.width': String(width),
					'image.height': String(height),
					'image.type': mime,
					'image.quality': String(query.qlt),
					'image.mask': alpha ? '1' : '0',
					'image.pixTyp': 'RGB',
				},
				query,
			);
		}
		case 'imageprops':
			return propertyReply(
				{
					'image.width': String(picture.width),
					'image.height': String(picture.height),
					'image.pixTyp': 'RGB',
				},
				query,
			);
		default:
			throw new ImageError('Invalid request', `Invalid value for req: '${type}'`);
	}
}

async function find(object: string, query: ImageQuery, context: ReplyContext): Promise<Picture> {
	const picture = context.isGone(object) ? undefined : await context.pictures.get(object, query.variables);
	if (!picture) throw new ImageError('Unable to find image', `Unable to find /is/image/${object}`);
	return picture;
}
