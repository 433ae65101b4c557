import { inTurns } from '../../in-turns.js';
import type { Effect } from '../../protocol/image-request.js';
import type { Point, Rectangle, Size } from '../../protocol/values.js';
import { blend, blendMode } from '../canvas/blend.js';
import type { Canvas } from '../canvas/canvas.js';
import { createCanvas, release } from '../canvas/canvas.js';
import { BLACK } from '../canvas/color.js';
import { gridOf, type Stage } from '../canvas/stage.js';
import type { Matrix } from '../geometry/matrix.js';
import { meanScale } from '../geometry/matrix.js';
import { offsetInPixels } from '../geometry/placement.js';
import { roundOffset } from '../geometry/rounding.js';
import type { EffectShape } from '../pixels/effect-plane.js';
import { phaseOf } from '../pixels/grid.js';
import { loadFilters } from '../pixels/load-filters.js';
import type { Plane } from '../pixels/raster.js';
import { channelOf } from '../pixels/raster.js';
import { blurReach, growReach, SIGMA_PER_RADIUS } from '../pixels/reach.js';
import { inStretches, type Steps } from '../pixels/steps.js';
import type { RenderPort } from '../port.js';

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
	/** whether it leaves anything of its rectangle free; undefined: all of it is on `canvas`, so look */
	readonly outlined?: boolean | undefined;
}

/** Draws the outer effects of a parent, then the parent, then its inner effects (`r-layer-effects.md`). */
export async function paintAmidEffects(
	stage: Stage,
	effects: readonly Effect[],
	parent: EffectParent,
	port: RenderPort,
	paintParent: () => Promise<void>,
): Promise<void> {
	if (effects.length === 0) return paintParent();
	// Taken before the parent is painted, which may change its canvas.
	const alpha = await alphaPlane(parent.canvas);
	const rectangle = await rectanglePlane(parent, port);
	const paint = async (shown: readonly Effect[]) => {
		for (const effect of shown) await paintEffect(stage, effect, parent, alpha, rectangle, port);
	};
	// A layer that fills its rectangle has no outline for an outer effect (a known issue of the server).
	if (parent.outlined ?? (await inTurns(leavesFree(alpha, rectangle))))
		await paint(effects.filter(({ number }) => number < 0));
	await paintParent();
	await paint(effects.filter(({ number }) => number > 0));
}

/** True if a parent, which is all on its canvas, leaves anything of its rectangle free. */
export async function isOutlined(parent: EffectParent, port: RenderPort): Promise<boolean> {
	return inTurns(leavesFree(await alphaPlane(parent.canvas), await rectanglePlane(parent, port)));
}

export function hasOuterEffects(effects: readonly Effect[]): boolean {
	return effects.some(({ number }) => number < 0);
}

function* leavesFree({ data: alpha }: Plane, { data: rectangle }: Plane): Steps<boolean> {
	let free = false;
	yield* inStretches(alpha.length, (from, to) => {
		for (let at = from; !free && at < to; at++) free = (alpha[at] ?? 0) < 255 && rectangle[at] === 255;
	});
	return free;
}

function alphaPlane(canvas: Canvas): Promise<Plane> {
	return inTurns(channelOf(canvas.getImageData(0, 0, canvas.canvas.width, canvas.canvas.height), 3));
}

/** 255 inside the parent's final rectangle. */
async function rectanglePlane({ canvas, toArea, size }: EffectParent, port: RenderPort): Promise<Plane> {
	const rectangle = createCanvas(port, canvas.canvas);
	rectangle.setTransform(...toArea);
	rectangle.fillRect(0, 0, size.width, size.height);
	const plane = await alphaPlane(rectangle);
	release(rectangle.canvas);
	return plane;
}

async function paintEffect(
	stage: Stage,
	effect: Effect,
	{ area, opacity }: EffectParent,
	alpha: Plane,
	rectangle: Plane,
	port: RenderPort,
): Promise<void> {
	const { applyOperations, effectPlane, paintPlane } = await loadFilters();
	const { color = BLACK, opac, op_noise, blendMode: mode } = effect.commands;
	const grid = gridOf(stage.map, area);
	const shape = await inTurns(
		effectPlane(alpha, rectangle, { ...shapeOf(effect, stage), phase: phaseOf(grid) }),
	);
	const canvas = createCanvas(port, area);
	const image = canvas.createImageData(area.width, area.height);
	await inTurns(paintPlane(image, shape, color, color.alpha * ((opac?.opacity ?? 100) / 100) * opacity));
	const noise = op_noise && { op_noise };
	if (noise) await inTurns(applyOperations(image, noise, { scale: 1, sourceScale: 1, grid }));
	canvas.putImageData(image, 0, 0);
	await blend(stage.canvas, canvas.canvas, area, blendMode(mode), effect.number, grid);
	release(canvas.canvas);
}

function shapeOf(effect: Effect, stage: Stage): EffectShape {
	const { maskUse, op_grow = 0, op_blur = 0 } = effect.commands;
	const scale = meanScale(stage.map);
	return {
		inner: effect.number > 0,
		maskUse: maskUse === 'invert' || maskUse === 'off' ? maskUse : 'norm',
		grow: op_grow * scale,
		blur: op_blur * scale,
		offset: effectOffset(effect, stage.size, stage.map),
		knockOut: stage.knockOut,
	};
}

/**
 * Where an effect lies from its parent, in pixels of the stage: whole ones of the composite, which may be parts
 * of those.
 * @param map from composite pixels to pixels of the stage
 */
export function effectOffset({ commands }: Effect, layer0: Size, map: Matrix): Point {
	const { x, y } = offsetInPixels(commands.pos, layer0);
	// + 0: no -0
	return { x: roundOffset(x) * map[0] + 0, y: roundOffset(y) * map[3] + 0 };
}

/** How far an effect reaches beyond the shape that it has of its parent, in pixels of the stage. */
export function effectSpread({ commands: { op_grow = 0, op_blur = 0 } }: Effect, scale: number): number {
	return growReach(op_grow * scale) + blurReach(op_blur * scale * SIGMA_PER_RADIUS);
}
