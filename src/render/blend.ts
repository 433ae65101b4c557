import type { Canvas } from './canvas.js';
import { changePixels, context2d } from './canvas.js';
import { randomAt } from './pixels/random.js';

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

/** Puts one picture on another. */
export function blend(
	target: Canvas,
	picture: OffscreenCanvas,
	at: { readonly x: number; readonly y: number },
	mode: BlendMode,
	seed: number,
): void {
	if (mode === 'dissolve') dissolve(context2d(picture), seed);
	target.save();
	target.resetTransform();
	target.globalAlpha = 1;
	target.globalCompositeOperation = OPERATIONS[mode];
	target.drawImage(picture, at.x, at.y);
	target.restore();
}

/** Shows each pixel whole with the probability of its alpha, or not at all. */
function dissolve(canvas: Canvas, seed: number): void {
	changePixels(canvas, ({ data }) => {
		for (let at = 3; at < data.length; at += 4) {
			data[at] = (data[at] ?? 0) / 255 > randomAt(at + seed * 0x1000_0000) ? 255 : 0;
		}
	});
}
