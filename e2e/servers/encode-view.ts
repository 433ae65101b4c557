import sharp, { type Sharp } from 'sharp';
import { FORMATS, type ImageQuery } from './image-query.js';
import type { View } from './image-view.js';

/** Scales, crops or pads a picture as the view says and encodes it in the format asked for. */
export async function encodeView(picture: Buffer, view: View, query: ImageQuery): Promise<Buffer> {
	const format = FORMATS[query.fmt];
	const { reply, scaled, x, y } = view;
	const background = { ...query.bgc, alpha: format.alpha ? 0 : 1 };

	let image = sharp(picture).resize(scaled.width, scaled.height, { fit: 'fill' });
	const visible = {
		left: Math.max(0, -x),
		top: Math.max(0, -y),
		width: Math.min(scaled.width, reply.width),
		height: Math.min(scaled.height, reply.height),
	};
	if (visible.width < scaled.width || visible.height < scaled.height) image = image.extract(visible);

	const left = Math.max(0, x);
	const top = Math.max(0, y);
	const right = reply.width - left - visible.width;
	const bottom = reply.height - top - visible.height;
	if (left + top + right + bottom > 0) image = image.extend({ left, top, right, bottom, background });

	if (!format.alpha) image = image.flatten({ background: query.bgc });
	return encode(image, format.encoder, query.qlt).toBuffer();
}

function encode(
	image: Sharp,
	encoder: (typeof FORMATS)[keyof typeof FORMATS]['encoder'],
	quality: number,
): Sharp {
	switch (encoder) {
		case 'jpeg':
			return image.jpeg({ quality });
		case 'png':
			return image.png({ compressionLevel: 6 });
		case 'webp':
			return image.webp({ quality, effort: 2 });
		case 'avif':
			return image.avif({ quality, effort: 2 });
		case 'gif':
			return image.gif();
	}
}
