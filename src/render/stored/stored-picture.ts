import type { ImageObject, ImageRequest } from '../../protocol/image-request.js';
import type { Size } from '../../protocol/values.js';
import type { RenderContext } from '../context.js';
import { formatRow } from '../encode/formats.js';
import { requestType } from '../encode/reply.js';
import { loadAsset } from '../layer/image-layer.js';
import type { ImageAsset, Picture } from '../port.js';
import { requestView } from '../view/request-view.js';
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
	const asset = await loadAsset(object, context);
	return asset.type === SVG_TYPE ? renderSvg(request, asset, context) : untouched(request, asset, context);
}

function singleObject({
	layers,
	composite,
	compositeEffects,
	problems,
}: ImageRequest): ImageObject | undefined {
	const [layer] = layers;
	const effects = [...(layer?.effects ?? []), ...compositeEffects];
	const plain = effects.length === 0 && Object.keys(composite).length === 0 && layer?.mask === undefined;
	if (
		!plain ||
		layers.length > 1 ||
		layer?.source.type !== 'image' ||
		problems.some(({ severity }) => severity === 'error')
	) {
		return undefined;
	}
	return layer.source.object;
}

/** The stored bytes, if they are what would be made of them. */
function untouched(request: ImageRequest, asset: ImageAsset, context: RenderContext): Picture | undefined {
	const { fmt, qlt, jpegSize, quantize } = request.commands;
	const row = formatRow(fmt?.format);
	if (context.watermark || requestType(request) !== 'img') return undefined;
	const [layer] = request.layers;
	const masked = layer?.source.type === 'image' && layer.source.object.record?.MaskPath;
	const changed = masked || Object.keys(layer?.commands ?? {}).some((name) => name !== 'src');
	// Whether the asset has transparency is not known here: if it would have to go, a canvas removes it.
	const opaqueAsNeeded = row.alpha || asset.type === 'image/jpeg';
	if (quantize && row.palette) return undefined;
	if (changed || row.type !== asset.type || !opaqueAsNeeded || qlt || jpegSize || fmt?.pixelType === 'gray') {
		return undefined;
	}
	const { reply, picture } = requestView(request, asset.size, context);
	const same =
		[reply, picture].every((size) => equal(size, asset.size)) && picture.x === 0 && picture.y === 0;
	return same ? { blob: asset.blob, type: asset.type, size: reply, notes: [] } : undefined;
}

function equal(a: Size, b: Size): boolean {
	return a.width === b.width && a.height === b.height;
}
