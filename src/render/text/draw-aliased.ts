import { inTurns } from '../../in-turns.js';
import type { Canvas } from '../canvas/canvas.js';
import { createCanvas, filterPixels, release } from '../canvas/canvas.js';
import type { Matrix } from '../geometry/matrix.js';
import { bySlices } from '../pixels/by-slices.js';
import type { Raster } from '../pixels/raster.js';
import type { RenderPort } from '../port.js';
import { drawPieces } from './draw-text.js';
import type { TextPiece } from './place-line.js';

/** Coverage from which a pixel belongs to a letter. */
const HALF = 128;
/**
 * Draws text without anti-aliasing (`textAttr=` with `off`): a pixel is covered or not. No canvas has such
 * text, so that the smooth one is cut at half its coverage.
 * @param map from the space of the pieces to pixels of the canvas
 * @param scale pixels per point
 */
export async function drawAliased(
	canvas: Canvas,
	pieces: readonly TextPiece[],
	map: Matrix,
	scale: number,
	port: RenderPort,
): Promise<void> {
	const { globalAlpha } = canvas;
	for (const opacity of opacitiesOf(pieces)) {
		const { width, height } = canvas.canvas;
		const plane = createCanvas(port, { width, height });
		const same = pieces.filter(({ style }) => style.color.alpha === opacity);
		await inTurns(drawPieces(plane, same.map(opaque), map, scale));
		await filterPixels(plane, (raster) => bySlices(raster, cutAtHalf));
		canvas.resetTransform();
		canvas.globalAlpha = globalAlpha * opacity;
		canvas.drawImage(plane.canvas, 0, 0);
		release(plane.canvas);
	}
}

/** Text of each opacity has a plane of its own. */
export function opacitiesOf(pieces: readonly TextPiece[]): ReadonlySet<number> {
	return new Set(pieces.map(({ style }) => style.color.alpha));
}

function cutAtHalf({ data }: Raster): void {
	for (let at = 3; at < data.length; at += 4) data[at] = (data[at] ?? 0) < HALF ? 0 : 255;
}

function opaque(piece: TextPiece): TextPiece {
	return { ...piece, style: { ...piece.style, color: { ...piece.style.color, alpha: 1 } } };
}
