import type { Rectangle, Size } from '../../protocol/values.js';

// The documentation never says how fractions of a pixel are rounded. These functions are the one answer.

/** Nearest integer, halves up; never -0. */
export function roundOffset(value: number): number {
	return Math.round(value) + 0;
}

/** Sizes of scaled pictures and replies: nearest integer, at least 1. */
export function roundSize(width: number, height: number): Size {
	return { width: Math.max(1, Math.round(width)), height: Math.max(1, Math.round(height)) };
}

/** Bounding boxes: the next integer up, forgiving the noise of sines and cosines. */
export function roundUp(value: number): number {
	return Math.max(1, Math.ceil(value - 1e-6));
}

/** An upright rectangle where the canvas only has to copy it: at whole pixels, at least one large. */
export function onWholePixels({ x, y, width, height }: Rectangle): Rectangle {
	const start = { x: roundOffset(x), y: roundOffset(y) };
	return { ...start, ...roundSize(x + width - start.x, y + height - start.y) };
}
