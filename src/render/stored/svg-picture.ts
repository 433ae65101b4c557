import type { ImageRequest } from '../../protocol/image-request.js';
import type { RenderContext } from '../context.js';
import { backgroundColor, requestType } from '../encode/reply.js';
import { type SourceInput, sourceGeometry } from '../geometry/layer-geometry.js';
import type { ImageAsset, Picture } from '../port.js';
import { RenderError } from '../render-error.js';
import { requestView } from '../view/request-view.js';
import { thumbnailRule } from '../view/thumbnail-rule.js';
import { changesOf } from './changes.js';
import { SVG_TYPE, svgText, svgView } from './svg.js';

/** Commands that only decide about the size of layer 0, which an SVG answer can follow. */
const SVG_COMMANDS: ReadonlySet<string> = new Set(['size', 'scale', 'anchor', 'origin', 'pos', 'hide']);

function svgScale(request: ImageRequest, { attributes }: RenderContext): SourceInput {
	const { size, scale } = request.layers[0]?.commands ?? {};
	const rule = thumbnailRule(request.object?.record, attributes);
	const isTexture = requestType(request) === 'tmb' && rule.type === 'texture';
	return { size, scale: scale ?? (isTexture ? rule.texture : undefined) };
}

/**
 * A stored SVG, shown as the request wants it as far as that can be said with its root alone.
 * @throws RenderError `source-undecodable`
 */
export async function renderSvg(
	request: ImageRequest,
	asset: ImageAsset,
	context: RenderContext,
): Promise<Picture> {
	for (const name of changesOf(request)) {
		if (!SVG_COMMANDS.has(name)) context.note(`${name}= is not applied to an SVG.`);
	}
	if (context.watermark) context.note('No watermark is laid over an SVG.');
	if (requestType(request) === 'mask') context.note('An SVG is answered as it is, not as a mask.');
	const { size } = sourceGeometry(asset.size, svgScale(request, context), asset.size);
	const view = requestView(request, size, context);
	const text = svgText(new Uint8Array(await asset.blob.arrayBuffer()));
	const svg = svgView(text, asset.size, view, backgroundColor(request, context.attributes));
	if (svg === undefined) throw new RenderError('source-undecodable', 'that claims to be SVG');
	context.note('An SVG is answered as SVG, whatever format was asked for.');
	return { blob: new Blob([svg], { type: SVG_TYPE }), type: SVG_TYPE, size: view.reply, notes: [] };
}
