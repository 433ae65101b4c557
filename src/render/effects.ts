import type { Effect } from '../protocol/image-request.js';
import type { Rectangle, Size } from '../protocol/values.js';
import { blend, blendMode } from './blend.js';
import type { Canvas } from './canvas.js';
import { changePixels, createCanvas, release } from './canvas.js';
import { BLACK } from './color.js';
import type { Matrix } from './matrix.js';
import { meanScale } from './matrix.js';
import { blurReach, SIGMA_PER_RADIUS } from './pixels/blur.js';
import { effectPlane } from './pixels/effect-plane.js';
import { addNoise } from './pixels/noise.js';
import type { Plane } from './pixels/raster.js';
import { channelOf } from './pixels/raster.js';
import { offsetInPixels } from './placement.js';
import type { RenderPort } from './port.js';
import type { Stage } from './stage.js';

/** The layer that effects belong to, or the composite. */
export interface EffectParent {
	/** its foreground, with room for the effects around it */
	readonly canvas: Canvas;
	/** where `canvas` lies on the stage */
	readonly area: Rectangle;
	/** from pixels of its final rectangle to pixels of `canvas` */
	readonly toArea: Matrix;
	/** of its final rectangle */
	readonly size: Size;
	/** 0 to 1 */
	readonly opacity: number;
}

/** Draws the outer effects of a parent, then the parent, then its inner effects (`r-layer-effects.md`). */
export function paintAmidEffects(
	stage: Stage,
	effects: readonly Effect[],
	parent: EffectParent,
	port: RenderPort,
	paintParent: () => void,
): void {
	if (effects.length === 0) {
		paintParent();
		return;
	}
	// Taken before the parent is painted, which may change its canvas.
	const alpha = alphaPlane(parent.canvas);
	const rectangle = rectanglePlane(parent, port);
	const paint = (effect: Effect) => {
		const canvas = createCanvas(port, parent.area);
		fillEffect(canvas, effect, effectShape(effect, alpha, rectangle, stage), parent.opacity);
		blend(stage.canvas, canvas.canvas, parent.area, blendMode(effect.commands.blendMode), effect.number);
		release(canvas.canvas);
	};
	// A layer that fills its rectangle has no outline for an outer effect (a known issue of the server).
	const outlined = alpha.data.some((value, at) => value < 255 && rectangle.data[at] === 255);
	if (outlined) effects.filter(({ number }) => number < 0).forEach(paint);
	paintParent();
	effects.filter(({ number }) => number > 0).forEach(paint);
}

function alphaPlane(canvas: Canvas): Plane {
	return channelOf(canvas.getImageData(0, 0, canvas.canvas.width, canvas.canvas.height), 3);
}

/** 255 inside the parent's final rectangle. */
function rectanglePlane({ canvas, toArea, size }: EffectParent, port: RenderPort): Plane {
	const rectangle = createCanvas(port, canvas.canvas);
	rectangle.setTransform(...toArea);
	rectangle.fillRect(0, 0, size.width, size.height);
	const plane = alphaPlane(rectangle);
	release(rectangle.canvas);
	return plane;
}

function effectShape({ number, commands }: Effect, alpha: Plane, rectangle: Plane, stage: Stage): Plane {
	const { maskUse, op_grow = 0, op_blur = 0, pos } = commands;
	const scale = meanScale(stage.map);
	const offset = offsetInPixels(pos, stage.size);
	return effectPlane(alpha, rectangle, {
		inner: number > 0,
		maskUse: maskUse === 'invert' || maskUse === 'off' ? maskUse : 'norm',
		grow: op_grow * scale,
		blur: op_blur * scale,
		offset: { x: offset.x * scale, y: offset.y * scale },
		knockOut: stage.knockOut,
	});
}

/** Without `color=` an effect is black. */
function fillEffect(canvas: Canvas, { commands }: Effect, shape: Plane, parentOpacity: number): void {
	const { color = BLACK, opac, op_noise } = commands;
	const opacity = color.alpha * ((opac?.opacity ?? 100) / 100) * parentOpacity;
	changePixels(canvas, (raster) => {
		const { data } = raster;
		for (let at = 0; at < shape.data.length; at++) {
			data[4 * at] = color.red;
			data[4 * at + 1] = color.green;
			data[4 * at + 2] = color.blue;
			data[4 * at + 3] = (shape.data[at] ?? 0) * opacity;
		}
		if (op_noise) addNoise(raster, op_noise);
	});
}

/** How far from its parent an effect may reach, in pixels of the stage. */
export function effectReach({ commands }: Effect, layer0: Size, scale: number): number {
	const { op_grow = 0, op_blur = 0, pos } = commands;
	const offset = offsetInPixels(pos, layer0);
	const shift = Math.max(Math.abs(offset.x), Math.abs(offset.y)) * scale;
	return Math.ceil(Math.abs(op_grow) * scale + shift) + blurReach(op_blur * scale * SIGMA_PER_RADIUS);
}
