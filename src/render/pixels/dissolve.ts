import { Grains, type Grid } from './grid.js';
import { randomAt } from './random.js';
import type { Raster } from './raster.js';
import { isPause, type Steps } from './steps.js';

/**
 * `blendMode=dissolve` (`r-blendmode.md`): shows each pixel of the composite whole with the probability of
 * its alpha, or not at all.
 * @param seed pictures with different ones dissolve independently
 */
export function* dissolve({ data, width, height }: Raster, seed: number, grid: Grid): Steps {
	const grains = new Grains(grid, width, 2);
	for (let y = 0; y < height; y++) {
		if (isPause(y, width)) yield;
		grains.startRow(y);
		for (let x = 0; x < width; x++) {
			const at = 4 * (y * width + x) + 3;
			const alpha = (data[at] ?? 0) / 255;
			if (alpha === 0 || alpha === 1) continue;
			const shown = grains.average(x, seed, (random) => (alpha > randomAt(random) ? 1 : 0));
			data[at] = 255 * (alpha + (shown - alpha) * grains.damping);
		}
	}
}
