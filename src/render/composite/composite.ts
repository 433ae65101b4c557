import type { Effect, ImageRequest } from '../../protocol/image-request.js';
import type { Rectangle, Size } from '../../protocol/values.js';
import type { Canvas } from '../canvas/canvas.js';
import { createCanvas, drawOver, release } from '../canvas/canvas.js';
import { clipToPath } from '../canvas/clip.js';
import { gridOf, type Stage } from '../canvas/stage.js';
import type { RenderContext } from '../context.js';
import { effectOffset, effectSpread, paintAmidEffects } from '../effects/effects.js';
import { hasOperations, operate, operationReach, separated } from '../effects/operations.js';
import { type Survey, surveyOf } from '../effects/survey.js';
import { knowsWhole, surveyed, type Whole } from '../effects/surveyed.js';
import { flipMap } from '../geometry/layer-geometry.js';
import type { Matrix } from '../geometry/matrix.js';
import { boundingBox, chain, meanScale, translation, wholePixels } from '../geometry/matrix.js';
import { drawLayer } from '../layer/draw-layer.js';
import type { PreparedLayer } from '../layer/prepare-layer.js';
import type { Tone } from '../pixels/colorize.js';
import { drawWatermark } from './watermark.js';

/** A request's layers, whose sizes and places are known, and what is to be done to all of them together. */
export interface Composite {
	readonly request: ImageRequest;
	readonly layers: readonly PreparedLayer[];
	/** that of layer 0 */
	readonly size: Size;
	/** pixels of the composite per pixel of layer 0's full-resolution source */
	readonly sourceScale: number;
	/** effects are cut away where their layer lies */
	readonly knockOut: boolean;
}

/**
 * Draws the composite (`c-compositing-canvas.md`): the layers; then what the request says of the composite as
 * a whole, operations, clip path, opacity and effects; then the watermark. All of it is documented in pixels
 * of the composite, and is done in those of the view, with lengths scaled: what the view would make smaller
 * or larger anyway is never drawn at another size.
 * @param area what of it to draw, with room for what operations and effects reach
 * @param map from composite pixels to pixels around `area`
 */
export async function drawComposite(
	composite: Composite,
	area: Rectangle,
	map: Matrix,
	context: RenderContext,
): Promise<Canvas> {
	const toArea = chain(map, translation(-area.x, -area.y));
	const { tone, outlined } = await wholeOf(composite, area, map, context);
	const merged = await merge(composite, area, toArea, tone, context);
	const whole = await surroundWithEffects(composite, merged, toArea, outlined, context);
	await drawWatermark(whole, toArea, composite.size, context);
	return whole;
}

/** Layers, operations and clip path. */
async function merge(
	composite: Composite,
	canvas: Size,
	map: Matrix,
	tone: Tone | undefined,
	context: RenderContext,
): Promise<Canvas> {
	const { request, sourceScale } = composite;
	const merged = await drawLayers(composite, canvas, map, context);
	const scale = meanScale(map);
	await operate(merged, separated(request.composite).others, {
		scale,
		sourceScale: sourceScale * scale,
		grid: gridOf(map),
		tone,
	});
	clipToPath(merged, request.composite, map, context.port);
	return merged;
}

/** All layers, the lowest first; nothing is drawn outside layer 0. */
async function drawLayers(
	composite: Composite,
	canvas: Size,
	map: Matrix,
	context: RenderContext,
): Promise<Canvas> {
	const { layers, size, knockOut } = composite;
	const drawn = createCanvas(context.port, canvas);
	drawn.save();
	drawn.setTransform(...map);
	drawn.beginPath();
	drawn.rect(0, 0, size.width, size.height);
	drawn.clip();
	const stage: Stage = { canvas: drawn, map: stageMap(composite, map), size, knockOut };
	for (const layer of layers) await drawLayer(stage, layer, context);
	drawn.restore();
	return drawn;
}

/** `flip` of the composite mirrors its layers, not what is done to it afterwards. */
export function stageMap({ request, size }: Composite, map: Matrix): Matrix {
	const { flip } = request.composite;
	return chain(flipMap(size, flip === 'lr' || flip === 'ud' || flip === 'lrud' ? flip : undefined), map);
}

/** Opacity and effects. */
async function surroundWithEffects(
	{ request: { composite, compositeEffects }, size, knockOut }: Composite,
	merged: Canvas,
	map: Matrix,
	outlined: boolean | undefined,
	{ port }: RenderContext,
): Promise<Canvas> {
	const { canvas: drawn } = merged;
	const { opacity = 100, fill = 100 } = composite.opac ?? {};
	if (opacity * fill === 10_000 && compositeEffects.length === 0) return merged;
	const whole = createCanvas(port, drawn);
	const area = { x: 0, y: 0, width: drawn.width, height: drawn.height };
	const parent = { canvas: merged, area, toArea: map, size, opacity: opacity / 100, outlined };
	await paintAmidEffects({ canvas: whole, map, size, knockOut }, compositeEffects, parent, port, async () => {
		drawOver(whole, drawn, 'source-over', (opacity * fill) / 10_000);
	});
	release(drawn);
	return whole;
}

/**
 * How many pixels around one decide about it, beyond what its layers know of themselves; undefined: nothing
 * is done to the composite as a whole.
 * @param map from composite pixels to pixels at hand
 */
export function compositeReach({ request, size, sourceScale }: Composite, map: Matrix): number | undefined {
	const { others } = separated(request.composite);
	const { compositeEffects: effects } = request;
	if (!hasOperations(others) && effects.length === 0) return undefined;
	const scale = meanScale(map);
	const effectReach = (effect: Effect) => {
		const { x, y } = effectOffset(effect, size, map);
		return effectSpread(effect, scale) + Math.ceil(Math.max(Math.abs(x), Math.abs(y)));
	};
	return operationReach(others, scale, sourceScale * scale) + Math.max(0, ...effects.map(effectReach));
}

/** What operations and effects need to know of a composite of which only a part is drawn. */
function wholeOf(composite: Composite, area: Rectangle, map: Matrix, context: RenderContext): Promise<Whole> {
	const { request, size, sourceScale } = composite;
	const commands = separated(request.composite).others;
	const parts = { commands, effects: request.compositeEffects };
	return surveyed(compositeSurvey(composite, area, map), parts, context.port, (survey) => {
		const toSurvey = chain(map, survey.map);
		const scale = meanScale(toSurvey);
		return {
			size,
			toSurvey,
			surroundings: { scale, sourceScale: sourceScale * scale, grid: gridOf(toSurvey) },
			drawPlain: () => drawLayers(composite, survey.size, toSurvey, context),
			drawFinished: (tone) => merge(composite, survey.size, toSurvey, tone, context),
		};
	});
}

/** How the composite is looked at as a whole before a part of it is drawn; undefined: there is no need. */
export function compositeSurvey(composite: Composite, area: Rectangle, map: Matrix): Survey | undefined {
	const commands = separated(composite.request.composite).others;
	if (!knowsWhole(commands, composite.request.compositeEffects)) return undefined;
	const whole = wholePixels(boundingBox(map, { x: 0, y: 0, ...composite.size }));
	const isWhole = area.width === whole.width && area.height === whole.height;
	return isWhole ? undefined : surveyOf(whole);
}
