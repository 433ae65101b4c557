import { inTurns } from '../../in-turns.js';
import type { LayerCommands } from '../../protocol/image-request.js';
import { type Canvas, filterPixels } from '../canvas/canvas.js';
import type { Tone } from '../pixels/colorize.js';
import { loadFilters } from '../pixels/load-filters.js';
import type { Surroundings } from '../pixels/operations.js';
import { blurReach, growReach, SIGMA_PER_RADIUS } from '../pixels/reach.js';

/** True if `operate` would change anything. */
export function hasOperations(commands: LayerCommands): boolean {
	const { op_colorbalance: balance } = commands;
	return Boolean(
		commands.op_brightness ||
			commands.op_contrast ||
			commands.op_hue ||
			commands.op_saturation ||
			balance?.red ||
			balance?.green ||
			balance?.blue ||
			commands.op_colorize ||
			commands.op_invert ||
			commands.op_noise?.amount ||
			commands.op_grow ||
			commands.op_blur ||
			commands.op_sharpen ||
			commands.op_usm?.amount ||
			commands.op_usmR?.amount,
	);
}

/** Applies `op_` commands to everything on a canvas. */
export async function operate(
	canvas: Canvas,
	commands: LayerCommands,
	surroundings: Surroundings,
): Promise<void> {
	if (!hasOperations(commands)) return;
	const { applyOperations } = await loadFilters();
	await filterPixels(canvas, (raster) => applyOperations(raster, commands, surroundings));
}

/** True if `operate` has to know the tone of the whole where only a part is at hand. */
export function needsTone({ op_colorize }: LayerCommands): boolean {
	return op_colorize?.normalize === true;
}

/** The tone that `op_colorize` normalises by. The canvas holds the whole. */
export async function measureTone(
	canvas: Canvas,
	commands: LayerCommands,
	surroundings: Surroundings,
): Promise<Tone> {
	const { toneBeforeColorize } = await loadFilters();
	const { width, height } = canvas.canvas;
	return inTurns(toneBeforeColorize(canvas.getImageData(0, 0, width, height), commands, surroundings));
}

/**
 * How many pixels around one decide about it.
 * @param scale see `Surroundings`
 * @param sourceScale see `Surroundings`
 */
export function operationReach(commands: LayerCommands, scale: number, sourceScale: number): number {
	const { op_grow = 0, op_blur = 0, op_sharpen, op_usm, op_usmR } = commands;
	const unsharp = (radius: number) => blurReach(radius * SIGMA_PER_RADIUS);
	return (
		growReach(op_grow * scale) +
		blurReach(op_blur * scale * SIGMA_PER_RADIUS) +
		(op_sharpen ? 1 : 0) +
		(op_usm ? unsharp(op_usm.radius * Math.min(1, sourceScale)) : 0) +
		(op_usmR ? unsharp(op_usmR.radius * scale) : 0)
	);
}

/** Sharpening of the composite is for the view, after all scaling (`r-op-sharpen.md`); the rest is for itself. */
export function separated(commands: LayerCommands): {
	readonly sharpening: LayerCommands;
	readonly others: LayerCommands;
} {
	const { op_sharpen, op_usm, op_usmR, ...others } = commands;
	return {
		sharpening: { ...(op_sharpen && { op_sharpen }), ...(op_usm && { op_usm }), ...(op_usmR && { op_usmR }) },
		others,
	};
}
