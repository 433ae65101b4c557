import type { Point, Rectangle, Size } from '../protocol/values.js';
import type { Matrix } from './matrix.js';

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
	/** pixels of the content per pixel of its full-resolution source */
	readonly sourceScale: number;
	/** a separate mask, of the same size: its alpha is that of the content, which has none itself */
	readonly mask?: LayerContent | undefined;
	/** 0 to 1, of all that is drawn, which effects do not know of; absent: 1 */
	readonly opacity?: number | undefined;
	/** corners of what the content covers, in its pixels, none if it covers nothing; absent: its whole rectangle */
	readonly outline?: readonly Point[] | undefined;
	/** where the content may show, in its pixels; absent: nowhere outside its rectangle */
	readonly ink?: Rectangle | undefined;
	/** true if pieces of the content may overlap, so that `alpha` and blending need a canvas of their own */
	readonly overlaps: boolean;
}

/** Fills all that a content covers, whatever it shows there. */
export function fillOutline(
	canvas: OffscreenCanvasRenderingContext2D,
	{ size, outline }: LayerContent,
): void {
	if (!outline) {
		canvas.fillRect(0, 0, size.width, size.height);
		return;
	}
	canvas.beginPath();
	for (const { x, y } of outline) canvas.lineTo(x, y);
	canvas.fill();
}
