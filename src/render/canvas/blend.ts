import type { Grid } from '../pixels/grid.js';
import { loadFilters } from '../pixels/load-filters.js';
import type { Canvas } from './canvas.js';
import { context2d, filterPixels } from './canvas.js';

const OPERATIONS = {
	norm: 'source-over',
	lighten: 'lighten',
	darken: 'darken',
	mult: 'multiply',
	screen: 'screen',
	// its alpha is either nothing or everything, which then covers as usual
	dissolve: 'source-over',
} as const satisfies Record<string, GlobalCompositeOperation>;

export type BlendMode = keyof typeof OPERATIONS;

/** A `blendMode=`; absent is `norm` (`r-blendmode.md`). */
export function blendMode(name: string | undefined): BlendMode {
	return name !== undefined && Object.hasOwn(OPERATIONS, name) ? (name as BlendMode) : 'norm';
}

export function compositeOperation(mode: BlendMode): GlobalCompositeOperation {
	return OPERATIONS[mode];
}

/**
 * Puts one picture on another.
 * @param seed pictures with different ones dissolve independently
 * @param grid where the pixels of the picture lie in the composite
 */
export async function blend(
	target: Canvas,
	picture: OffscreenCanvas,
	at: { readonly x: number; readonly y: number },
	mode: BlendMode,
	seed: number,
	grid: Grid,
): Promise<void> {
	if (mode === 'dissolve') {
		const { dissolve } = await loadFilters();
		await filterPixels(context2d(picture), (raster) => dissolve(raster, seed, grid));
	}
	target.save();
	target.resetTransform();
	target.globalAlpha = 1;
	target.globalCompositeOperation = OPERATIONS[mode];
	target.drawImage(picture, at.x, at.y);
	target.restore();
}
