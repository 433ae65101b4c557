import sharp, { type Sharp } from 'sharp';
import { FORMATS, type ImageQuery } from './image-query.js';
import type { Pixels, View } from './image-view.js';
import type { Picture } from './pictures.js';

/** Scales, crops or pads a picture as the view says and encodes it in the format asked for. */
export async function encodeView(picture: Picture, view: View, query: ImageQuery): Promise<Buffer> {
	const format = FORMATS[query.fmt];
	const { reply, scaled, x, y } = view;
	const background = format.alpha ? { r: 0, g: 0, b: 0, alpha: 0 } : query.bgc;

	let image = load(picture, scaled).resize(scaled.width, scaled.height, { fit: 'fill' });
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

/** SVG is drawn at about the size it is needed in, which is much quicker than drawing it large first. */
function load(picture: Picture, { width, height }: Pixels): Sharp {
	if (!picture.isVector) return sharp(picture.bytes);
	const factor = Math.max(width / picture.width, height / picture.height);
	return sharp(picture.bytes, { density: Math.min(SVG_DENSITY, SVG_DENSITY * factor) });
}

/** dots per inch at which an SVG has its natural size */
const SVG_DENSITY = 72;

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
			return image.avif({ quality, effort: 0 });
		case 'gif':
			return image.gif();
	}
}
