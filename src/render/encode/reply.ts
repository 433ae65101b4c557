import type { ImageRequest } from '../../protocol/image-request.js';
import type { Color } from '../../protocol/values.js';
import { context2d, filterPixels, release } from '../canvas/canvas.js';
import { cssColor } from '../canvas/color.js';
import type { RenderContext } from '../context.js';
import { bySlices } from '../pixels/by-slices.js';
import { alphaAsGray, grayscale } from '../pixels/grayscale.js';
import type { Raster } from '../pixels/raster.js';
import type { Picture, RenderAttributes } from '../port.js';
import type { EncodeInput } from './encode.js';
import { encodePicture } from './encode.js';
import { formatRow } from './formats.js';

/**
 * Makes the reply of a finished view: its alpha for a mask, the background for a format without alpha, the
 * pixel type, the file. The canvas is released.
 * @throws RenderError
 */
export async function finishReply(
	canvas: OffscreenCanvas,
	request: ImageRequest,
	context: RenderContext,
): Promise<Picture> {
	if (requestType(request) === 'mask') await changeEach(canvas, alphaAsGray);
	const background = backgroundColor(request, context.attributes);
	if (background) fillBeneath(context2d(canvas), background);
	if (request.commands.fmt?.pixelType === 'gray') await changeEach(canvas, grayscale);
	try {
		return await encodePicture(canvas, encoding(request, context.attributes), context.port);
	} finally {
		release(canvas);
	}
}

function changeEach(canvas: OffscreenCanvas, change: (slice: Raster) => void): Promise<void> {
	return filterPixels(context2d(canvas), (raster) => bySlices(raster, change));
}

function encoding({ commands }: ImageRequest, attributes: RenderAttributes): EncodeInput {
	return {
		format: commands.fmt,
		quality: commands.qlt ?? attributes.JpegQuality,
		jpegSize: commands.jpegSize,
		palette: commands.quantize,
	};
}

/** `bgc`, else `BkgColor` or `ThumbBkgColor`; formats with alpha have none (`r-bgc.md`), nor have masks. */
export function backgroundColor(request: ImageRequest, attributes: RenderAttributes): Color | undefined {
	const { fmt, bgc } = request.commands;
	const type = requestType(request);
	if (type === 'mask' || formatRow(fmt?.format).alpha) return undefined;
	return bgc ?? (type === 'tmb' ? attributes.ThumbBkgColor : attributes.BkgColor);
}

/** `img` where the request says nothing. */
export function requestType({ commands }: ImageRequest): string {
	return commands.req?.type ?? 'img';
}

function fillBeneath(canvas: OffscreenCanvasRenderingContext2D, color: Color): void {
	canvas.save();
	canvas.resetTransform();
	canvas.globalAlpha = 1;
	canvas.globalCompositeOperation = 'destination-over';
	canvas.fillStyle = cssColor(color, 1);
	canvas.fillRect(0, 0, canvas.canvas.width, canvas.canvas.height);
	canvas.restore();
}
