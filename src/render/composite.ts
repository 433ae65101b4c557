import type { Rectangle, Size } from '../protocol/values.js';
import { context2d } from './canvas.js';
import { cssColor } from './color.js';
import type { RenderContext } from './context.js';
import type { PreparedLayer } from './layers.js';
import type { Matrix } from './matrix.js';
import { boundingBox, chain, translation } from './matrix.js';

type Blend = 'norm' | 'dissolve' | 'lighten' | 'darken' | 'mult' | 'screen';

const OPERATIONS: Readonly<Record<Exclude<Blend, 'dissolve'>, GlobalCompositeOperation>> = {
	norm: 'source-over',
	lighten: 'lighten',
	darken: 'darken',
	mult: 'multiply',
	screen: 'screen',
};

/**
 * Draws a layer at its place.
 * @param toCanvas from composite pixels to pixels of the canvas
 */
export async function drawLayer(
	canvas: OffscreenCanvasRenderingContext2D,
	prepared: PreparedLayer,
	toCanvas: Matrix,
	context: RenderContext,
): Promise<void> {
	const { layer, size, position, content } = prepared;
	const { hide, opac, color, bgColor } = layer.commands;
	if (hide) return;
	const blend = blendMode(layer.commands.blendMode, layer.number, context);
	const toRectangle = chain(translation(position.x, position.y), toCanvas);
	const alpha = ((opac?.opacity ?? 100) * (opac?.fill ?? 100)) / 10_000;
	const parts = Number(content.overlaps) + Number(color !== undefined) + Number(bgColor !== undefined);
	// Drawn one over the other, parts give the same picture as when they are put together first. Not so
	// if they are blended, or if translucent parts overlap each other.
	if ((blend === 'norm' && (alpha === 1 || !content.overlaps)) || parts === 0) {
		canvas.globalCompositeOperation = OPERATIONS[blend];
		await drawParts(canvas, prepared, toRectangle, alpha);
		return;
	}
	const area = visibleArea(canvas.canvas, boundingBox(toRectangle, { x: 0, y: 0, ...size }));
	if (!area) return;
	const scratch = context2d(context.port.createCanvas(area.width, area.height));
	await drawParts(scratch, prepared, chain(toRectangle, translation(-area.x, -area.y)), alpha);
	canvas.globalCompositeOperation = OPERATIONS[blend];
	canvas.globalAlpha = 1;
	canvas.resetTransform();
	canvas.drawImage(scratch.canvas, area.x, area.y);
}

function blendMode(
	mode: string | undefined,
	number: number,
	context: RenderContext,
): Exclude<Blend, 'dissolve'> {
	// Layer 0 has nothing below it (`r-blendmode.md`).
	if (mode === undefined || number === 0) return 'norm';
	if (mode === 'dissolve') {
		context.note('blendMode=dissolve is drawn as norm.');
		return 'norm';
	}
	return mode in OPERATIONS ? (mode as keyof typeof OPERATIONS) : 'norm';
}

/** What lies beneath first: `bgColor` fills the final rectangle, `color` the content's. */
async function drawParts(
	canvas: OffscreenCanvasRenderingContext2D,
	{ layer, content, size, map }: PreparedLayer,
	toRectangle: Matrix,
	alpha: number,
): Promise<void> {
	const { color, bgColor, extend } = layer.commands;
	canvas.save();
	canvas.setTransform(...toRectangle);
	canvas.globalAlpha = 1;
	if (extend) {
		canvas.beginPath();
		canvas.rect(0, 0, size.width, size.height);
		canvas.clip();
	}
	if (bgColor) {
		canvas.fillStyle = cssColor(bgColor);
		canvas.fillRect(0, 0, size.width, size.height);
	}
	const toContent = chain(map, toRectangle);
	if (color && layer.source.type !== 'solid') {
		canvas.setTransform(...toContent);
		canvas.fillStyle = cssColor(color);
		canvas.fillRect(0, 0, content.size.width, content.size.height);
	}
	await content.draw(canvas, toContent, alpha);
	canvas.restore();
}

/** Whole pixels of the canvas that a rectangle touches; undefined: none. */
function visibleArea(canvas: Size, rectangle: Rectangle): Rectangle | undefined {
	const x = Math.max(0, Math.floor(rectangle.x));
	const y = Math.max(0, Math.floor(rectangle.y));
	const width = Math.min(canvas.width, Math.ceil(rectangle.x + rectangle.width)) - x;
	const height = Math.min(canvas.height, Math.ceil(rectangle.y + rectangle.height)) - y;
	return width > 0 && height > 0 ? { x, y, width, height } : undefined;
}
