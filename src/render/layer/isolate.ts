import type { Size } from '../../protocol/values.js';
import type { BlendMode } from '../canvas/blend.js';
import { blend } from '../canvas/blend.js';
import type { Canvas } from '../canvas/canvas.js';
import { createCanvas, drawOver, release } from '../canvas/canvas.js';
import { clipToPath } from '../canvas/clip.js';
import { gridOf, type Stage } from '../canvas/stage.js';
import type { RenderContext } from '../context.js';
import { paintAmidEffects } from '../effects/effects.js';
import { operate } from '../effects/operations.js';
import { surveyOf } from '../effects/survey.js';
import { surveyed, type Whole } from '../effects/surveyed.js';
import type { Matrix } from '../geometry/matrix.js';
import { chain, meanScale, translation } from '../geometry/matrix.js';
import type { Tone } from '../pixels/colorize.js';
import { type IsolatedArea, isolatedArea } from './isolated-area.js';
import { crop } from './layer-crop.js';
import { drawFills, hasFills } from './layer-fills.js';
import { applyMask } from './layer-mask.js';
import { ownOpacity } from './layer-opacity.js';
import type { PreparedLayer } from './prepare-layer.js';

/**
 * Draws a layer by way of a canvas of its own: its foreground is masked, changed by operations and clipped,
 * lends its shape to the effects, and is put on its fills before all of it is blended.
 */
export async function drawIsolated(
	stage: Stage,
	prepared: PreparedLayer,
	mode: BlendMode,
	context: RenderContext,
): Promise<void> {
	const { layer, size } = prepared;
	const { commands, effects } = layer;
	const isolated = isolatedArea(stage.canvas.canvas, prepared, stage.map, stage.size);
	if (!isolated) return;
	const { area } = isolated;
	const map = chain(stage.map, translation(-area.x, -area.y));
	const { tone, outlined } = await wholeOf(stage, prepared, isolated, context);
	const foreground = await drawForeground(prepared, area, map, tone, context);
	const toArea = chain(translation(prepared.position.x, prepared.position.y), map);
	const opacity = (commands.opac?.opacity ?? 100) / 100;
	const parent = { canvas: foreground, area, toArea, size, opacity, outlined };
	await paintAmidEffects(stage, effects, parent, context.port, async () => {
		const whole = await assembled(prepared, foreground, toArea, context);
		await blend(stage.canvas, whole, area, mode, layer.number, gridOf(map));
		if (whole !== foreground.canvas) release(whole);
	});
	release(foreground.canvas);
}

/**
 * The content after mask, operations and clip path.
 * @param canvas size of the canvas for it
 * @param map from composite pixels to pixels of that canvas
 */
async function drawForeground(
	prepared: PreparedLayer,
	canvas: Size,
	map: Matrix,
	tone: Tone | undefined,
	context: RenderContext,
): Promise<Canvas> {
	const { layer, position } = prepared;
	const toCanvas = chain(translation(position.x, position.y), map);
	const foreground = await drawMasked(prepared, canvas, map, context);
	await operate(foreground, layer.commands, { ...surroundings(prepared, map), tone });
	await clipLayer(foreground, prepared, toCanvas, context);
	return foreground;
}

async function drawMasked(
	prepared: PreparedLayer,
	canvas: Size,
	map: Matrix,
	context: RenderContext,
): Promise<Canvas> {
	const { layer, content, position } = prepared;
	const toCanvas = chain(translation(position.x, position.y), map);
	const foreground = createCanvas(context.port, canvas);
	const contentMap = chain(prepared.map, toCanvas);
	foreground.save();
	await content.draw(foreground, contentMap, 1);
	foreground.restore();
	await applyMask(foreground, content, contentMap, layer.commands, meanScale(map), gridOf(map), context);
	crop(foreground, prepared, toCanvas);
	return foreground;
}

function surroundings({ content }: PreparedLayer, map: Matrix) {
	const scale = meanScale(map);
	return { scale, sourceScale: content.sourceScale * scale, grid: gridOf(map) };
}

/** What operations and effects need to know of a layer of which only a part is drawn. */
function wholeOf(
	stage: Stage,
	prepared: PreparedLayer,
	{ whole, isWhole }: IsolatedArea,
	context: RenderContext,
): Promise<Whole> {
	const { layer, position, size } = prepared;
	const { commands, effects } = layer;
	return surveyed(isWhole ? undefined : surveyOf(whole), { commands, effects }, context.port, (survey) => {
		const map = chain(stage.map, survey.map);
		return {
			size,
			toSurvey: chain(translation(position.x, position.y), map),
			surroundings: surroundings(prepared, map),
			drawPlain: () => drawMasked(prepared, survey.size, map, context),
			drawFinished: (tone) => drawForeground(prepared, survey.size, map, tone, context),
		};
	});
}

/** The foreground on the layer's fills. */
async function assembled(
	prepared: PreparedLayer,
	foreground: Canvas,
	toArea: Matrix,
	context: RenderContext,
): Promise<OffscreenCanvas> {
	const alpha = ownOpacity(prepared);
	if (alpha === 1 && !hasFills(prepared)) return foreground.canvas;
	const whole = createCanvas(context.port, foreground.canvas);
	drawFills(whole, prepared, toArea);
	await clipLayer(whole, prepared, toArea, context);
	drawOver(whole, foreground.canvas, 'source-over', alpha);
	return whole.canvas;
}

/**
 * Clips a layer. Its path is laid on the final rectangle; one that gives the layer its size is a part of the
 * content.
 */
async function clipLayer(
	canvas: Canvas,
	{ layer, content: { clip }, map }: PreparedLayer,
	toRectangle: Matrix,
	{ port }: RenderContext,
): Promise<void> {
	if (!clip) {
		clipToPath(canvas, layer.commands, toRectangle, port);
		return;
	}
	const shape = createCanvas(port, canvas.canvas);
	await clip.draw(shape, chain(map, toRectangle), 1);
	drawOver(canvas, shape.canvas, 'destination-in');
	release(shape.canvas);
}
