import type { Point, Rectangle, Size } from '../../protocol/values.js';
import { apply, cornersOf, isUpright, type Matrix } from '../geometry/matrix.js';
import { onWholePixels } from '../geometry/rounding.js';

/** What a layer shows, before it is turned and placed: an image, a text or a colour. */
export interface LayerContent {
	/** pixels */
	readonly size: Size;
	/** centre of rotation and default origin; undefined: none is defined */
	readonly anchor: Point | undefined;
	/**
	 * Draws onto a canvas. The canvas's transform is the content's to set, and need not be restored.
	 * @param map from content pixels to pixels of the canvas
	 * @param alpha 0 to 1, applied to everything that is drawn
	 */
	draw(canvas: OffscreenCanvasRenderingContext2D, map: Matrix, alpha: number): Promise<void> | void;
	/**
	 * How many pixels are drawn on the way to those that show; absent: none.
	 * @param canvas the part of it that is drawn
	 * @param map as that of `draw`
	 */
	detour?(canvas: Rectangle, map: Matrix): number;
	/** pixels of the content per pixel of its full-resolution source */
	readonly sourceScale: number;
	/** a separate mask, of the same size: its alpha is that of the content, which has none itself */
	readonly mask?: LayerContent | undefined;
	/** what the clip path leaves that gave the content its size: nothing of the layer shows outside */
	readonly clip?: LayerContent | undefined;
	/** 0 to 1, of all that is drawn, which effects do not know of; absent: 1 */
	readonly opacity?: number | undefined;
	/** corners of what the content covers, in its pixels, none if it covers nothing; absent: its whole rectangle */
	readonly outline?: readonly Point[] | undefined;
	/** all that the content covers, drawn as it is itself; absent: its outline, filled */
	readonly cover?: LayerContent | undefined;
	/** true: what is upright on the canvas is moved to whole pixels there */
	readonly isSnapped?: boolean;
	/** where the content may show, in its pixels; absent: nowhere outside its rectangle */
	readonly ink?: Rectangle | undefined;
	/** true if pieces of the content may overlap, so that `alpha` and blending need a canvas of their own */
	readonly overlaps: boolean;
}

/**
 * Fills all that a content covers, whatever it shows there. Changes the canvas's transform.
 * @param map from content pixels to pixels of the canvas
 */
export function fillOutline(
	canvas: OffscreenCanvasRenderingContext2D,
	{ size, outline, isSnapped }: LayerContent,
	map: Matrix,
): void {
	const corners = (outline ?? cornersOf({ x: 0, y: 0, ...size })).map((corner) => apply(map, corner));
	const filled = isSnapped && isUpright(map) && corners.length > 0 ? snapped(corners) : corners;
	canvas.resetTransform();
	canvas.beginPath();
	for (const { x, y } of filled) canvas.lineTo(x, y);
	canvas.fill();
}

function snapped(corners: readonly Point[]): readonly Point[] {
	const xs = corners.map(({ x }) => x);
	const ys = corners.map(({ y }) => y);
	const [left, top] = [Math.min(...xs), Math.min(...ys)];
	return cornersOf(
		onWholePixels({ x: left, y: top, width: Math.max(...xs) - left, height: Math.max(...ys) - top }),
	);
}
