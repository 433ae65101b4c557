import { cssColor } from '../canvas/color.js';
import type { Matrix } from '../geometry/matrix.js';
import { chain, rotation, scaling, translation } from '../geometry/matrix.js';
import type { Steps } from '../pixels/steps.js';
import { prepareText, setStyle } from './measure.js';
import type { TextPiece } from './place-line.js';
import { visualText } from './styled-runs.js';

/** Of Arial, in em: centre below the baseline, and thickness. */
const UNDERLINE = { position: 0.106, thickness: 0.073 } as const;

/**
 * Draws pieces of text, one a step.
 * @param map from pixels of the layout to pixels of the canvas
 * @param scale pixels per point
 */
export function* drawPieces(
	canvas: OffscreenCanvasRenderingContext2D,
	pieces: readonly TextPiece[],
	map: Matrix,
	scale: number,
): Steps {
	prepareText(canvas);
	let last: TextPiece | undefined;
	for (const piece of pieces) {
		const { text, style, x, baseline, width, rtl, turn = 0 } = piece;
		const { scaleX = 1, scaleY = 1, size, underline } = style;
		canvas.setTransform(...chain(scaling(scaleX, scaleY), rotation(turn), translation(x, baseline), map));
		// Telling a canvas its font takes longer than drawing a word.
		if (style !== last?.style || style.letterSpacing || rtl !== last.rtl) {
			setStyle(canvas, text, style, scale);
			canvas.direction = rtl ? 'rtl' : 'ltr';
			canvas.textAlign = rtl ? 'right' : 'left';
			canvas.fillStyle = cssColor(style.color);
		}
		last = piece;
		canvas.fillText(visualText(text, style), rtl ? width / scaleX : 0, 0);
		if (underline) {
			const thickness = UNDERLINE.thickness * size * scale;
			canvas.fillRect(0, UNDERLINE.position * size * scale - thickness / 2, width / scaleX, thickness);
		}
		yield;
	}
}
