import type { LayerCommands } from '../../protocol/image-request.js';
import type { Point, Rectangle, Size } from '../../protocol/values.js';
import type { Matrix } from '../geometry/matrix.js';
import { boundingBox, chain, rotation, translation } from '../geometry/matrix.js';
import type { TextFit } from './fit-text.js';
import type { TextBox } from './layout.js';
import type { TextMeasure } from './measure.js';
import type { TextPiece } from './place-line.js';

/** What decides about a text's place besides the text itself. */
export interface TextFrame {
	readonly box: TextBox;
	readonly fit: TextFit;
	/** `textAngle`, `textPath`, `pathAttr`, `textFlowPath`, `textFlowXPath` */
	readonly commands: LayerCommands;
	/** gives a measure for so many pixels per point */
	measureAt(scale: number): TextMeasure;
	/** is told of the work that segmenting and shapes are, as touched pixels; may throw */
	spend(pixels: number): void;
}

/** A text layer before it is drawn. */
export interface ComposedText {
	/** of the layer, pixels */
	readonly size: Size;
	/** default origin, in pixels of the layer; undefined: none but the centre */
	readonly anchor: Point | undefined;
	readonly pieces: readonly TextPiece[];
	/** from the space of the pieces to pixels of the layer */
	readonly map: Matrix;
	/** pixels per point */
	readonly scale: number;
	/** the characters' cells, in pixels of the layer: they may lie outside it */
	readonly ink: Rectangle;
}

/** The smallest rectangle with the cells of all characters. */
export function cells(pieces: readonly TextPiece[], measure: TextMeasure, map: Matrix): Rectangle {
	let [left, top] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
	let [right, bottom] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
	for (const { style, x, baseline, width, turn = 0 } of pieces) {
		const { ascent, descent } = measure.font(style);
		const toLayer = chain(rotation(turn), translation(x, baseline), map);
		const box = boundingBox(toLayer, { x: 0, y: -ascent, width, height: ascent + descent });
		left = Math.min(left, box.x);
		top = Math.min(top, box.y);
		right = Math.max(right, box.x + box.width);
		bottom = Math.max(bottom, box.y + box.height);
	}
	return left > right
		? { x: 0, y: 0, width: 0, height: 0 }
		: { x: left, y: top, width: right - left, height: bottom - top };
}
