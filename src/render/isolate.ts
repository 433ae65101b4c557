import type { LayerCommands } from '../protocol/image-request.js';
import type { Point, Rectangle, Size } from '../protocol/values.js';
import type { BlendMode } from './blend.js';
import { blend } from './blend.js';
import type { Canvas } from './canvas.js';
import { changePixels, createCanvas, drawOver, release } from './canvas.js';
import { clipToPath } from './clip.js';
import { clipExtent } from './clip-extent.js';
import type { RenderContext } from './context.js';
import { effectReach, paintAmidEffects } from './effects.js';
import { applyMask } from './layer-mask.js';
import { drawContent, drawFills, hasFills, ownOpacity } from './layer-parts.js';
import type { PreparedLayer } from './layers.js';
import type { Matrix } from './matrix.js';
import { boundingBox, chain, meanScale, translation, union } from './matrix.js';
import { applyOperations, hasOperations, operationReach } from './pixels/operations.js';
import type { Stage } from './stage.js';

/**
 * Draws a layer by way of a canvas of its own: its foreground is masked, changed by operations and clipped,
 * lends its shape to the effects, and is put on its fills before all of it is blended.
 */
export async function drawIsolated(
	stage: Stage,
	prepared: PreparedLayer,
	toRectangle: Matrix,
	mode: BlendMode,
	context: RenderContext,
): Promise<void> {
	const { layer, size, content } = prepared;
	const { commands, effects } = layer;
	const scale = meanScale(stage.map);
	const reach = Math.max(
		operationReach(commands, scale),
		...effects.map((effect) => effectReach(effect, stage.size, scale)),
	);
	const area = workingArea(stage.canvas.canvas, shownBox(prepared, toRectangle), reach);
	if (!area) return;
	const toArea = chain(toRectangle, translation(-area.x, -area.y));
	const foreground = createCanvas(context.port, area);
	await drawContent(foreground, prepared, toArea, 1);
	await applyMask(foreground, content, chain(prepared.map, toArea), commands, scale, context.port);
	operate(foreground, commands, scale, content.sourceScale);
	const offset = pathOffset(commands, layer.source.type, stage.size);
	clipToPath(foreground, commands, toArea, offset, context.port);
	const parent = { canvas: foreground, area, toArea, size, opacity: (commands.opac?.opacity ?? 100) / 100 };
	paintAmidEffects(stage, effects, parent, context.port, () => {
		const whole = assembled(prepared, foreground, toArea, offset, context);
		blend(stage.canvas, whole, area, mode, layer.number);
		if (whole !== foreground.canvas) release(whole);
	});
	release(foreground.canvas);
}

/** The layer's final rectangle, and what shows outside it. */
function shownBox({ content, size, map }: PreparedLayer, toRectangle: Matrix): Rectangle {
	const box = boundingBox(toRectangle, { x: 0, y: 0, ...size });
	return content.ink ? union(box, boundingBox(chain(map, toRectangle), content.ink)) : box;
}

/** The foreground on the layer's fills. */
function assembled(
	prepared: PreparedLayer,
	foreground: Canvas,
	toArea: Matrix,
	offset: Point,
	{ port }: RenderContext,
): OffscreenCanvas {
	const { commands } = prepared.layer;
	const alpha = ownOpacity(commands);
	if (alpha === 1 && !hasFills(prepared)) return foreground.canvas;
	const whole = createCanvas(port, foreground.canvas);
	drawFills(whole, prepared, toArea);
	clipToPath(whole, commands, toArea, offset, port);
	drawOver(whole, foreground.canvas, 'source-over', alpha);
	return whole.canvas;
}

/**
 * Applies `op_` commands to everything on a canvas.
 * @param scale pixels of the canvas per pixel of the composite
 * @param sourceScale pixels of the composite per pixel of the full-resolution source
 */
export function operate(canvas: Canvas, commands: LayerCommands, scale: number, sourceScale: number): void {
	if (!hasOperations(commands)) return;
	changePixels(canvas, (raster) =>
		applyOperations(raster, commands, { composite: scale, source: sourceScale * scale }),
	);
}

/** Where the path's 0,0 lies in the layer's rectangle: a path that gives the layer its size begins at its corner. */
function pathOffset(commands: LayerCommands, source: string, layer0: Size): Point {
	const extent = source === 'solid' || source === 'text' ? clipExtent(commands, layer0) : undefined;
	return extent ? { x: -extent.x, y: -extent.y } : { x: 0, y: 0 };
}

/**
 * Whole pixels that a rectangle needs, with room for what reaches beyond it; nothing that lies too far from
 * the canvas to show. Undefined: nothing shows.
 */
function workingArea(canvas: Size, rectangle: Rectangle, reach: number): Rectangle | undefined {
	const margin = Math.min(reach, Math.max(canvas.width, canvas.height));
	const x = Math.max(-margin, Math.floor(rectangle.x) - margin);
	const y = Math.max(-margin, Math.floor(rectangle.y) - margin);
	const width = Math.min(canvas.width + margin, Math.ceil(rectangle.x + rectangle.width) + margin) - x;
	const height = Math.min(canvas.height + margin, Math.ceil(rectangle.y + rectangle.height) + margin) - y;
	return width > 0 && height > 0 ? { x, y, width, height } : undefined;
}
