import type { LayerCommands } from '../../protocol/image-request.js';
import { blurPlane, blurReach, SIGMA_PER_RADIUS } from './blur.js';
import { colorize } from './colorize.js';
import { growPlane } from './grow.js';
import { addNoise } from './noise.js';
import type { Raster } from './raster.js';
import { filterPremultiplied } from './raster.js';
import { sharpen, unsharpMask } from './sharpen.js';
import { balanceColors, brighten, changeContrast, invert, saturate, turnHue } from './tones.js';

/** How the pixels at hand relate to those that radii are given in. */
export interface OperationScale {
	/** pixels at hand per pixel of the composite */
	readonly composite: number;
	/** pixels at hand per pixel of the full-resolution source; more than 1 counts as 1 */
	readonly source: number;
}

/** Everything that can be done to a picture's pixels, in the order in which it is done. */
const OPERATIONS: readonly ((raster: Raster, commands: LayerCommands, scale: OperationScale) => void)[] = [
	(raster, { op_brightness }) => op_brightness && brighten(raster, op_brightness),
	(raster, { op_contrast }) => op_contrast && changeContrast(raster, op_contrast),
	(raster, { op_hue }) => op_hue && turnHue(raster, op_hue),
	(raster, { op_saturation }) => op_saturation && saturate(raster, op_saturation),
	(raster, { op_colorbalance }) => op_colorbalance && balanceColors(raster, op_colorbalance),
	(raster, { op_colorize }) => op_colorize && colorize(raster, op_colorize),
	(raster, { op_invert }) => op_invert && invert(raster),
	(raster, { op_noise }) => op_noise && addNoise(raster, op_noise),
	(raster, { op_grow = 0 }, scale) =>
		op_grow && filterPremultiplied(raster, (plane) => growPlane(plane, op_grow * scale.composite)),
	(raster, { op_blur = 0 }, scale) =>
		op_blur &&
		filterPremultiplied(raster, (plane) => blurPlane(plane, op_blur * scale.composite * SIGMA_PER_RADIUS)),
	(raster, { op_sharpen }) => op_sharpen && sharpen(raster),
	(raster, { op_usm }, scale) => op_usm && unsharpMask(raster, op_usm, Math.min(1, scale.source)),
	(raster, { op_usmR }, scale) => op_usmR && unsharpMask(raster, op_usmR, scale.composite),
];

/** Applies the `op_` commands to a layer's foreground or to a composite (`r-is-http-...` pages of each). */
export function applyOperations(raster: Raster, commands: LayerCommands, scale: OperationScale): void {
	for (const operation of OPERATIONS) operation(raster, commands, scale);
}

/** True if `applyOperations` would change anything. */
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

/** How many pixels beyond its own outline a picture may reach after its operations. */
export function operationReach({ op_grow = 0, op_blur = 0 }: LayerCommands, scale: number): number {
	return Math.ceil(Math.max(0, op_grow) * scale) + blurReach(op_blur * scale * SIGMA_PER_RADIUS);
}
