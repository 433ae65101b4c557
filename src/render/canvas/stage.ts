import type { Point, Size } from '../../protocol/values.js';
import type { Matrix } from '../geometry/matrix.js';
import type { Grid } from '../pixels/grid.js';
import type { Canvas } from './canvas.js';

/** What layers are drawn into: the composite as large as the view shows it, or a part of it. */
export interface Stage {
	readonly canvas: Canvas;
	/** from composite pixels to pixels of the canvas: scales, mirrors and moves */
	readonly map: Matrix;
	/** size of layer 0 */
	readonly size: Size;
	/** effects are cut away where their layer lies */
	readonly knockOut: boolean;
}

/**
 * Where pixels of a canvas lie in the composite.
 * @param map from composite pixels to pixels of the canvas
 * @param corner of the first of them, in the canvas
 */
export function gridOf(map: Matrix, corner: Point = { x: 0, y: 0 }): Grid {
	return {
		x: (corner.x - map[4]) / map[0],
		y: (corner.y - map[5]) / map[3],
		stepX: 1 / map[0],
		stepY: 1 / map[3],
	};
}
