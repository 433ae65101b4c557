import type { LayerCommands } from '../../protocol/image-request.js';
import { blurPlane } from './blur.js';
import { bySlices } from './by-slices.js';
import { colorize, type Tone, toneOf } from './colorize.js';
import { type Grid, phaseOf } from './grid.js';
import { growPlane } from './grow.js';
import { addNoise } from './noise.js';
import type { Raster } from './raster.js';
import { filterPremultiplied } from './raster.js';
import { SIGMA_PER_RADIUS } from './reach.js';
import { sharpen } from './sharpen.js';
import type { Steps } from './steps.js';
import { balanceColors, brighten, changeContrast, invert, saturate, turnHue } from './tones.js';
import { unsharpMask } from './unsharp-mask.js';

/** How the pixels at hand relate to what the commands are about. */
export interface Surroundings {
	/** pixels at hand per pixel of the composite, for radii */
	readonly scale: number;
	/** pixels at hand per pixel of the full-resolution source; more than 1 counts as 1 */
	readonly sourceScale: number;
	/** where they lie in the composite */
	readonly grid: Grid;
	/** of the whole, before `op_colorize`, if a part of it is at hand; undefined: all of it is */
	readonly tone?: Tone | undefined;
}

type Operation = (raster: Raster, commands: LayerCommands, surroundings: Surroundings) => Steps | undefined;

/** Changes each pixel by itself. */
function* each(raster: Raster, amount: unknown, change: (slice: Raster) => void): Steps {
	if (amount) yield* bySlices(raster, change);
}

const BEFORE_COLORIZE: readonly Operation[] = [
	(raster, { op_brightness = 0 }) => each(raster, op_brightness, (slice) => brighten(slice, op_brightness)),
	(raster, { op_contrast = 0 }) => each(raster, op_contrast, (slice) => changeContrast(slice, op_contrast)),
	(raster, { op_hue = 0 }) => each(raster, op_hue, (slice) => turnHue(slice, op_hue)),
	(raster, { op_saturation = 0 }) => each(raster, op_saturation, (slice) => saturate(slice, op_saturation)),
	(raster, { op_colorbalance: balance }) =>
		balance && each(raster, balance, (slice) => balanceColors(slice, balance)),
];

/** Everything that can be done to a picture's pixels, in the order in which it is done. */
const OPERATIONS: readonly Operation[] = [
	...BEFORE_COLORIZE,
	(raster, { op_colorize }, { tone }) => op_colorize && colorize(raster, op_colorize, tone),
	(raster, { op_invert }) => each(raster, op_invert, invert),
	(raster, { op_noise }, { grid }) => (op_noise?.amount ? addNoise(raster, op_noise, grid) : undefined),
	(raster, { op_grow = 0 }, { scale, grid }) =>
		op_grow === 0
			? undefined
			: filterPremultiplied(raster, (plane) => growPlane(plane, op_grow * scale, 0, phaseOf(grid))),
	(raster, { op_blur = 0 }, { scale }) =>
		op_blur === 0
			? undefined
			: filterPremultiplied(raster, (plane) => blurPlane(plane, op_blur * scale * SIGMA_PER_RADIUS)),
	(raster, { op_sharpen }) => (op_sharpen ? sharpen(raster) : undefined),
	(raster, { op_usm }, { sourceScale }) => op_usm && unsharpMask(raster, op_usm, Math.min(1, sourceScale)),
	(raster, { op_usmR }, { scale }) => op_usmR && unsharpMask(raster, op_usmR, scale),
];

/** Applies the `op_` commands to a layer's foreground or to a composite (`r-is-http-...` pages of each). */
export function* applyOperations(raster: Raster, commands: LayerCommands, surroundings: Surroundings): Steps {
	for (const operation of OPERATIONS) yield* operation(raster, commands, surroundings) ?? [];
}

/** The tone that `op_colorize` normalises by. Changes the raster, which is the whole picture. */
export function* toneBeforeColorize(
	raster: Raster,
	commands: LayerCommands,
	surroundings: Surroundings,
): Steps<Tone> {
	for (const operation of BEFORE_COLORIZE) yield* operation(raster, commands, surroundings) ?? [];
	return yield* toneOf(raster);
}
