import type { Rectangle, Size } from '../../protocol/values.js';
import type { Matrix } from '../geometry/matrix.js';
import { chain, scaling, translation } from '../geometry/matrix.js';

/** Pixels of a survey, at most: what is smaller is looked at just as it is drawn. */
const SURVEY_PIXELS = 1_000_000;

/**
 * Where a part of a picture is drawn, some things are decided by the whole of it: the tone that
 * `op_colorize` normalises by, and whether there is an outline for effects. It is then drawn once more for
 * that alone, whole and not larger than it needs to be, in the same way for every part.
 */
export interface Survey {
	/** of the canvas that takes the whole */
	readonly size: Size;
	/** from pixels of the stage to pixels of that canvas */
	readonly map: Matrix;
	/** pixels of that canvas per pixel of the stage */
	readonly scale: number;
}

/** @param whole in pixels of the stage */
export function surveyOf({ x, y, width, height }: Rectangle): Survey {
	const scale = Math.min(1, Math.sqrt(SURVEY_PIXELS / (width * height)));
	const size = {
		width: Math.max(1, Math.ceil(width * scale)),
		height: Math.max(1, Math.ceil(height * scale)),
	};
	return { size, map: chain(translation(-x, -y), scaling(scale, scale)), scale };
}
