import type { ImageRequest } from '../protocol/image-request.js';
import type { Rectangle, Size } from '../protocol/values.js';
import { checkPixels, createCanvas } from './canvas.js';
import type { PreparedRequest, RenderContext } from './context.js';
import { drawLayer } from './draw-layer.js';
import { finishComposite } from './finish-composite.js';
import { flipMap } from './layer-geometry.js';
import { prepareBase, prepareLayer } from './layers.js';
import type { Matrix } from './matrix.js';
import { chain, scaling, translation } from './matrix.js';
import { RenderError } from './render-error.js';
import type { Stage } from './stage.js';
import { undrawn } from './undrawn.js';
import type { ViewGeometry } from './view.js';
import { viewGeometry } from './view.js';
import { workOf } from './work.js';

/**
 * Finds the sizes of a request's layers and of its view. The composite is never made at its own size: every
 * layer is later drawn straight at the size at which the view shows it.
 * @throws RenderError
 */
export async function prepareRequest(
	request: ImageRequest,
	context: RenderContext,
): Promise<PreparedRequest> {
	checkRequest(request, context);
	for (const sentence of undrawn(request)) context.note(sentence);
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
				knockOut: request.commands.effectMask ?? true,
			};
			canvas.save();
			clipToPicture(canvas, view, toCanvas);
			for (const layer of layers) await drawLayer(stage, layer, context);
			canvas.restore();
			return finishComposite({ ...stage, map }, request, prepared.content.sourceScale, context);
		},
	};
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
	const { wid, hei, scl, fit, align, rgn, rect, dpr } = request.commands;
	const { DefaultPix: defaultPix, MaxPix: maxPix } = context.attributes;
	const ratio = dpr?.on ? dpr.ratio : undefined;
	const view = viewGeometry(composite, {
		wid,
		hei,
		scl,
		fit,
		align,
		rgn,
		rect,
		dpr: ratio,
		defaultPix,
		maxPix,
	});
	checkPixels(view.reply, context);
	return view;
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
