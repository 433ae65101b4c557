import type { ImageObject, ImageRequest } from '../../protocol/image-request.js';
import type { Size } from '../../protocol/values.js';
import type { RenderContext } from '../context.js';
import { formatRow } from '../encode/formats.js';
import { requestType } from '../encode/reply.js';
import { loadAsset } from '../layer/pixel-source.js';
import { isShown } from '../layer/prepare-layer.js';
import type { ImageAsset, Picture } from '../port.js';
import { undrawn } from '../undrawn.js';
import { requestView } from '../view/request-view.js';
import { changesOf } from './changes.js';
import { SVG_TYPE } from './svg.js';
import { renderSvg } from './svg-picture.js';

/**
 * A request for one stored picture and nothing else can do without a canvas: as it is, if nothing would
 * change, or as SVG, which no worker can decode.
 * @returns undefined if a canvas is needed
 */
export async function storedPicture(
	request: ImageRequest,
	context: RenderContext,
): Promise<Picture | undefined> {
	const object = singleObject(request);
	if (!object) return undefined;
	for (const sentence of undrawn(request, context.attributes)) context.note(sentence);
	const asset = await loadAsset(object, context);
	return asset.type === SVG_TYPE ? renderSvg(request, asset, context) : untouched(request, asset, context);
}

/** The object of layer 0, if no other layer shows. */
function singleObject({ layers: [layer, ...others], problems }: ImageRequest): ImageObject | undefined {
	if (layer?.source.type !== 'image' || layer.commands.hide || others.some(isShown)) return undefined;
	return problems.some(({ severity }) => severity === 'error') ? undefined : layer.source.object;
}

/** The stored bytes, if they are what would be made of them. */
function untouched(request: ImageRequest, asset: ImageAsset, context: RenderContext): Picture | undefined {
	const { fmt, qlt, jpegSize, quantize } = request.commands;
	const row = formatRow(fmt?.format);
	if (context.watermark || requestType(request) !== 'img' || changesOf(request).length > 0) return undefined;
	// Whether the asset has transparency is not known here: if it would have to go, a canvas removes it.
	const isOpaqueAsNeeded = row.alpha || asset.type === 'image/jpeg';
	const isEncoded = qlt || jpegSize || fmt?.pixelType === 'gray' || (quantize && row.palette);
	if (isEncoded || row.type !== asset.type || !isOpaqueAsNeeded) return undefined;
	const { reply, picture } = requestView(request, asset.size, context);
	const same =
		[reply, picture].every((size) => equal(size, asset.size)) && picture.x === 0 && picture.y === 0;
	return same ? { blob: asset.blob, type: asset.type, size: reply, notes: [] } : undefined;
}

function equal(a: Size, b: Size): boolean {
	return a.width === b.width && a.height === b.height;
}
