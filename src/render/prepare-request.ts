import type { ImageRequest } from '../protocol/image-request.js';
import { checkPixels } from './canvas/canvas.js';
import type { Composite } from './composite/composite.js';
import { drawView, type View, viewOf } from './composite/draw-view.js';
import type { PreparedRequest, RenderContext } from './context.js';
import { prepareBase, prepareLayer } from './layer/prepare-layer.js';
import { RenderError } from './render-error.js';
import { undrawn } from './undrawn.js';
import { requestView } from './view/request-view.js';
import { thumbnailCanvas, thumbnailView } from './view/thumbnail-rule.js';
import { workOf } from './work.js';

/**
 * Finds the sizes of a request's layers, of its composite and of its view, and counts what drawing them will
 * cost; nothing is drawn yet.
 * @throws RenderError
 */
export async function prepareRequest(request: ImageRequest, around: RenderContext): Promise<PreparedRequest> {
	const context = withResampling(request, withThumbnail(request, around));
	checkRequest(request, context);
	for (const sentence of undrawn(request, context.attributes)) context.note(sentence);
	const [first, ...others] = request.layers;
	if (first?.number !== 0) throw new RenderError('layer-0-missing');
	const { prepared, base } = await prepareBase(first, context);
	const geometry = requestView(request, base.size, context);
	const above = await Promise.all(others.map((layer) => prepareLayer(layer, base, context)));
	const composite: Composite = {
		request,
		layers: [prepared, ...above.filter((layer) => layer !== undefined)],
		size: base.size,
		sourceScale: prepared.content.sourceScale,
		knockOut: request.commands.effectMask ?? context.attributes.ApplyEffectMask,
	};
	const work = checkedWork(viewOf(composite, geometry), context);
	context.spend(work);
	let isPaid = true;
	return {
		size: geometry.reply,
		async draw(size, part) {
			const view = viewOf(composite, geometry, size, part);
			// a picture that is drawn more than once, as a mask or for its tone, costs as often
			if (part) context.spend(checkedWork(view, context));
			else if (!isPaid) context.spend(work);
			isPaid = false;
			return drawView(view, context);
		},
	};
}

/**
 * The work of a view whose canvases are small enough.
 * @throws RenderError `too-many-pixels`
 */
function checkedWork(view: View, context: RenderContext): number {
	const { areas } = view;
	for (const area of areas ? [areas.view, areas.composite] : []) checkPixels(area, context);
	return workOf(view);
}

/** `resMode=` counts for all scaling, also in requests that are sources of this one. */
function withResampling({ commands }: ImageRequest, context: RenderContext): RenderContext {
	const { attributes } = context;
	return { ...context, attributes: { ...attributes, ResMode: commands.resMode ?? attributes.ResMode } };
}

/** `req=` counts for the request itself, not for those that are its layers' sources. */
function withThumbnail(request: ImageRequest, context: RenderContext): RenderContext {
	const type = request.commands.req?.type ?? 'img';
	if (context.depth > 0 || type === 'img') return context;
	// `r-watermarks.md`: not for thumbnails; that a mask has none either is this project's choice
	const unmarked = { ...context, watermark: undefined };
	if (type !== 'tmb') return unmarked;
	const view = thumbnailView(request, context.attributes);
	return { ...unmarked, thumbnailCanvas: thumbnailCanvas(request, view) };
}

/** What the documentation answers with an error, and this renderer's own bounds. */
function checkRequest(request: ImageRequest, { limits }: RenderContext): void {
	const problem = request.problems.find(({ severity }) => severity === 'error');
	if (problem) throw new RenderError('invalid-request', problem.message);
	const longest = Math.max(request.layers.length, ...request.layers.map((layer) => layer.effects.length));
	if (longest > limits.layers) throw new RenderError('too-many-layers', limits.layers);
}
