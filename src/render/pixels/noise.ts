import type { Noise } from '../../protocol/values.js';
import { Grains, type Grid } from './grid.js';
import { randomAt } from './random.js';
import type { Raster } from './raster.js';
import { isPause, type Steps } from './steps.js';

/** `op_noise` (`r-op-noise.md`): on colours only, and bound to the pixels of the composite */
export function* addNoise(
	{ data, width, height }: Raster,
	{ amount, distribution, monochrome }: Noise,
	grid: Grid,
): Steps {
	const isUniform = distribution === 'uniform';
	// the average of normally distributed numbers is one
	const grains = new Grains(grid, width, isUniform ? 2 : 1);
	const strength = 2.55 * amount * grains.damping;
	const sample = isUniform ? uniform : gaussian;
	for (let y = 0; y < height; y++) {
		if (isPause(y, width)) yield;
		grains.startRow(y);
		for (let x = 0; x < width; x++) {
			const at = 4 * (y * width + x);
			let value = strength * grains.average(x, 0, sample);
			for (let channel = 0; channel < 3; channel++) {
				if (channel > 0 && !monochrome) value = strength * grains.average(x, channel, sample);
				data[at + channel] = (data[at + channel] ?? 0) + value;
			}
		}
	}
}

/** -1 to 1 */
function uniform(seed: number): number {
	return 2 * randomAt(seed) - 1;
}

/** Standard deviation 1/2, by the method of Box and Muller. */
function gaussian(seed: number): number {
	const radius = Math.sqrt(-2 * Math.log(1 - randomAt(seed)));
	return (radius * Math.cos(2 * Math.PI * randomAt(~seed))) / 2;
}
