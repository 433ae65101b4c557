import { type BlendMode, blendMode, compositeOperation } from '../canvas/blend.js';
import type { Stage } from '../canvas/stage.js';
import type { RenderContext } from '../context.js';
import { hasOperations } from '../effects/operations.js';
import { chain, translation } from '../geometry/matrix.js';
import { drawContent } from './draw-content.js';
import { drawIsolated } from './isolate.js';
import { drawFills, hasFills } from './layer-fills.js';
import { needsMask } from './layer-mask.js';
import { ownOpacity } from './layer-opacity.js';
import type { PreparedLayer } from './prepare-layer.js';

/**
 * Draws a layer with its effects at its place.
 * @throws RenderError
 */
export async function drawLayer(
	stage: Stage,
	prepared: PreparedLayer,
	context: RenderContext,
): Promise<void> {
	const { position } = prepared;
	const { commands } = prepared.layer;
	if (commands.hide) return;
	const mode = layerMode(prepared);
	if (isIsolated(prepared)) {
		await drawIsolated(stage, prepared, mode, context);
		return;
	}
	const { canvas } = stage;
	const toRectangle = chain(translation(position.x, position.y), stage.map);
	canvas.save();
	canvas.globalCompositeOperation = compositeOperation(mode);
	drawFills(canvas, prepared, toRectangle);
	await drawContent(canvas, prepared, toRectangle, ownOpacity(prepared));
	canvas.restore();
}

/** Layer 0 has nothing below it (`r-blendmode.md`). */
function layerMode({ layer }: PreparedLayer): BlendMode {
	return layer.number === 0 ? 'norm' : blendMode(layer.commands.blendMode);
}

/** True if a layer needs a canvas of its own before it is put on the others. */
export function isIsolated(prepared: PreparedLayer): boolean {
	const { layer, content } = prepared;
	const mode = layerMode(prepared);
	const altered =
		layer.effects.length > 0 ||
		Boolean(layer.commands.clipPath?.length) ||
		needsMask(content, layer.commands) ||
		hasOperations(layer.commands) ||
		mode === 'dissolve';
	// Drawn one over the other, parts give the same picture as when they are put together first. Not so if
	// they are blended, or if translucent parts overlap each other.
	const isFaded = ownOpacity(prepared) < 1;
	const apart =
		(isFaded && content.overlaps) || (mode !== 'norm' && (content.overlaps || hasFills(prepared)));
	return altered || apart;
}
