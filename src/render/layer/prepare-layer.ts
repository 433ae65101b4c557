import type { Layer } from '../../protocol/image-request.js';
import type { Measured, Perspective, Point, Size } from '../../protocol/values.js';
import type { RenderContext } from '../context.js';
import { layerRectangle } from '../geometry/layer-geometry.js';
import type { Matrix } from '../geometry/matrix.js';
import { IDENTITY, isAligned } from '../geometry/matrix.js';
import type { Base } from '../geometry/placement.js';
import { layerOrigin, layerPosition } from '../geometry/placement.js';
import { roundOffset } from '../geometry/rounding.js';
import { RenderError } from '../render-error.js';
import { thumbnailRule } from '../view/thumbnail-rule.js';
import { imageContent } from './image-layer.js';
import type { LayerContent } from './layer-content.js';
import { maskSource, withoutOwnAlpha } from './masks.js';
import { nestedSource } from './nested.js';
import { inPerspective } from './perspective.js';
import { assetSource, foreignSource, type PixelSource } from './pixel-source.js';
import { solidContent } from './solid-layer.js';
import { textContent } from './text-layer.js';
import { thumbnailContent } from './thumbnail-content.js';

/** A layer that knows its place and size, but has not drawn anything yet. */
export interface PreparedLayer {
	readonly layer: Layer;
	readonly content: LayerContent;
	/** of the final rectangle */
	readonly size: Size;
	/** from content pixels to pixels of the final rectangle */
	readonly map: Matrix;
	/** top-left corner of the final rectangle in the composite */
	readonly position: Point;
}

/** Layer 0 and what the others are measured against. */
export interface PreparedBase {
	readonly prepared: PreparedLayer;
	readonly base: Base;
}

/**
 * Layer 0: its final rectangle is the canvas.
 * @throws RenderError
 */
export async function prepareBase(layer: Layer, context: RenderContext): Promise<PreparedBase> {
	const content = await layerContent(layer, undefined, context);
	if (!content) throw new RenderError('layer-0-missing');
	const { perspective, flip, rotate, ...flat } = layer.commands;
	// In perspective the canvas is what it would be without, and `rotate` does not count.
	const rectangle = layerRectangle(content.size, content.anchor, perspective ? flat : layer.commands);
	const { size } = rectangle;
	const origin = layerOrigin(size, { origin: layer.commands.origin, anchor: rectangle.anchor });
	const shown = perspective
		? {
				content: inPerspective(content, perspective, size, flip, context),
				map: IDENTITY,
			}
		: { content, map: rectangle.map };
	return { prepared: { layer, ...shown, size, position: { x: 0, y: 0 } }, base: { size, origin } };
}

/** False of a layer above layer 0 that nothing is drawn of. */
export function isShown({ source, commands }: Layer): boolean {
	if (commands.hide || source.type === 'unsupported') return false;
	return source.type !== 'none' || commands.bgColor !== undefined;
}

/**
 * A layer above layer 0. A hidden one is not loaded: whether its picture is there does not matter.
 * @returns undefined if it shows nothing
 * @throws RenderError
 */
export async function prepareLayer(
	layer: Layer,
	base: Base,
	context: RenderContext,
): Promise<PreparedLayer | undefined> {
	const { commands } = layer;
	const content = isShown(layer) ? await layerContent(layer, base, context) : undefined;
	if (!content) return undefined;
	if (commands.perspective) return preparePerspective(layer, content, commands.perspective, base, context);
	const { size, map, anchor } = layerRectangle(content.size, content.anchor, commands);
	const exact = layerPosition(base, commands.pos, layerOrigin(size, { origin: commands.origin, anchor }));
	const position = isAligned(map) ? { x: roundOffset(exact.x), y: roundOffset(exact.y) } : exact;
	return { layer, content, size, map, position };
}

/** In perspective a layer's rectangle is that of the canvas, moved by `pos` alone (`r-perspective.md`). */
function preparePerspective(
	layer: Layer,
	content: LayerContent,
	perspective: Measured<Perspective>,
	base: Base,
	context: RenderContext,
): PreparedLayer {
	const { flip, extend, pos } = layer.commands;
	const warped = inPerspective(content, perspective, base.size, flip, context);
	const { size, map, anchor = { x: 0, y: 0 } } = layerRectangle(warped.size, warped.anchor, { extend });
	const position = layerPosition({ ...base, origin: { x: 0, y: 0 } }, pos, anchor);
	return { layer, content: warped, size, map, position };
}

async function layerContent(
	layer: Layer,
	base: Base | undefined,
	context: RenderContext,
): Promise<LayerContent | undefined> {
	const { source, commands } = layer;
	const layer0 = base?.size ?? { width: 0, height: 0 };
	switch (source.type) {
		case 'image':
			return pictureContent(await assetSource(source.object, context), layer, layer0, context);
		case 'nested':
			return pictureContent(await nestedSource(source.request, context), layer, layer0, context);
		case 'foreign':
			return pictureContent(await foreignSource(source.url, context), layer, layer0, context);
		case 'text':
			return textContent(source, commands, layer0, context);
		case 'solid':
			return solidContent(layer, layer0, await maskSource(layer, context));
		case 'none':
			// A layer of nothing but bgColor covers the canvas: the common way to tint white photographs.
			return base && emptyContent(base.size);
		case 'unsupported':
			throw new RenderError('source-unsupported', `${source.renderer}(...)`);
	}
}

/** An image layer; in a thumbnail it is brought into the canvas. */
async function pictureContent(
	pixels: PixelSource,
	layer: Layer,
	layer0: Size,
	context: RenderContext,
): Promise<LayerContent> {
	const { source, commands } = layer;
	const mask = await maskSource(layer, context);
	const { thumbnailCanvas: canvas } = context;
	const picture = mask ? withoutOwnAlpha(pixels, context) : pixels;
	if (!canvas) return imageContent(picture, commands, layer0, mask);
	const object =
		source.type === 'nested' ? source.request.object : 'object' in source ? source.object : undefined;
	const rule = thumbnailRule(object?.record, context.attributes);
	return thumbnailContent(picture, commands, layer0, mask, rule, canvas);
}

function emptyContent(size: Size): LayerContent {
	return { size, anchor: undefined, sourceScale: 1, overlaps: false, draw() {} };
}
