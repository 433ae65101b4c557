import type { ImageRequest, LayerCommands } from '../../protocol/image-request.js';
import type { Size } from '../../protocol/values.js';
import { blend, blendMode } from '../canvas/blend.js';
import type { Canvas } from '../canvas/canvas.js';
import { createCanvas, drawOver, release } from '../canvas/canvas.js';
import { releasedOnError } from '../canvas/released-on-error.js';
import { gridOf } from '../canvas/stage.js';
import type { RenderContext } from '../context.js';
import { sizeInPixels } from '../geometry/layer-geometry.js';
import type { Matrix } from '../geometry/matrix.js';
import { boundingBox, intersection, shifted } from '../geometry/matrix.js';
import { roundOffset, roundSize } from '../geometry/rounding.js';

/**
 * Lays the catalog's watermark over a finished composite, before the view adds anything to it
 * (`r-watermarks.md`, whose introduction says after; its steps say before). A watermark that cannot be drawn
 * is left out: the picture matters more.
 *
 * @param canvas holds the composite
 * @param map from composite pixels to pixels of the canvas
 */
export async function drawWatermark(
	canvas: Canvas,
	map: Matrix,
	composite: Size,
	context: RenderContext,
): Promise<void> {
	const { watermark } = context;
	if (!watermark) return;
	try {
		await releasedOnError(context.port, (port) =>
			drawMark(canvas, map, composite, watermark, { ...context, port, watermark: undefined }),
		);
	} catch (error) {
		context.note(`The watermark is left out: ${error instanceof Error ? error.message : error}`);
	}
}

async function drawMark(
	canvas: Canvas,
	map: Matrix,
	composite: Size,
	watermark: ImageRequest,
	context: RenderContext,
): Promise<void> {
	const commands: LayerCommands = watermark.layers[0]?.commands ?? {};
	const unbounded = { width: 0, height: 0 };
	const attributes = { ...context.attributes, DefaultPix: unbounded, MaxPix: unbounded };
	const picture = await context.prepare(asMark(watermark, composite), { ...context, attributes, depth: 1 });
	const { horizontal, vertical } = watermark.commands.align ?? { horizontal: 0, vertical: 0 };
	const box = boundingBox(map, {
		x: ((composite.width - picture.size.width) * (1 + horizontal)) / 2,
		y: ((composite.height - picture.size.height) * (1 + vertical)) / 2,
		...picture.size,
	});
	const [x, y] = [roundOffset(box.x), roundOffset(box.y)];
	const size = roundSize(box.width, box.height);
	const { width, height } = canvas.canvas;
	// of a view that is enlarged, the whole mark could be larger than any canvas
	const shown = intersection({ x, y, ...size }, { x: 0, y: 0, width, height });
	if (!shown) return;
	const mark = createCanvas(context.port, shown);
	const { opacity = 100, fill = 100 } = watermark.composite.opac ?? commands.opac ?? {};
	const drawn = await picture.draw(size, shifted(shown, { x: -x, y: -y }));
	drawOver(mark, drawn, 'source-over', (opacity * fill) / 10_000);
	release(drawn);
	const mode = blendMode(watermark.composite.blendMode ?? commands.blendMode);
	await clipped(canvas, map, composite, () => blend(canvas, mark.canvas, shown, mode, 0, gridOf(map, shown)));
	release(mark.canvas);
}

/**
 * The watermark by itself: of its request and view commands only `align=` counts, its opacity and blend mode
 * are for the whole, and a relative size is relative to what it is laid over.
 */
function asMark(request: ImageRequest, target: Size): ImageRequest {
	const { opac: _, ...composite } = request.composite;
	const layers = request.layers.map((layer) =>
		layer.number === 0 ? { ...layer, commands: baseCommands(layer.commands, target) } : layer,
	);
	return { ...request, commands: {}, composite, layers };
}

function baseCommands(
	{ opac: _, blendMode: __, size, ...commands }: LayerCommands,
	target: Size,
): LayerCommands {
	if (!size) return commands;
	return { ...commands, size: { ...sizeInPixels(size, target), unit: 'pixels' } };
}

/** It never covers space that the view adds around the composite. */
async function clipped(
	canvas: Canvas,
	map: Matrix,
	{ width, height }: Size,
	draw: () => Promise<void>,
): Promise<void> {
	canvas.save();
	canvas.setTransform(...map);
	canvas.beginPath();
	canvas.rect(0, 0, width, height);
	canvas.clip();
	try {
		await draw();
	} finally {
		canvas.restore();
	}
}
