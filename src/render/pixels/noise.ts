import type { Noise } from '../../protocol/values.js';
import { randomAt } from './random.js';
import type { Raster } from './raster.js';

/** `op_noise` (`r-op-noise.md`): on colours only */
export function addNoise({ data }: Raster, { amount, distribution, monochrome }: Noise): void {
	const strength = 2.55 * amount;
	const sample = distribution === 'uniform' ? uniform : gaussian;
	for (let at = 0; at < data.length; at += 4) {
		for (let channel = 0; channel < 3; channel++) {
			const value = strength * sample(monochrome ? at : at + channel);
			data[at + channel] = (data[at + channel] ?? 0) + value;
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
