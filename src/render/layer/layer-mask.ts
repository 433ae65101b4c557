import type { LayerCommands } from '../../protocol/image-request.js';
import { shortfallSentence } from '../../protocol/shortfalls.js';
import { type Canvas, createCanvas } from '../canvas/canvas.js';
import type { RenderContext } from '../context.js';
import type { Matrix } from '../geometry/matrix.js';
import { type Grid, phaseOf } from '../pixels/grid.js';
import type { LayerContent } from './layer-content.js';
import { fillOutline } from './layer-content.js';
import { bareMask, exchangeAlpha, growMask, growWithin } from './mask-alpha.js';

/** True if `applyMask` would change anything. */
export function needsMask(
	content: LayerContent,
	{ maskUse, op_growMask, op_growMaskR }: LayerCommands,
): boolean {
	return Boolean(content.mask || (maskUse ?? 'norm') !== 'norm' || op_growMask || op_growMaskR);
}

/**
 * How far `op_growMask` moves the outline, in pixels of the canvas.
 * @param scale pixels of the canvas per pixel of the composite
 */
export function maskGrowth(
	{ op_growMask = 0, op_growMaskR = 0 }: LayerCommands,
	{ sourceScale }: LayerContent,
	scale: number,
): number {
	return (op_growMask * sourceScale + op_growMaskR) * scale;
}

/** True if `applyMask` may show what a picture's own alpha hides, which takes a drawing of all that it covers. */
export function mayBare(content: LayerContent, commands: LayerCommands): boolean {
	const { maskUse } = commands;
	return !content.mask && (maskUse === 'off' || maskUse === 'invert' || maskGrowth(commands, content, 1) > 0);
}

/**
 * Applies `mask`, `maskUse` and `op_growMask` to a layer's foreground (`r-mask.md`, `r-maskuse.md`).
 * Without a separate mask the foreground's own alpha is the mask.
 * @param map from content pixels to pixels of the canvas
 * @param scale pixels of the canvas per pixel of the composite
 * @param grid of the canvas
 */
export async function applyMask(
	canvas: Canvas,
	content: LayerContent,
	map: Matrix,
	commands: LayerCommands,
	scale: number,
	grid: Grid,
	{ port, note, spend }: Pick<RenderContext, 'port' | 'note' | 'spend'>,
): Promise<void> {
	if (!needsMask(content, commands)) return;
	const { maskUse } = commands;
	const radius = maskGrowth(commands, content, scale);
	const growth = { radius, phase: phaseOf(grid) };
	if (!content.mask) {
		if (!mayBare(content, commands)) return growMask(canvas, growth);
		const isGrown = maskUse !== 'off' && maskUse !== 'invert';
		const cover = createCanvas(port, canvas.canvas);
		// Letters, which may protrude from their box, grow on wherever there is room.
		if (isGrown && content.ink && !content.cover)
			cover.fillRect(0, 0, canvas.canvas.width, canvas.canvas.height);
		else await drawCover(cover, content, map);
		if (!isGrown) {
			const isBared = await bareMask(canvas, cover, growth, COMBINATIONS[maskUse]);
			if (isBared) note(shortfallSentence('maskUse'));
		} else {
			const isBared = await growWithin(canvas, cover, growth, spend);
			if (isBared) note(shortfallSentence('op_growMask'));
		}
		return;
	}
	if (maskUse === 'off') return;
	const mask = createCanvas(port, canvas.canvas);
	await content.mask.draw(mask, map, 1);
	await growMask(mask, growth);
	await exchangeAlpha(canvas, mask, maskUse === 'invert' ? (own, value) => own - value : Math.min);
}

/** What becomes of a picture's own alpha, or of what it has grown to, within all that the picture covers. */
const COMBINATIONS = {
	off: (_: number, whole: number) => whole,
	invert: (own: number, whole: number) => whole - own,
} as const;

/** All that a content covers, opaque, whatever it shows there. */
async function drawCover(canvas: Canvas, content: LayerContent, map: Matrix): Promise<void> {
	if (content.cover) await content.cover.draw(canvas, map, 1);
	else fillOutline(canvas, content, map);
}
