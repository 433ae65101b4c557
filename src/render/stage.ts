import type { Size } from '../protocol/values.js';
import type { Canvas } from './canvas.js';
import type { Matrix } from './matrix.js';

/** What layers are drawn into. */
export interface Stage {
	readonly canvas: Canvas;
	/** from composite pixels to pixels of the canvas */
	readonly map: Matrix;
	/** size of layer 0 */
	readonly size: Size;
	/** effects are cut away where their layer lies */
	readonly knockOut: boolean;
}
