import { blendMode, compositeOperation } from './blend.js';
import type { RenderContext } from './context.js';
import { drawIsolated } from './isolate.js';
import { needsMask } from './layer-mask.js';
import { drawContent, drawFills, hasFills, ownOpacity } from './layer-parts.js';
import type { PreparedLayer } from './layers.js';
import { chain, translation } from './matrix.js';
import { hasOperations } from './pixels/operations.js';
import type { Stage } from './stage.js';

/**
 * Draws a layer with its effects at its place.
 * @throws RenderError
 */
export async function drawLayer(
	stage: Stage,
	prepared: PreparedLayer,
	context: RenderContext,
): Promise<void> {
	const { layer, position, content } = prepared;
	const { commands } = layer;
	if (commands.hide) return;
	// Layer 0 has nothing below it (`r-blendmode.md`).
	const mode = layer.number === 0 ? 'norm' : blendMode(commands.blendMode);
	const toRectangle = chain(translation(position.x, position.y), stage.map);
	const alpha = ownOpacity(commands);
	const altered =
		layer.effects.length > 0 ||
		commands.clipPath !== undefined ||
		needsMask(content, commands) ||
		hasOperations(commands) ||
		mode === 'dissolve';
	// Drawn one over the other, parts give the same picture as when they are put together first. Not so if
	// they are blended, or if translucent parts overlap each other.
	const apart =
		(alpha < 1 && content.overlaps) || (mode !== 'norm' && (content.overlaps || hasFills(prepared)));
	if (altered || apart) {
		await drawIsolated(stage, prepared, toRectangle, mode, context);
		return;
	}
	const { canvas } = stage;
	canvas.save();
	canvas.globalCompositeOperation = compositeOperation(mode);
	drawFills(canvas, prepared, toRectangle);
	await drawContent(canvas, prepared, toRectangle, alpha);
	canvas.restore();
}
