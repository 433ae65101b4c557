import type { ImageRequest } from '../protocol/image-request.js';
import type { Rectangle, Size } from '../protocol/values.js';
import { checkPixels, createCanvas } from './canvas.js';
import type { PreparedRequest, RenderContext } from './context.js';
import { drawLayer } from './draw-layer.js';
import { finishComposite, sharpenView } from './finish-composite.js';
import { flipMap } from './layer-geometry.js';
import { prepareBase, prepareLayer } from './layers.js';
import type { Matrix } from './matrix.js';
import { chain, meanScale, scaling, translation } from './matrix.js';
import type { RenderAttributes } from './port.js';
import { RenderError } from './render-error.js';
import type { Stage } from './stage.js';
import { thumbnailCanvas, thumbnailRule, thumbnailView } from './thumbnail-rule.js';
import { undrawn } from './undrawn.js';
import type { ViewGeometry } from './view.js';
import { viewGeometry } from './view.js';
import { drawWatermark } from './watermark.js';
import { workOf } from './work.js';

/**
 * Finds the sizes of a request's layers and of its view. The composite is never made at its own size: every
 * layer is later drawn straight at the size at which the view shows it.
 * @throws RenderError
 */
export async function prepareRequest(request: ImageRequest, around: RenderContext): Promise<PreparedRequest> {
	const context = withThumbnail(request, around);
	checkRequest(request, context);
	for (const sentence of undrawn(request, context.attributes)) context.note(sentence);
	const [first, ...others] = request.layers;
	if (first?.number !== 0) throw new RenderError('layer-0-missing');
	const { prepared, base } = await prepareBase(first, context);
	const view = requestView(request, base.size, context);
	const above = await Promise.all(others.map((layer) => prepareLayer(layer, base, context)));
	const layers = [prepared, ...above.filter((layer) => layer !== undefined)];
	context.spend(workOf(layers, request, base.size, view));
	return {
		size: view.reply,
		async draw(size = view.reply) {
			const canvas = createCanvas(context.port, size);
			const toCanvas = scaling(size.width / view.reply.width, size.height / view.reply.height);
			const map = chain(compositeToView(base.size, view), toCanvas);
			const stage: Stage = {
				canvas,
				map: chain(flipMap(base.size, flipAxes(request.composite.flip)), map),
				size: base.size,
				knockOut: request.commands.effectMask ?? context.attributes.ApplyEffectMask,
			};
			canvas.save();
			clipToPicture(canvas, view, toCanvas);
			for (const layer of layers) await drawLayer(stage, layer, context);
			canvas.restore();
			const { sourceScale } = prepared.content;
			const whole = finishComposite({ ...stage, map }, request, sourceScale, context);
			await drawWatermark(whole, map, base.size, context);
			sharpenView(whole, request, sourceScale * meanScale(map));
			return whole.canvas;
		},
	};
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

/**
 * The view of a request, checked against the bounds.
 * @throws RenderError
 */
export function requestView(
	request: ImageRequest,
	composite: Size,
	context: Pick<RenderContext, 'attributes' | 'limits'>,
): ViewGeometry {
	const { wid, hei, scl, fit, align, rgn, rect, dpr, req } = request.commands;
	const { attributes } = context;
	const { DefaultPix: defaultPix, MaxPix: maxPix } = attributes;
	const asked = { rgn, rect, dpr: dpr?.on ? dpr.ratio : undefined, defaultPix, maxPix };
	const isThumbnail = req?.type === 'tmb';
	const view = viewGeometry(
		composite,
		isThumbnail
			? { ...asked, ...thumbnailInput(request, attributes) }
			: { ...asked, wid, hei, scl, fit, align },
	);
	checkPixels(view.reply, context);
	return view;
}

function thumbnailInput(request: ImageRequest, attributes: RenderAttributes) {
	const { width, height } = thumbnailView(request, attributes);
	return { wid: width, hei: height, thumbnail: thumbnailRule(request.object?.record, attributes) };
}

function compositeToView(composite: Size, { picture }: ViewGeometry): Matrix {
	return chain(
		scaling(picture.width / composite.width, picture.height / composite.height),
		translation(picture.x, picture.y),
	);
}

function flipAxes(flip: string | undefined) {
	return flip === 'lr' || flip === 'ud' || flip === 'lrud' ? flip : undefined;
}

/** Nothing is drawn outside layer 0, nor outside the view. */
function clipToPicture(
	canvas: OffscreenCanvasRenderingContext2D,
	view: ViewGeometry,
	toCanvas: Matrix,
): void {
	canvas.setTransform(...toCanvas);
	for (const area of [view.window, view.picture]) {
		if (covers(area, view.reply)) continue;
		canvas.beginPath();
		canvas.rect(area.x, area.y, area.width, area.height);
		canvas.clip();
	}
}

function covers(area: Rectangle, reply: Size): boolean {
	return (
		area.x <= 0 && area.y <= 0 && area.x + area.width >= reply.width && area.y + area.height >= reply.height
	);
}
