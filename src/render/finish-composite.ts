import type { ImageRequest, LayerCommands } from '../protocol/image-request.js';
import type { Canvas } from './canvas.js';
import { createCanvas, drawOver, release } from './canvas.js';
import { clipToPath } from './clip.js';
import type { RenderContext } from './context.js';
import { paintAmidEffects } from './effects.js';
import { operate } from './isolate.js';
import { meanScale } from './matrix.js';
import type { Stage } from './stage.js';

/**
 * Applies what a request says of the composite as a whole, once all layers are drawn: operations, clip
 * path, opacity and effects.
 * @param sourceScale pixels of the composite per pixel of layer 0's full-resolution source
 * @returns the finished canvas, which may be another one than the stage's: that one is then released
 */
export function finishComposite(
	stage: Stage,
	{ composite, compositeEffects }: ImageRequest,
	sourceScale: number,
	{ port }: RenderContext,
): Canvas {
	operate(stage.canvas, separated(composite).others, meanScale(stage.map), sourceScale);
	clipToPath(stage.canvas, composite, stage.map, { x: 0, y: 0 }, port);
	const { canvas: drawn } = stage.canvas;
	const opacity = (composite.opac?.opacity ?? 100) / 100;
	if (opacity === 1 && compositeEffects.length === 0) return stage.canvas;
	const whole = createCanvas(port, drawn);
	const area = { x: 0, y: 0, width: drawn.width, height: drawn.height };
	const parent = { canvas: stage.canvas, area, toArea: stage.map, size: stage.size, opacity };
	paintAmidEffects({ ...stage, canvas: whole }, compositeEffects, parent, port, () => {
		drawOver(whole, drawn, 'source-over', opacity * ((composite.opac?.fill ?? 100) / 100));
	});
	release(drawn);
	return whole;
}

/**
 * Sharpens the view, whose pixels count, whatever it shows of the composite.
 * @param sourceScale pixels of the view per pixel of layer 0's full-resolution source
 */
export function sharpenView(canvas: Canvas, { composite }: ImageRequest, sourceScale: number): void {
	operate(canvas, separated(composite).sharpening, 1, sourceScale);
}

/** Sharpening is for the view, after all scaling (`r-op-sharpen.md`); the rest is for the composite. */
function separated(commands: LayerCommands): { sharpening: LayerCommands; others: LayerCommands } {
	const { op_sharpen, op_usm, op_usmR, ...others } = commands;
	return {
		sharpening: { ...(op_sharpen && { op_sharpen }), ...(op_usm && { op_usm }), ...(op_usmR && { op_usmR }) },
		others,
	};
}
